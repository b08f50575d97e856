/** How long records are kept here, which are past it, and the way to one by its number. Nothing is erased by itself. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { isId } from '~/data/id.server'
import {
  fieldOfRetention,
  findByRecordNumber,
  findRetention,
  listPastRecords,
  retentionForm,
  setRetention,
} from '~/data/retention.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { DoneNotice } from '~/ui/done-notice'
import { Page } from '~/ui/page'
import { SettingsTabs } from '~/ui/settings-tabs'
import { PastRecords } from '~/ui/past-records'
import { RecordByNumber } from '~/ui/record-by-number'
import { refusedForm } from '~/ui/refused-form'
import { RetentionForm } from '~/ui/retention-form'

export const meta: MetaFunction = () => [{ title: 'Keeping records · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:erase')
  const after = new URL(request.url).searchParams.get('after')
  return readClinic(member, async (query) => {
    const at = new Date()
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind: 'routes/settings.retention', occurredAt: at })
    return {
      shell: await shellOf(member, query),
      retention: await findRetention(query),
      past: await listPastRecords(query, { after: isId(after) ? after : null, at }),
      isFirst: !isId(after),
      commandKey: randomUUID(),
    }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'client:erase')
  const sent = await request.formData().catch(() => new FormData())
  const number = sent.get('recordNumber')
  // Sent as a form, so that no number of a client stands in an address or a log.
  if (typeof number === 'string') {
    const found = await readClinic(member, (query) => findByRecordNumber(query, number.replaceAll('\0', '').trim()))
    if (!found) return data({ notFound: true, number }, { status: 404 })
    return redirect(`/clients/${found}/${sent.get('to') === 'erasure' ? 'erasure' : 'record-export'}`, 303)
  }
  const submission = parseWithZod(sent, { schema: retentionForm() })
  if (submission.status !== 'success') return data({ form: submission.reply() }, { status: 400 })
  const outcome = await setRetention(member, { ...submission.value, at: new Date() })
  if (!outcome.ok) return data({ form: refusedForm(submission, outcome.why, fieldOfRetention) }, { status: 409 })
  return redirect('/settings/retention?done=retention-set', 303)
}

export default function RetentionPage() {
  const { shell, retention, past, isFirst, commandKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const lastResult = answer && 'form' in answer ? answer.form : undefined
  const missed = answer && 'notFound' in answer ? answer.number : null
  return (
    <Page shell={shell} title="Keeping records" sub={`of clients of ${shell.member.clinicName}`}>
      <SettingsTabs />
      <DoneNotice />
      <div className="stack max-w-3xl">
        <RetentionForm {...retention} commandKey={commandKey} lastResult={lastResult} format={shell.formats} />
        <PastRecords past={past} isFirst={isFirst} years={retention.years} format={shell.formats} />
        <RecordByNumber missed={missed} />
      </div>
    </Page>
  )
}
