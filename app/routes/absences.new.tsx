/** A new absence: from when to when, and who stands in. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { absenceForm, fieldOfAbsence } from '~/data/absence-form.server'
import { absenceChoices, recordAbsence } from '~/data/absences.server'
import { noteAccess } from '~/data/access-events.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { AbsenceForm } from '~/ui/absence-form'
import { Page } from '~/ui/page'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Record an absence · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'absence:record')
  const at = new Date()
  return readClinic(member, async (query) => {
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind: 'routes/absences.new', occurredAt: at })
    return {
      shell: await shellOf(member, query),
      ...(await absenceChoices(query, member, at)),
      isForAnybody: member.roles.includes('admin'),
      commandKey: randomUUID(),
    }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'absence:record')
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: absenceForm() })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })
  const outcome = await recordAbsence(member, { ...submission.value, at: new Date() })
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfAbsence), { status: 409 })
  return redirect('/absences?done=absence-recorded', 303)
}

export default function NewAbsencePage() {
  const { shell, ...form } = useLoaderData<typeof loader>()
  return (
    <Page shell={shell} title="Record an absence" crumbs={[{ label: 'Absences', to: '/absences' }]}>
      <div className="max-w-2xl">
        <div className="card p-5">
          <AbsenceForm {...form} lastResult={useActionData<typeof action>()} />
        </div>
      </div>
    </Page>
  )
}
