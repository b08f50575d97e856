/** Signing looks like signing: what, as whom, with which licence, when, over which content, and the password. */
import type { ReactNode } from 'react'
import type { ClinicianRole, Licence } from '~/domain/member'
import { type ClinicFormat, formatDay, formatInstant, shortHash } from './format'
import { professionWords } from './words'

type Signer = { name: string; role: ClinicianRole; licence: Licence }

type SignatureBlockProps = {
  signer: Signer
  /** What the signature says, in the signer's voice, after "I, …, ": "clear version 2 of this program to start". */
  meaning: ReactNode
  /** The clock of the server when the page was made; the record carries the moment of signing. */
  at: Date | string
  contentHash: string
  format: ClinicFormat
  /** The password field, the second factor where there is one, and the button. */
  children: ReactNode
}

export function SignatureBlock({ meaning, at, contentHash, format, children, signer }: SignatureBlockProps) {
  return (
    <section className="signature" aria-label="Your signature">
      <p className="small">
        I, <SignerWords {...signer} format={format} />, {meaning}.{' '}
        <span className="dim">
          {formatInstant(at, format)} · content <Hash hash={contentHash} />
        </span>
      </p>
      <div className="signature-slot">{children}</div>
    </section>
  )
}

function SignerWords({ name, role, licence, format }: Signer & { format: ClinicFormat }) {
  return (
    <>
      <b>{name}</b>, {professionWords[role]}, licence {licence.number} (valid to {formatDay(licence.validUntil, format)}
      )
    </>
  )
}

/** The start of a content hash; the whole of it on hover and for whoever copies it. */
export function Hash({ hash }: { hash: string }) {
  return (
    <span className="hash" title={hash}>
      {shortHash(hash)}
    </span>
  )
}

export type Signed = {
  name: string
  role: ClinicianRole
  licenceNumber: string
  /** The moment of signing. */
  at: Date | string
  meaning: string
  contentHash: string
}

type ManifestProps = { signed: Signed; limits?: readonly string[]; reason?: string | null; format: ClinicFormat }

/** A signature as it is read later, the same on every screen and on paper (21 CFR 11.50). */
export function SignatureManifest({ signed, limits = [], reason, format }: ManifestProps) {
  return (
    <div className="manifest small">
      <p>
        <b>“{signed.meaning}”</b>
      </p>
      {limits.length > 0 ? <p>Limits: {limits.join('; ')}</p> : null}
      {reason ? <p>Reason: {reason}</p> : null}
      <p className="dim">
        Signed by <b>{signed.name}</b>, {professionWords[signed.role]}, licence {signed.licenceNumber},{' '}
        <span className="whitespace-nowrap">{formatInstant(signed.at, format)}</span> · content{' '}
        <Hash hash={signed.contentHash} />
      </p>
    </div>
  )
}
