/** The first clinic and its admin, in four steps, for whoever holds the one-time link that the server printed. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { isSetupOpen, setUpClinic } from '~/auth/setup.server'
import { readSetup, readSetupMove, readTyped, toldOf } from '~/auth/setup-form.server'
import { timeZones } from '~/data/time-zones.server'
import { nextSetupStep, saysMistakes, setupSteps } from '~/domain/setup-steps'
import { Doorstep } from '~/ui/doorstep'
import { FirstClinicForm, setupTitles } from '~/ui/setup/first-clinic-form'

export const meta: MetaFunction = () => [{ title: 'Set up your clinic · Clearway' }]

export async function loader({ params }: LoaderFunctionArgs) {
  if (await isSetupOpen(params.token ?? '')) return { timeZones: timeZones() }
  return data({ timeZones: null }, { status: 404 })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const token = params.token ?? ''
  if (!(await isSetupOpen(token))) throw redirect(`/setup/${encodeURIComponent(token)}`)
  const form = await request.formData().catch(() => new FormData())
  const typed = readTyped(form)
  const move = readSetupMove(form) ?? { from: 'clinic', to: 'floor' }
  const { errors, asked } = readSetup(typed, timeZones())
  const step = nextSetupStep(move, Object.keys(errors))
  if (step !== 'made') {
    const isSaid = saysMistakes(move, step)
    return data(toldOf(typed, errors, step, isSaid), { status: isSaid ? 400 : 200 })
  }

  const outcome = asked && (await setUpClinic(token, asked))
  if (outcome === 'made') return redirect('/login?done=clinic-made')
  if (outcome === 'link-spent') throw redirect(`/setup/${encodeURIComponent(token)}`)
  const unknown = { timeZone: ['The database does not know this time zone. Choose its neighbour.'] }
  return data(toldOf(typed, unknown, 'clinic', true), { status: 400 })
}

export default function SetupPage() {
  const { timeZones } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? { step: 'clinic' as const, typed: {}, errors: {} }
  if (timeZones) {
    const place = setupSteps.indexOf(answer.step) + 1
    return (
      <Doorstep
        title={setupTitles[answer.step]}
        sub={`Set up your clinic: step ${place} of ${setupSteps.length}. Nothing is made before the last one.`}
        isWide
      >
        <FirstClinicForm {...answer} timeZones={timeZones} />
      </Doorstep>
    )
  }
  return (
    <Doorstep title="This link is over">
      <p>
        It was used already, is older than a day, or was not copied whole. While nobody has an account, each start of
        Clearway prints a new one.
      </p>
      <p className="mt-3">
        Once the clinic is made, <Link to="/login">sign in</Link>.
      </p>
    </Doorstep>
  )
}
