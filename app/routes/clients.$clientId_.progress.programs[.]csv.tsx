/** The comparison of a client's programs as a file; remembered in the audit before it leaves. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireMember } from '~/auth/guard.server'
import { rememberExport } from '~/data/audit.server'
import { readClient } from '~/data/client-door.server'
import { askedComparison, findProgramComparison } from '~/data/program-comparison.server'
import { programComparisonCsv } from '~/data/program-comparison-csv.server'

const pathKind = 'routes/clients.$clientId_.progress.programs[.]csv'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:download')
  const at = new Date()
  const asked = askedComparison(new URL(request.url).searchParams)
  const page = { clientId: params.clientId, pathKind, at, action: 'client:download' } as const
  const { client, comparison } = await readClient(member, page, async (query, client) => ({
    client,
    comparison: await findProgramComparison(query, client.id, { ...asked, today: client.today }),
  }))
  const detail = { clientId: client.id, chart: 'programs' }
  const { hash: auditHash } = await rememberExport(member, 'progress', detail)
  const { recordNumber } = client
  const csv = programComparisonCsv(comparison, { by: member.name, at, recordNumber, auditHash })
  return new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="progress-programs.csv"',
    },
  })
}
