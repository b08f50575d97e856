/** A session that took place and is logged later: always taken, and outside clearance with its reason. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readOnFloor } from '~/data/floor-door.server'
import { isId } from '~/data/id.server'
import { instantInClinic } from '~/data/clinic-clock.server'
import { reportForm } from '~/data/report-form.server'
import { findSessionForm } from '~/data/session-form.server'
import { shellOf } from '~/data/shell.server'
import { reportSession } from '~/data/training-sessions.server'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { ReportForm } from '~/ui/report-form'

export const meta: MetaFunction = () => [{ title: 'Report a session · Clearway' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'session:report')
  const at = new Date()
  const asked = {
    id: params.programId,
    pathKind: 'routes/programs.$programId_.report',
    action: 'session:report',
    at,
  } as const
  return readOnFloor(
    member,
    asked,
    (query, id) => findSessionForm(query, member, id, at),
    async (query, program) => ({ program, shell: await shellOf(member, query), key: randomUUID() }),
  )
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, 'session:report')
  const { programId = '' } = params
  if (!isId(programId)) throw new Response(null, { status: 404 })
  const form = await request.formData()
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
  const submission = parseWithZod(form, { schema: reportForm() })
  if (submission.status !== 'success') {
    const mistakes = Object.values(submission.error ?? {}).flatMap((messages) => messages ?? [])
    return data({ typed, mistakes, needsReason: false }, { status: 400 })
  }
  const { day, time, minutes, ...report } = submission.value
  const occurredAt = await instantInClinic(member, day, time)
  const endedAt = minutes === null ? null : new Date(occurredAt.getTime() + minutes * 60_000)
  const outcome = await reportSession(member, { ...report, programId, occurredAt, endedAt, at: new Date() })
  if (outcome.ok) return redirect(`/sessions/${outcome.sessionId}`, 303)
  const needsReason = outcome.why === 'outside-clearance-needs-reason'
  return data({ typed, mistakes: [sentenceOf(outcome.why)], needsReason }, { status: 409 })
}

export default function ReportPage() {
  const { program, shell, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Page
      shell={shell}
      title="Report a session"
      sub={`${program.clientName} · ${program.programName}`}
      crumbs={[
        { label: 'My clients today', to: '/today' },
        { label: program.programName, to: `/programs/${program.id}` },
      ]}
    >
      <ReportForm
        program={program}
        commandKey={answer?.typed.key ?? key}
        typed={answer?.typed ?? {}}
        mistakes={answer?.mistakes ?? []}
        isReasonAsked={answer?.needsReason ?? program.isOutsideClearanceNow}
      />
    </Page>
  )
}
