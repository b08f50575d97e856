/** The clinic itself: its name, its time zone, and how it writes days, numbers and loads. */
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readSettingsPage } from '~/data/settings-page.server'
import { setClinic, settingsMeanwhile } from '~/data/clinic-settings.server'
import { clinicSettingsForm, fieldOfClinic } from '~/data/settings-forms.server'
import { timeZones } from '~/data/time-zones.server'
import { ClinicSettingsForm } from '~/ui/clinic-settings-form'
import { refusedForm } from '~/ui/refused-form'
import { SettingsPage } from '~/ui/settings-page'

export const meta: MetaFunction = () => [{ title: 'Settings of the clinic · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'clinic:settings')
  return { ...(await readSettingsPage(member, 'clinic')), timeZones: timeZones() }
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'clinic:settings')
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: clinicSettingsForm() })
  if (submission.status !== 'success') return data({ form: submission.reply() }, { status: 400 })
  const { agreed, ...asked } = submission.value
  const outcome = await setClinic(member, asked)
  if (outcome.ok) return redirect('/settings/clinic?done=clinic-set', 303)
  const refused = { form: refusedForm(submission, outcome.why, fieldOfClinic) }
  if (outcome.why !== 'settings-changed') return data(refused, { status: 409 })
  return data({ ...refused, meanwhile: await settingsMeanwhile(member, 'clinic', asked.was) }, { status: 409 })
}

export default function ClinicSettingsPage() {
  const { shell, ...form } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <SettingsPage
      shell={shell}
      isAnswered={answer !== undefined}
      title="Clinic"
      sub="what it is called, and where its days begin"
    >
      <ClinicSettingsForm {...form} answer={answer} />
    </SettingsPage>
  )
}
