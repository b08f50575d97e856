/** The certificate of a cleared version, for whoever serves its client; remembered in the audit before it leaves. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireMember } from '~/auth/guard.server'
import { rememberExport } from '~/data/audit.server'
import { isId } from '~/data/id.server'
import { readProgram } from '~/data/program-door.server'
import { findClearanceId, findProof } from '~/data/proof.server'
import { certifiable, certificateAnswer } from '~/documents/certificate-answer.server'

const pathKind = 'routes/programs.$programId_.versions.$versionId_.certificate[.]pdf'

export async function loader({ request, params: { programId, versionId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:download')
  const at = new Date()
  const asked = { programId, otherId: versionId, pathKind, at, action: 'client:download' } as const
  const found = await readProgram(member, asked, async (query, program) => {
    const decisionId = isId(versionId) ? await findClearanceId(query, program.id, versionId) : null
    return certifiable(decisionId ? await findProof(query, decisionId, at) : null)
  })
  const { decision, client } = found.proof
  const event = await rememberExport(member, 'certificate', { decisionId: decision.id, clientId: client.id })
  const { clinic, name } = member
  return certificateAnswer({ ...found, clinicName: clinic.name, format: clinic, printed: { ...event, by: name, at } })
}
