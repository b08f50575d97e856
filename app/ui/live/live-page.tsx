/** The page of a session on the gym floor, made of what was loaded: by the server, or kept on the phone. */
import { Link, useNavigation } from '@remix-run/react'
import { Button, buttonClass } from '../button'
import { CommandKey } from '../form'
import { formatInstant } from '../format'
import { AdverseLine } from '../red-flags/client-incidents'
import { SubmitButton } from '../submit-button'
import { CuffAlarm } from './cuff-alarm'
import { isOn } from './cuff-board'
import { CuffTotals, DoneCuffs, ForgottenCuff, OtherCuffs, UnloggedCuffs } from './cuff-day'
import { DoneSets } from './done-sets'
import { useFloor } from './floor-context'
import { FloorForm } from './floor-form'
import { FloorStanding } from './floor-standing'
import { lineTitle } from './line-words'
import { DoseCard, LiveHead } from './live-head'
import { LiveLines } from './live-lines'
import type { FloorLoaded, LiveShown } from './live-shown'
import { ReasonAsked } from './reason-asked'
import { RefusedEntries } from './refused-entries'
import { SessionNotices } from './session-notices'
import { SetForm } from './set-form'
import { useCuffs } from './use-cuff'

type LivePageProps = Pick<FloorLoaded, 'lineId' | 'format' | 'keys'> & { session: LiveShown }

export function LivePage({ session, lineId, format, keys }: LivePageProps) {
  const cuffs = useCuffs(session)
  const line = session.lines.find(({ id }) => id === lineId)
  const inSession = session.lines.filter(({ isLeftOut }) => !isLeftOut)
  const worn = cuffs.all.filter(isOn)
  const isReported = session.kind === 'reported'
  const isHeld = session.openHolds.length > 0
  const place = `${line ? lineTitle(line) : session.programName} · ${line ? inSession.indexOf(line) + 1 : 0} of ${inSession.length}`
  return (
    <main id="main" className="live">
      <LiveHead
        name={session.clientName}
        sub={line ? place : session.programName}
        strip={session.strip}
        coveredAt={session.isCovered ? `/sessions/${session.id}` : undefined}
      />
      <SessionNotices session={session} format={format} />
      <OtherCuffs session={session} cuffs={cuffs} line={line && session.canLog ? line : undefined} />
      <UnloggedCuffs session={session} cuffs={cuffs} format={format} />
      {line && session.canLog ? <DoseCard line={line} format={format} /> : null}
      <ReasonAsked format={format} />
      {line && session.canLog ? (
        <SetForm
          sessionId={session.id}
          isReported={isReported}
          isHeld={isHeld}
          line={line}
          commandKey={keys.set}
          cuffs={cuffs}
          format={format}
          beside={<RedFlagLink clientId={session.clientId} />}
        />
      ) : null}
      <CuffAlarm cuffs={cuffs} />
      {worn.map((cuff) => (
        <ForgottenCuff key={cuff.key} sessionId={session.id} cuff={cuff} now={cuffs.now ?? 0} />
      ))}
      <FloorStanding sessionId={session.id} />
      <RefusedEntries session={session} format={format} />
      <CuffTotals session={session} cuffs={cuffs} />
      <LiveLines sessionId={session.id} lines={inSession} currentId={lineId} isOpen={session.canLog} />
      {inSession.map((one) => (
        <section
          key={one.id}
          hidden={one.done.length === 0 && !session.inflations.some(({ lineId: on }) => on === one.id)}
        >
          <h2 className="small dim">{lineTitle(one)}</h2>
          <DoneSets sets={one.done} format={format} />
          <DoneCuffs session={session} lineId={one.id} format={format} />
        </section>
      ))}
      <AdverseEvents events={session.adverseEvents ?? []} />
      <footer className="live-foot">
        {session.canLog && !isReported ? (
          <EndForm sessionId={session.id} commandKey={keys.end} isHeld={isHeld} isCuffOn={worn.length > 0} />
        ) : null}
        {session.endedAt ? <p className="small dim">Ended {formatInstant(session.endedAt, format)}.</p> : null}
        {session.canLog ? null : <RedFlagLink clientId={session.clientId} />}
        {session.isCovered ? null : <Ways session={session} />}
      </footer>
    </main>
  )
}

function AdverseEvents({ events }: { events: NonNullable<LiveShown['adverseEvents']> }) {
  return (
    <section hidden={events.length === 0}>
      <h2 className="small dim">Adverse events</h2>
      <ul className="grid gap-1">
        {events.map(({ id, kind, note, after }) => (
          <li key={id}>
            <AdverseLine what={kind} after={after} /> {note}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Ways({ session: { id, clientId, programId, programName } }: { session: LiveShown }) {
  const { isOffline } = useFloor()
  if (isOffline) {
    return <p className="small dim">No session starts without a connection, and the other pages wait for it.</p>
  }
  return (
    <p className="button-row small">
      <Link to={`/clients/${clientId}/adverse-event/new?session=${id}`}>Dizzy, sore, tingling …</Link>
      <Link to="/today">My clients today</Link>
      <Link to={`/programs/${programId}`}>{programName}</Link>
    </p>
  )
}

/** A link of the browser's own: where the page cannot be reached, the phone opens what it has for a red flag. */
function RedFlagLink({ clientId }: { clientId: string }) {
  const { openFlag } = useFloor()
  if (openFlag) {
    return (
      <Button look="danger" size="large" onClick={openFlag}>
        Red flag
      </Button>
    )
  }
  return (
    <a href={`/clients/${clientId}/red-flag`} className={buttonClass({ look: 'danger', size: 'large' })}>
      Red flag
    </a>
  )
}

type EndProps = { sessionId: string; commandKey: string; isHeld: boolean; isCuffOn: boolean }

function EndForm({ sessionId, commandKey, isHeld, isCuffOn }: EndProps) {
  // The next thing that is sent would cut off the time of the cuff on its way.
  const isTelling = useNavigation().formAction?.endsWith('/inflations') ?? false
  if (isCuffOn || isTelling) {
    return (
      <Button size="large" disabled>
        Cuff off first, then end the session
      </Button>
    )
  }
  return (
    <FloorForm sessionId={sessionId} kind="end">
      <CommandKey value={commandKey} />
      <SubmitButton look={isHeld ? 'primary' : 'quiet'} size="large" pendingLabel="Ending …">
        End session
      </SubmitButton>
    </FloorForm>
  )
}
