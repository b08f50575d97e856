/** The rehab window of the clinic: shorter, or with earlier warnings, never longer. */
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readSettingsPage } from '~/data/settings-page.server'
import { setWindow, settingsMeanwhile } from '~/data/clinic-settings.server'
import { unreadEffects, windowEffects } from '~/data/settings-effects.server'
import { fieldOfSetting, windowSettingsForm } from '~/data/window-forms.server'
import { maySetWindow } from '~/domain/rehab-window'
import { refusedForm } from '~/ui/refused-form'
import { SettingsPage } from '~/ui/settings-page'
import { WindowSettingsForm } from '~/ui/window-settings-form'

export const meta: MetaFunction = () => [{ title: 'Rehab window of the clinic · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'clinic:settings')
  return readSettingsPage(member, 'window')
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'clinic:settings')
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), {
    schema: windowSettingsForm(),
  })
  if (submission.status !== 'success') return data({ form: submission.reply() }, { status: 400 })
  const { agreed, ...asked } = submission.value
  const effects = await unreadEffects(member, maySetWindow(asked), submission.value, windowEffects)
  if (effects) return data({ form: submission.reply(), effects }, { status: 409 })
  const outcome = await setWindow(member, asked)
  if (outcome.ok) return redirect('/settings/window?done=window-set', 303)
  const refused = { form: refusedForm(submission, outcome.why, fieldOfSetting) }
  if (outcome.why !== 'settings-changed') return data(refused, { status: 409 })
  return data({ ...refused, meanwhile: await settingsMeanwhile(member, 'window', asked.was) }, { status: 409 })
}

export default function WindowSettingsPage() {
  const { shell, ...form } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <SettingsPage
      shell={shell}
      isAnswered={answer !== undefined}
      title="Rehab window"
      sub={`for all programs of ${shell.member.clinicName}`}
    >
      <WindowSettingsForm {...form} answer={answer} />
    </SettingsPage>
  )
}
