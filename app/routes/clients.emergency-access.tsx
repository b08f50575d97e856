/** Emergency access: a client of another care team, opened by exact details for an hour, with a reason. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { emergencyPath, openInEmergency } from '~/data/emergency-access.server'
import { emergencyForm, fieldOfEmergency } from '~/data/emergency-form.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { emergencyMinutes } from '~/domain/emergency-access'
import type { Refusal } from '~/domain/refusal'
import { EmergencyForm } from '~/ui/emergency-form'
import { Page } from '~/ui/page'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Emergency access · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'emergency:open')
  return readClinic(member, async (query) => {
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind: emergencyPath, occurredAt: new Date() })
    return { shell: await shellOf(member, query), minutes: emergencyMinutes, commandKey: randomUUID() }
  })
}

const statuses: Partial<Record<Refusal, number>> = {
  'emergency-client-unknown': 404,
  'emergency-client-several': 404,
  'emergency-too-many-tries': 429,
}

/** Each answer brings a key of its own: a try that was counted is not answered again for other details. */
export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'emergency:open')
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: emergencyForm() })
  const commandKey = randomUUID()
  if (submission.status !== 'success') return data({ lastResult: submission.reply(), commandKey }, { status: 400 })
  const outcome = await openInEmergency(member, { ...submission.value, at: new Date() })
  if (outcome.ok) return redirect(`/clients/${outcome.clientId}?done=emergency-open`, 303)
  const lastResult = refusedForm(submission, outcome.why, fieldOfEmergency)
  return data({ lastResult, commandKey }, { status: statuses[outcome.why] ?? 409 })
}

export default function EmergencyAccessPage() {
  const { shell, minutes, commandKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Page shell={shell} title="Emergency access" crumbs={[{ label: 'Clients', to: '/clients' }]}>
      <div className="max-w-2xl">
        <div className="card p-5">
          <EmergencyForm
            minutes={minutes}
            commandKey={answer?.commandKey ?? commandKey}
            lastResult={answer?.lastResult}
          />
        </div>
      </div>
    </Page>
  )
}
