/** The gym floor of the clinic: whom to call, how soon a red flag is everybody's, plates, and how old an LOP may be. */
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readSettingsPage } from '~/data/settings-page.server'
import { setFloor, settingsMeanwhile } from '~/data/clinic-settings.server'
import { fieldOfFloor, floorSettingsForm } from '~/data/red-flag-forms.server'
import { floorEffects, unreadEffects } from '~/data/settings-effects.server'
import { unitOfForm } from '~/domain/units'
import { maySetFloor } from '~/domain/floor-settings'
import { FloorSettingsForm } from '~/ui/floor-settings-form'
import { refusedForm } from '~/ui/refused-form'
import { SettingsPage } from '~/ui/settings-page'

export const meta: MetaFunction = () => [{ title: 'Gym floor of the clinic · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'clinic:settings')
  return readSettingsPage(member, 'floor')
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'clinic:settings')
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, {
    schema: floorSettingsForm(unitOfForm(form.get('loadUnit'), member.clinic.units)),
  })
  if (submission.status !== 'success') return data({ form: submission.reply() }, { status: 400 })
  const { agreed, ...asked } = submission.value
  const effects = await unreadEffects(member, maySetFloor(asked), submission.value, floorEffects)
  if (effects) return data({ form: submission.reply(), effects }, { status: 409 })
  const outcome = await setFloor(member, asked)
  if (outcome.ok) return redirect('/settings/floor?done=floor-set', 303)
  const refused = { form: refusedForm(submission, outcome.why, fieldOfFloor) }
  if (outcome.why !== 'settings-changed') return data(refused, { status: 409 })
  return data({ ...refused, meanwhile: await settingsMeanwhile(member, 'floor', asked.was) }, { status: 409 })
}

export default function FloorSettingsPage() {
  const { shell, ...form } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <SettingsPage
      shell={shell}
      isAnswered={answer !== undefined}
      title="Gym floor"
      sub={`for all sessions of ${shell.member.clinicName}`}
    >
      <FloorSettingsForm {...form} answer={answer} />
    </SettingsPage>
  )
}
