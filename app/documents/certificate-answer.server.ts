/** A certificate as it is sent: a file to keep, whose name names nobody. */
import { createReadableStreamFromReadable } from '@remix-run/node'
import { standingOf } from '~/domain/proof'
import type { Proof } from '~/domain/proof'
import { readSigned } from '~/domain/signed-content'
import { type Certified, certificateSheet } from '~/ui/certificate-words'
import { certificatePdf } from './certificate.server'

/** What there is to certify; throws a 404 Response for a decision that cleared nothing, or a content it cannot read. */
export function certifiable(proof: Proof | null): Pick<Certified, 'proof' | 'signed' | 'standing'> {
  const standing = proof && standingOf(proof)
  const signed = proof && readSigned(proof.version.content)
  if (!standing || !signed) throw new Response(null, { status: 404 })
  return { proof, signed, standing }
}

export function certificateAnswer(certified: Certified): Response {
  const { proof, printed } = certified
  const file = certificatePdf(certificateSheet(certified), printed.at)
  return new Response(createReadableStreamFromReadable(file), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="clearance-${proof.decision.id.slice(-12)}.pdf"`,
    },
  })
}
