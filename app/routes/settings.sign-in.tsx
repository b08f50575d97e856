/** How people sign in to this clinic. What makes it less strict takes the admin's password again. */
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { confirmMember } from '~/auth/confirm-member.server'
import { requireMember } from '~/auth/guard.server'
import { readSettingsPage } from '~/data/settings-page.server'
import { clinicSettings, settingsMeanwhile } from '~/data/clinic-settings.server'
import { signInEffects, unreadEffects } from '~/data/settings-effects.server'
import { fieldOfSignIn, signInSettingsForm } from '~/data/settings-forms.server'
import { countWithoutFactor, setSignIn, signInHash } from '~/data/sign-in-settings.server'
import { readClinic } from '~/database/door.server'
import { loosensSignIn, maySetSignIn } from '~/domain/clinic-settings'
import { refusedForm } from '~/ui/refused-form'
import { SettingsPage } from '~/ui/settings-page'
import { SignInSettingsForm } from '~/ui/sign-in-settings-form'

export const meta: MetaFunction = () => [{ title: 'Sign-in settings · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'clinic:settings')
  return readSettingsPage(member, 'sign-in', async (query) => ({
    hasSecondFactor: member.hasSecondFactor,
    countWithout: await countWithoutFactor(query),
  }))
}

const hideFields = ['password', 'code']

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'clinic:settings')
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: signInSettingsForm() })
  if (submission.status !== 'success') return data({ form: submission.reply({ hideFields }) }, { status: 400 })
  const { agreed, password, code, ...asked } = submission.value
  const now = await readClinic(member, clinicSettings)
  const may = maySetSignIn(now, asked, member)
  if (!may.ok) return data({ form: refusedForm(submission, may.why, fieldOfSignIn) }, { status: 409 })
  const effects = await unreadEffects(member, may, submission.value, signInEffects)
  const asksPassword = loosensSignIn(now, asked)
  if (effects || (asksPassword && !password)) {
    return data({ form: submission.reply({ hideFields }), effects: effects ?? [], asksPassword }, { status: 409 })
  }

  let reauthenticationId: string | null = null
  if (asksPassword && password) {
    const confirmed = await confirmMember(request, member, { password, code }, 'clinic:sign-in', signInHash(now, asked))
    const refused = confirmed.ok ? null : refusedForm(submission, confirmed.why, fieldOfSignIn)
    if (refused) return data({ form: refused, asksPassword }, { status: 400 })
    reauthenticationId = confirmed.ok ? confirmed.reauthenticationId : null
  }
  const outcome = await setSignIn(member, { ...asked, at: new Date(), reauthenticationId })
  if (outcome.ok) return redirect('/settings/sign-in?done=sign-in-set', 303)
  const refused = { form: refusedForm(submission, outcome.why, fieldOfSignIn), asksPassword }
  if (outcome.why !== 'settings-changed') return data(refused, { status: 409 })
  return data({ ...refused, meanwhile: await settingsMeanwhile(member, 'sign-in', asked.was) }, { status: 409 })
}

export default function SignInSettingsPage() {
  const { shell, ...form } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <SettingsPage
      shell={shell}
      isAnswered={answer !== undefined}
      title="Sign-in"
      sub="how people come in, and for how long"
    >
      <SignInSettingsForm {...form} answer={answer} />
    </SettingsPage>
  )
}
