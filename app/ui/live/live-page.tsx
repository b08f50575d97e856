/** The page of a session on the gym floor, made of what was loaded: by the server, or kept on the phone. */
import { Link } from '@remix-run/react'
import { ButtonLink } from '../button'
import { CommandKey } from '../form'
import { type ClinicFormat, formatInstant } from '../format'
import { SubmitButton } from '../submit-button'
import { DoneSets } from './done-sets'
import { FloorForm } from './floor-form'
import { lineTitle } from './line-words'
import { DoseCard, LiveHead } from './live-head'
import { LiveLines } from './live-lines'
import type { LiveShown } from './live-shown'
import { SessionNotices } from './session-notices'
import { SessionStruck } from './session-struck'
import { SetForm } from './set-form'
import { StruckSets } from './struck-sets'

/** `lineId` null: a session without lines. `keys` are those of the next set and of the end. */
type LivePageProps = {
  session: LiveShown
  lineId: string | null
  format: ClinicFormat
  keys: { set: string; end: string }
}

export function LivePage({ session, lineId, format, keys }: LivePageProps) {
  const line = session.lines.find(({ id }) => id === lineId)
  const inSession = session.lines.filter(({ isLeftOut }) => !isLeftOut)
  const isReported = session.kind === 'reported'
  const isHeld = session.openHolds.length > 0
  const place = `${line ? lineTitle(line) : session.programName} · ${line ? inSession.indexOf(line) + 1 : 0} of ${inSession.length}`
  return (
    <main id="main" className="live">
      <LiveHead name={session.clientName} sub={line ? place : session.programName} strip={session.strip} />
      {session.struck ? <SessionStruck struck={session.struck} format={format} /> : null}
      <SessionNotices session={session} format={format} />
      {line && session.canLog ? <DoseCard line={line} format={format} /> : null}
      {line && session.canLog ? (
        <SetForm
          sessionId={session.id}
          session={session}
          isReported={isReported}
          isHeld={isHeld}
          line={line}
          commandKey={keys.set}
          serverNow={session.now}
          format={format}
          beside={<RedFlagLink clientId={session.clientId} />}
        />
      ) : null}
      <LiveLines sessionId={session.id} lines={inSession} currentId={lineId} isOpen={session.canLog} />
      {inSession.map((one) => (
        <section key={one.id} hidden={one.done.length === 0}>
          <h2 className="small dim">{lineTitle(one)}</h2>
          <DoneSets
            sets={one.done}
            format={format}
            correctionOf={session.mayCorrect ? (setId) => `/sessions/${session.id}/sets/${setId}/correction` : null}
          />
        </section>
      ))}
      <StruckSets sets={session.struckSets} lines={session.lines} format={format} />
      <footer className="live-foot">
        {session.canLog && !isReported ? (
          <EndForm sessionId={session.id} commandKey={keys.end} isHeld={isHeld} />
        ) : null}
        {session.endedAt ? <p className="small dim">Ended {formatInstant(session.endedAt, format)}.</p> : null}
        {session.canLog ? null : <RedFlagLink clientId={session.clientId} />}
        <p className="button-row small">
          <Link to="/today">My clients today</Link>
          <Link to={`/programs/${session.programId}`}>{session.programName}</Link>
          {session.mayCorrect && !session.struck ? (
            <Link to={`/sessions/${session.id}/correction`}>Entered in error?</Link>
          ) : null}
        </p>
      </footer>
    </main>
  )
}

function RedFlagLink({ clientId }: { clientId: string }) {
  return (
    <ButtonLink to={`/clients/${clientId}/red-flag`} look="danger" size="large">
      Red flag
    </ButtonLink>
  )
}

function EndForm({ sessionId, commandKey, isHeld }: { sessionId: string; commandKey: string; isHeld: boolean }) {
  return (
    <FloorForm sessionId={sessionId} kind="end">
      <CommandKey value={commandKey} />
      <SubmitButton look={isHeld ? 'primary' : 'quiet'} size="large" pendingLabel="Ending …">
        End session
      </SubmitButton>
    </FloorForm>
  )
}
