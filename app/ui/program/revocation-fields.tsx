/** The reason of a revocation, and the signature under it. */
import type { ClinicianRole, Licence } from '~/domain/member'
import type { ProgramHead } from '~/domain/program-head'
import { ConfirmFields } from '../confirm-fields'
import { Textarea } from '../form'
import type { ClinicFormat } from '../format'
import { SignatureBlock } from '../signature'
import { SubmitButton } from '../submit-button'
import type { ActFields } from './act-page'

type Props = {
  fields: ActFields
  signer: { name: string; role: ClinicianRole; licence: Licence }
  inForce: NonNullable<ProgramHead['inForce']>
  at: Date | string
  format: ClinicFormat
}

export function RevocationFields({ fields, signer, inForce, at, format }: Props) {
  return (
    <>
      <input type="hidden" name="versionId" value={inForce.id} />
      <input type="hidden" name="contentHash" value={inForce.contentHash} />
      <Textarea
        field={fields.reason}
        label="Your reason"
        hint="It is kept with your signature."
        required
        maxLength={2000}
      />
      <SignatureBlock
        signer={signer}
        meaning={
          <>
            revoke the clearance of <b>version {inForce.number}</b>: the program stops
          </>
        }
        at={at}
        contentHash={inForce.contentHash}
        format={format}
      >
        <ConfirmFields fields={fields} />
        <SubmitButton look="danger" pendingLabel="Signing …">
          Sign and revoke
        </SubmitButton>
      </SignatureBlock>
    </>
  )
}
