/** The check before a session and its start: one touch when nothing is new, and all that is in the way when something is. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { checkAsked } from '~/data/check-asked.server'
import { checkForm, signsFirst } from '~/data/check-form.server'
import { readOnFloor } from '~/data/floor-door.server'
import { checkBeforeSession, startKeyOf } from '~/data/session-checks.server'
import { findSessionForm } from '~/data/session-form.server'
import { shellOf } from '~/data/shell.server'
import { startSession } from '~/data/training-sessions.server'
import { goesOn } from '~/domain/session-check'
import { BlockerList } from '~/ui/blocker-list'
import { ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { StartForm } from '~/ui/start-form'

export const meta: MetaFunction = () => [{ title: 'Start a session · Clearway' }]

const pathKind = 'routes/programs.$programId_.session'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'session:start')
  const at = new Date()
  return readOnFloor(
    member,
    { id: params.programId, pathKind, action: 'session:start', at },
    (query, id) => findSessionForm(query, member, id, at),
    async (query, program) => ({
      program,
      asked: await checkAsked(query, member, { programId: program.id, clientId: program.clientId, at }),
      shell: await shellOf(member, query),
      key: randomUUID(),
    }),
  )
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, 'session:start')
  const at = new Date()
  const form = await request.formData().catch(() => new FormData())
  const { programId, clientId, needs } = await readOnFloor(
    member,
    { id: params.programId, pathKind, action: 'session:start', at },
    (query, id) => findSessionForm(query, member, id, at),
    async (query, { id, clientId }) => ({
      programId: id,
      clientId,
      needs: await checkAsked(query, member, { programId: id, clientId, at }),
    }),
  )
  const submission = parseWithZod(signsFirst(form), { schema: checkForm(needs) })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })
  const { key, place, answers, weekReason } = submission.value
  const checked = await checkBeforeSession(member, { ...answers, key, programId, at })
  if (!checked.ok) return data(submission.reply({ formErrors: [sentenceOf(checked.why)] }), { status: 409 })
  if (checked.redFlagId) return redirect(`/clients/${clientId}/red-flag?raised=${checked.redFlagId}`, 303)
  // What the pressure means for the day is read from what is on record now.
  if (!goesOn(checked.verdict)) return redirect(`/programs/${programId}/session`, 303)
  const start = { key: startKeyOf(key), programId, place, painNrs: answers.painNrs, weekReason, at }
  const started = await startSession(member, start)
  if (started.ok) return redirect(`/sessions/${started.sessionId}`, 303)
  return data(submission.reply({ formErrors: [sentenceOf(started.why)] }), { status: 409 })
}

export default function StartPage() {
  const { program, asked, shell, key } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const { id: programId, clientId, runningSessionId, lines, startsOnceChecked: starts } = program
  // What the check itself settles stands in its own place on the page.
  const blockers = starts
    ? program.blockers.filter(({ why }) => why !== 'pressure-not-taken' && why !== 'no-exercise')
    : program.blockers
  return (
    <Page
      shell={shell}
      title="Start a session"
      sub={`${program.clientName} · ${program.programName}`}
      crumbs={[
        { label: 'My clients today', to: '/today' },
        { label: program.programName, to: `/programs/${programId}` },
      ]}
    >
      <div className="stack max-w-3xl">
        {blockers.length > 0 ? (
          <Notice
            tone={starts ? 'wait' : 'stop'}
            title={starts ? 'Not all of it may run now' : 'No session may start now'}
          >
            <BlockerList
              blockers={blockers}
              lines={lines}
              programId={programId}
              clientId={clientId}
              runningSessionId={runningSessionId}
            />
          </Notice>
        ) : null}
        {starts ? (
          <StartForm
            // A reading that was taken ends what was typed before it, and what was said of that.
            key={asked.pressures.length}
            programId={programId}
            clientId={clientId}
            commandKey={key}
            isPlain={starts === 'plain'}
            lines={lines}
            asked={asked}
            lastResult={lastResult}
            format={shell.formats}
          />
        ) : null}
        <p>
          <ButtonLink look="quiet" to={`/programs/${programId}/report`}>
            Report a session that took place
          </ButtonLink>
        </p>
      </div>
    </Page>
  )
}
