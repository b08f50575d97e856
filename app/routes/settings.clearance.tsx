/** What a clearance and a screening of this clinic are worth, and who decides how soon. */
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readSettingsPage } from '~/data/settings-page.server'
import { setClearance, settingsMeanwhile } from '~/data/clinic-settings.server'
import { clearanceEffects, unreadEffects } from '~/data/settings-effects.server'
import { clearanceSettingsForm, fieldOfClearance } from '~/data/settings-forms.server'
import { maySetClearance } from '~/domain/clinic-settings'
import { ClearanceSettingsForm } from '~/ui/clearance-settings-form'
import { refusedForm } from '~/ui/refused-form'
import { SettingsPage } from '~/ui/settings-page'

export const meta: MetaFunction = () => [{ title: 'Clearance settings · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'clinic:settings')
  return readSettingsPage(member, 'clearance')
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'clinic:settings')
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: clearanceSettingsForm() })
  if (submission.status !== 'success') return data({ form: submission.reply() }, { status: 400 })
  const { agreed, ...asked } = submission.value
  const effects = await unreadEffects(member, maySetClearance(asked), submission.value, clearanceEffects)
  if (effects) return data({ form: submission.reply(), effects }, { status: 409 })
  const outcome = await setClearance(member, asked)
  if (outcome.ok) return redirect('/settings/clearance?done=clearance-set', 303)
  const refused = { form: refusedForm(submission, outcome.why, fieldOfClearance) }
  if (outcome.why !== 'settings-changed') return data(refused, { status: 409 })
  return data({ ...refused, meanwhile: await settingsMeanwhile(member, 'clearance', asked.was) }, { status: 409 })
}

export default function ClearanceSettingsPage() {
  const { shell, ...form } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <SettingsPage
      shell={shell}
      isAnswered={answer !== undefined}
      title="Clearance"
      sub="what counts for how long, and who decides"
    >
      <ClearanceSettingsForm {...form} answer={answer} />
    </SettingsPage>
  )
}
