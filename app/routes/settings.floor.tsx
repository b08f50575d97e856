/** The gym floor of the clinic: whom to call, how soon a red flag is everybody's, plates, and how old an LOP may be. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { floorSettings, setFloor } from '~/data/floor-settings.server'
import { fieldOfFloor, floorSettingsForm } from '~/data/red-flag-forms.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { DoneNotice } from '~/ui/done-notice'
import { FloorSettingsForm } from '~/ui/floor-settings-form'
import { Page } from '~/ui/page'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Gym floor of the clinic · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'clinic:settings')
  return readClinic(member, async (query) => {
    const occurredAt = new Date()
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind: 'routes/settings.floor', occurredAt })
    return {
      shell: await shellOf(member, query),
      settings: await floorSettings(query),
      units: member.clinic.units,
      commandKey: randomUUID(),
    }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'clinic:settings')
  const schema = floorSettingsForm(member.clinic.units)
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })
  const outcome = await setFloor(member, submission.value)
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfFloor), { status: 409 })
  return redirect('/settings/floor?done=floor-set', 303)
}

export default function FloorSettingsPage() {
  const { shell, ...form } = useLoaderData<typeof loader>()
  return (
    <Page shell={shell} title="Gym floor" sub={`for all sessions of ${shell.member.clinicName}`}>
      <DoneNotice />
      <div className="max-w-2xl">
        <div className="card p-5">
          <FloorSettingsForm {...form} lastResult={useActionData<typeof action>()} />
        </div>
      </div>
    </Page>
  )
}
