/** A report of a client's progress for the referring doctor: chosen, read, signed; and those that were sent before. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { confirmMember } from '~/auth/confirm-member.server'
import { requireMember } from '~/auth/guard.server'
import { readClient, readFramedClient } from '~/data/client-door.server'
import { findReport } from '~/data/progress-report-facts.server'
import { fieldOfProgressReport, progressReportForm, reportAsked } from '~/data/progress-report-form.server'
import { listReports, reportToSign, sendReport, whoSigns } from '~/data/progress-reports.server'
import { refusedForm } from '~/ui/refused-form'
import { ReportPage } from '~/ui/progress-report/report-page'
import { previewSheet } from '~/ui/progress-report/report-sheet'
import { alsoAfterConflict } from '~/ui/revalidation'

export const meta: MetaFunction = () => [{ title: 'Report of progress · Clearway' }]

const pathKind = 'routes/clients.$clientId_.progress_.report._index'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:download')
  const { searchParams } = new URL(request.url)
  const at = new Date()
  const asked = { clientId: params.clientId, pathKind, at, action: 'client:download' } as const
  return readFramedClient(member, asked, async (query, client, shell) => {
    const { facts, ...preview } = await findReport(query, client, reportAsked(searchParams))
    return {
      client,
      at,
      ...preview,
      range: facts.period.range,
      sheet: previewSheet(facts),
      locale: facts.writing.locale,
      signing: { name: member.name, licence: member.licence, ...whoSigns(member, client.today) },
      sent: await listReports(query, client.id, searchParams.get('after')),
      shell,
      commandKey: randomUUID(),
    }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, 'report:send')
  const at = new Date()
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), {
    schema: progressReportForm(),
  })
  const asked = { clientId: params.clientId, pathKind, at, action: 'report:send' } as const
  const { client, facts, hash } = await readClient(member, asked, async (query, client) => ({
    client,
    ...(await findReport(query, client, reportAsked(new URL(request.url).searchParams))),
  }))
  if (submission.status !== 'success')
    return data(submission.reply({ hideFields: ['password', 'code'] }), { status: 400 })

  const { key, password, code, contentHash, ...words } = submission.value
  const sending = { clientId: client.id, key, at, contentHash, ...words }
  const refused = (...[why, status]: [Parameters<typeof refusedForm>[1], number]) =>
    data(refusedForm(submission, why, fieldOfProgressReport), { status })
  if (hash !== contentHash) {
    const answered = await sendReport(member, { ...sending, signed: null })
    return answered.ok ? redirect(pathOf(client.id, answered.reportId), 303) : refused(answered.why, 409)
  }
  const toSign = reportToSign(facts, words)
  if (!toSign.ok) return refused(toSign.why, 409)
  const confirmed = await confirmMember(request, member, { password, code }, 'sign-report', toSign.hash)
  if (!confirmed.ok) return refused(confirmed.why, 400)
  const { reauthenticationId } = confirmed
  const outcome = await sendReport(member, { ...sending, signed: { ...toSign, reauthenticationId } })
  return outcome.ok ? redirect(pathOf(client.id, outcome.reportId), 303) : refused(outcome.why, 409)
}

export const shouldRevalidate = alsoAfterConflict

function pathOf(clientId: string, reportId: string): string {
  return `/clients/${clientId}/progress/report/${reportId}?done=report-signed`
}

export default function ProgressReportRoute() {
  return <ReportPage {...useLoaderData<typeof loader>()} lastResult={useActionData<typeof action>()} />
}
