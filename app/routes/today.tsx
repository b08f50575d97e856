/** My clients today: each program with its window, and the one thing to do now or on whom it waits. */
import { randomUUID } from 'node:crypto'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { listCheckIns } from '~/data/check-ins.server'
import { listUnanswered } from '~/data/red-flag-record.server'
import { shellOf } from '~/data/shell.server'
import { listToday } from '~/data/today.server'
import { countWindows } from '~/data/window-counts.server'
import { readClinic } from '~/database/door.server'
import { ButtonLink } from '~/ui/button'
import { Section } from '~/ui/card'
import { CheckInList } from '~/ui/check/check-in-list'
import { DoneNotice } from '~/ui/done-notice'
import { Empty } from '~/ui/empty'
import { Page } from '~/ui/page'
import { UnansweredFlags } from '~/ui/red-flags/unanswered'
import { TodayRow } from '~/ui/today-row'
import { inTheWay } from '~/ui/way-out'
import { WindowCounts } from '~/ui/window-counts'

export const meta: MetaFunction = () => [{ title: 'My clients today · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'session:start')
  const at = new Date()
  return readClinic(member, async (query) => {
    const shell = await shellOf(member, query, {
      kind: 'reading',
      clientId: null,
      pathKind: 'routes/today',
      occurredAt: at,
    })
    const { programs, hasMore } = await listToday(query, member, at)
    const checkIns = await listCheckIns(query, member, at)
    const keyed = programs.map(({ blockers, ...program }) => ({
      ...program,
      inTheWay: inTheWay({ ...program, blockers }),
      isCheckInOpen: checkIns.some(({ clientId }) => clientId === program.clientId),
      key: randomUUID(),
    }))
    return {
      programs: keyed,
      hasMore,
      checkIns,
      counts: await countWindows(query, member, at),
      unanswered: await listUnanswered(query, member, at),
      shell,
    }
  })
}

export default function TodayPage() {
  const { programs, hasMore, checkIns, counts, unanswered, shell } = useLoaderData<typeof loader>()
  const ready = programs.filter(({ startsOnceChecked, status }) => startsOnceChecked && status !== 'on-hold').length
  const held = programs.filter(({ status }) => status === 'on-hold').length
  const sub = [`${ready} may start`, held > 0 && `${held} on hold`, `${programs.length} in all`].filter(Boolean)
  return (
    <Page shell={shell} title="My clients today" sub={programs.length > 0 ? sub.join(' · ') : undefined}>
      <DoneNotice />
      <UnansweredFlags unanswered={unanswered} />
      <WindowCounts counts={counts} />
      {checkIns.length > 0 ? (
        <p className="mb-4">
          <a href="#check-ins">
            {checkIns.length} {checkIns.length === 1 ? 'client' : 'clients'} to check in with
          </a>
        </p>
      ) : null}
      {programs.length === 0 ? (
        <Empty
          title="No program runs or waits"
          says="Once a program of one of your clients is submitted, it stands here with what comes next."
          action={<ButtonLink to="/clients">Open your clients</ButtonLink>}
        />
      ) : (
        <ul className="day">
          {programs.map((program) => (
            <TodayRow key={program.programId} program={program} commandKey={program.key} formats={shell.formats} />
          ))}
        </ul>
      )}
      {hasMore ? (
        <p className="mt-4 dim">
          The first {programs.length} are shown.{' '}
          <ButtonLink to="/programs" look="quiet">
            All programs
          </ButtonLink>
        </p>
      ) : null}
      {checkIns.length > 0 ? (
        <div id="check-ins">
          <Section title="Check-ins to make" sub="call the client: how is it after the session?">
            <CheckInList checkIns={checkIns} format={shell.formats} />
          </Section>
        </div>
      ) : null}
    </Page>
  )
}
