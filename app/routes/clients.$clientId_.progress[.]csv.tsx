/** One chart of a client's progress as a file; remembered in the audit before it leaves. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { rememberExport } from '~/data/audit.server'
import { readClient } from '~/data/client-door.server'
import { findProgress } from '~/data/progress.server'
import { progressCsv } from '~/data/progress-csv.server'
import { chartNames } from '~/domain/progress-charts'
import { ranges } from '~/domain/progress-range'

const Asked = z.object({
  chart: z.enum(chartNames).catch('strength'),
  /** One site, movement, questionnaire or load of a kind; all of them where none is named. */
  subject: z.string().max(200).nullable().catch(null),
  exercise: z.string().max(200).nullable().catch(null),
  range: z.enum(ranges).nullable().catch(null),
  involved: z.enum(['left', 'right']).nullable().catch(null),
})

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:download')
  const at = new Date()
  const { searchParams } = new URL(request.url)
  const given = (name: string) => searchParams.get(name)
  const { chart, subject, ...asked } = Asked.parse({
    chart: given('chart'),
    subject: given('subject'),
    exercise: given('exercise'),
    range: given('range'),
    involved: given('side'),
  })
  const page = {
    clientId: params.clientId,
    pathKind: 'routes/clients.$clientId_.progress[.]csv',
    at,
    action: 'client:download',
  } as const
  const { client, progress } = await readClient(member, page, async (query, client) => ({
    client,
    progress: await findProgress(query, client.id, { ...asked, today: client.today }),
  }))
  const detail = { clientId: client.id, chart, range: progress.range }
  const { hash: auditHash } = await rememberExport(member, 'progress', detail)
  const { recordNumber } = client
  const csv = progressCsv(progress, { by: member.name, at, recordNumber, chart, subject, auditHash })
  return new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="progress-${chart}.csv"`,
    },
  })
}
