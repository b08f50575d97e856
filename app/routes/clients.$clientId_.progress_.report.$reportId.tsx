/** A report of progress as it was signed: read back from its text alone, with the proof that it is the same. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readFramedClient } from '~/data/client-door.server'
import { findSignedReport, type SignedReport } from '~/data/progress-reports.server'
import { buttonClass } from '~/ui/button'
import { Card } from '~/ui/card'
import { clientName } from '~/ui/client-words'
import { DoneNotice } from '~/ui/done-notice'
import { Icon } from '~/ui/icon'
import { KeyValue } from '~/ui/key-value'
import { Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { reportSheet } from '~/ui/progress-report/report-sheet'
import { ReportView } from '~/ui/progress-report/report-view'

export const meta: MetaFunction = () => [{ title: 'A signed report · Clearway' }]

const pathKind = 'routes/clients.$clientId_.progress_.report.$reportId'

export async function loader({ request, params: { clientId, reportId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:download')
  const asked = { clientId, pathKind, at: new Date(), action: 'client:download' } as const
  return readFramedClient(member, asked, async (query, client, shell) => {
    const report = await findSignedReport(query, client.id, reportId)
    if (!report) throw new Response(null, { status: 404 })
    return { client, report: shown(report), shell }
  })
}

function shown({ id, content, contentHash, isWhole, signature }: SignedReport) {
  const signed = { id, contentHash, ...signature }
  return { id, isWhole, locale: content?.writing.locale ?? 'en-GB', sheet: content && reportSheet(content, signed) }
}

export default function SignedReportPage() {
  const { client, report, shell } = useLoaderData<typeof loader>()
  const at = `/clients/${client.id}/progress`
  return (
    <Page
      shell={shell}
      title="A signed report"
      sub={`${clientName(client)} · ${client.recordNumber}`}
      crumbs={[{ label: 'Progress', to: at }, { label: 'Reports', to: `${at}/report` }, { label: 'Signed' }]}
      actions={
        report.sheet ? (
          <a href={`${at}/report/${report.id}.pdf`} className={buttonClass({ look: 'primary' })}>
            <Icon name="download" /> Download PDF
          </a>
        ) : undefined
      }
    >
      <DoneNotice />
      <div className="max-w-3xl stack">
        {report.isWhole ? (
          <Notice tone="ok">The content is the one that was signed: its hash was just worked out again.</Notice>
        ) : (
          <Notice tone="stop">The content is not the one that was signed. Tell the clinic admin at once.</Notice>
        )}
        {report.sheet?.signature ? (
          <Card title={`“${report.sheet.signature.meaning}”`}>
            <KeyValue facts={report.sheet.signature.facts} />
          </Card>
        ) : null}
        <Card title="What it says">
          {report.sheet ? (
            <ReportView sheet={report.sheet} locale={report.locale} />
          ) : (
            <p>Only what was signed is shown and leaves here, and that is not here any more.</p>
          )}
        </Card>
      </div>
    </Page>
  )
}
