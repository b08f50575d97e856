/** The certificate of a clearance from the register; remembered in the audit before it leaves. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireMember } from '~/auth/guard.server'
import { rememberExport } from '~/data/audit.server'
import { readProof } from '~/data/proof-door.server'
import { certifiable, certificateAnswer } from '~/documents/certificate-answer.server'

const pathKind = 'routes/register.$decisionId_.certificate[.]pdf'

export async function loader({ request, params: { decisionId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'register:read')
  const at = new Date()
  const asked = { decisionId, pathKind, kind: 'export', at } as const
  const found = await readProof(member, asked, async (_, proof) => certifiable(proof))
  const { decision, client } = found.proof
  const event = await rememberExport(member, 'certificate', { decisionId: decision.id, clientId: client.id })
  const { clinic, name } = member
  return certificateAnswer({ ...found, clinicName: clinic.name, format: clinic, printed: { ...event, by: name, at } })
}
