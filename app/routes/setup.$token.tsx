/** The first clinic and its admin, for whoever holds the one-time link that the server printed. */
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { isSetupOpen, setUpClinic } from '~/auth/setup.server'
import { setupForm } from '~/auth/setup-form.server'
import { Doorstep } from '~/ui/doorstep'
import { FirstClinicForm } from '~/ui/first-clinic-form'

export const meta: MetaFunction = () => [{ title: 'Set up your clinic · Clearway' }]

const timeZones = () => [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])]

export async function loader({ params }: LoaderFunctionArgs) {
  if (await isSetupOpen(params.token ?? '')) return { timeZones: timeZones() }
  return data({ timeZones: null }, { status: 404 })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const token = params.token ?? ''
  if (!(await isSetupOpen(token))) throw redirect(`/setup/${encodeURIComponent(token)}`)
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: setupForm(timeZones()) })
  const hideFields = ['password', 'passwordAgain']
  if (submission.status !== 'success') return data(submission.reply({ hideFields }), { status: 400 })

  const { adminName, email, passwordAgain, ...asked } = submission.value
  const outcome = await setUpClinic(token, { ...asked, admin: { name: adminName, email } })
  if (outcome === 'made') return redirect('/login')
  if (outcome === 'link-spent') throw redirect(`/setup/${encodeURIComponent(token)}`)
  const fieldErrors = { timeZone: ['The database does not know this time zone. Choose its neighbour.'] }
  return data(submission.reply({ fieldErrors, hideFields }), { status: 400 })
}

export default function SetupPage() {
  const { timeZones } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  if (timeZones) {
    return (
      <Doorstep title="Set up your clinic" sub="and yourself as its admin. Everybody else is invited later." isWide>
        <FirstClinicForm timeZones={timeZones} lastResult={lastResult} />
      </Doorstep>
    )
  }
  return (
    <Doorstep title="This link is over">
      <p>
        It was used already, is older than a day, or was not copied whole. While nobody has an account, each start of
        Clearway prints a new one.
      </p>
    </Doorstep>
  )
}
