/** What is signed, in the words of each outcome: the one that is chosen shows. */
import type { Signer } from '~/domain/review'
import { ConfirmFields } from '../confirm-fields'
import type { FieldMeta } from '../field'
import type { ClinicFormat } from '../format'
import { SignatureBlock } from '../signature'
import { SubmitButton } from '../submit-button'

type Props = {
  signer: Signer & { licence: NonNullable<Signer['licence']> }
  version: { number: number; contentHash: string }
  fields: { password: FieldMeta; code: FieldMeta }
  at: Date | string
  format: ClinicFormat
}

export function DecisionSignature({ signer, version, fields, at, format }: Props) {
  return (
    <SignatureBlock
      signer={signer}
      meaning={<Meaning number={version.number} />}
      at={at}
      contentHash={version.contentHash}
      format={format}
    >
      <ConfirmFields fields={fields} />
      <SubmitButton pendingLabel="Signing …">
        <span className="when-open">Sign</span>
        <span className="when-cleared">Sign and clear</span>
        <span className="when-limited">Sign and clear with limits</span>
        <span className="when-changes">Sign and ask for changes</span>
        <span className="when-declined">Sign and decline</span>
      </SubmitButton>
    </SignatureBlock>
  )
}

function Meaning({ number }: { number: number }) {
  const version = <b>version {number}</b>
  return (
    <>
      <span className="when-open">sign what is chosen above over {version} of this program</span>
      <span className="when-cleared">clear {version} of this program to start</span>
      <span className="when-limited">clear {version} of this program to start within the limits set above</span>
      <span className="when-changes">ask for changes before I clear {version} of this program</span>
      <span className="when-declined">decline {version} of this program</span>
    </>
  )
}
