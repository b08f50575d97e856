/** How this clinic measures: the formula by which a maximum is estimated. */
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readSettingsPage } from '~/data/settings-page.server'
import { setMeasuring, settingsMeanwhile } from '~/data/clinic-settings.server'
import { measuringEffects, unreadEffects } from '~/data/settings-effects.server'
import { measuringSettingsForm } from '~/data/settings-forms.server'
import { MeasuringSettingsForm } from '~/ui/measuring-settings-form'
import { refusedForm } from '~/ui/refused-form'
import { SettingsPage } from '~/ui/settings-page'

export const meta: MetaFunction = () => [{ title: 'Measuring · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'clinic:settings')
  return readSettingsPage(member, 'measuring')
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'clinic:settings')
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: measuringSettingsForm() })
  if (submission.status !== 'success') return data({ form: submission.reply() }, { status: 400 })
  const { agreed, ...asked } = submission.value
  const effects = await unreadEffects(member, { ok: true }, submission.value, measuringEffects)
  if (effects) return data({ form: submission.reply(), effects }, { status: 409 })
  const outcome = await setMeasuring(member, asked)
  if (outcome.ok) return redirect('/settings/measuring?done=measuring-set', 303)
  const refused = { form: refusedForm(submission, outcome.why) }
  if (outcome.why !== 'settings-changed') return data(refused, { status: 409 })
  return data({ ...refused, meanwhile: await settingsMeanwhile(member, 'measuring', asked.was) }, { status: 409 })
}

export default function MeasuringSettingsPage() {
  const { shell, ...form } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <SettingsPage
      shell={shell}
      isAnswered={answer !== undefined}
      title="Measuring"
      sub="what stands for a maximum that was not tested"
    >
      <MeasuringSettingsForm {...form} answer={answer} />
    </SettingsPage>
  )
}
