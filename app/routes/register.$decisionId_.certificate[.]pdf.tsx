/** The certificate of a clearance from the register; remembered in the audit before it leaves. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { rememberExport } from '~/data/audit.server'
import { isId } from '~/data/id.server'
import { findProof } from '~/data/proof.server'
import { readClinic } from '~/database/door.server'
import { certifiable, certificateAnswer } from '~/documents/certificate-answer.server'

const pathKind = 'routes/register.$decisionId_.certificate[.]pdf'

export async function loader({ request, params: { decisionId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'register:read')
  if (!isId(decisionId)) throw new Response(null, { status: 404 })
  const at = new Date()
  const found = await readClinic(member, async (query) => {
    const certified = certifiable(await findProof(query, decisionId, at))
    const clientId = certified.proof.client.id
    await noteAccess(query, { kind: 'export', clientId, pathKind, occurredAt: at })
    return certified
  })
  const event = await rememberExport(member, 'certificate', { decisionId, clientId: found.proof.client.id })
  const { clinic, name } = member
  return certificateAnswer({ ...found, clinicName: clinic.name, format: clinic, printed: { ...event, by: name, at } })
}
