/** The rehab window of the clinic: shorter, or with earlier warnings, never longer. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { shellOf } from '~/data/shell.server'
import { fieldOfSetting, windowSettingsForm } from '~/data/window-forms.server'
import { setWindow } from '~/data/window-settings.server'
import { readClinic } from '~/database/door.server'
import { DoneNotice } from '~/ui/done-notice'
import { Page } from '~/ui/page'
import { refusedForm } from '~/ui/refused-form'
import { WindowSettingsForm } from '~/ui/window-settings-form'

export const meta: MetaFunction = () => [{ title: 'Rehab window of the clinic · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'clinic:settings')
  const { windowDays, closingFromDay, breachEscalationDays } = member.clinic
  return readClinic(member, async (query) => {
    const occurredAt = new Date()
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind: 'routes/settings.window', occurredAt })
    return {
      shell: await shellOf(member, query),
      settings: { windowDays, closingFromDay, breachEscalationDays },
      commandKey: randomUUID(),
    }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'clinic:settings')
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), {
    schema: windowSettingsForm(),
  })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })
  const outcome = await setWindow(member, submission.value)
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfSetting), { status: 409 })
  return redirect('/settings/window?done=window-set', 303)
}

export default function WindowSettingsPage() {
  const { shell, ...form } = useLoaderData<typeof loader>()
  return (
    <Page shell={shell} title="Rehab window" sub={`for all programs of ${shell.member.clinicName}`}>
      <DoneNotice />
      <div className="max-w-2xl">
        <div className="card p-5">
          <WindowSettingsForm {...form} lastResult={useActionData<typeof action>()} />
        </div>
      </div>
    </Page>
  )
}
