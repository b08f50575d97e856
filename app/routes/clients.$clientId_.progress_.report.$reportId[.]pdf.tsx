/** A signed report as a file, the same whenever it is asked for; remembered in the audit before it leaves. */
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node'
import { requireMember } from '~/auth/guard.server'
import { rememberExport } from '~/data/audit.server'
import { readClient } from '~/data/client-door.server'
import { findSignedReport } from '~/data/progress-reports.server'
import { progressReportPdf } from '~/documents/progress-report.server'
import { reportSheet } from '~/ui/progress-report/report-sheet'

const pathKind = 'routes/clients.$clientId_.progress_.report.$reportId[.]pdf'

export async function loader({ request, params: { clientId, reportId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:download')
  const asked = { clientId, pathKind, at: new Date(), action: 'client:download' } as const
  const report = await readClient(member, asked, (query, client) => findSignedReport(query, client.id, reportId))
  // What is not what was signed leaves the house under nobody's name.
  if (!report?.content) throw new Response(null, { status: 404 })
  const { id, content, contentHash, signature } = report
  await rememberExport(member, 'progress-report', { reportId: id, clientId: content.client.id, contentHash })
  const sheet = reportSheet(content, { id, contentHash, ...signature })
  const file = progressReportPdf(sheet, { at: new Date(signature.at), locale: content.writing.locale })
  return new Response(createReadableStreamFromReadable(file), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="progress-report-${id.slice(-12)}.pdf"`,
    },
  })
}
