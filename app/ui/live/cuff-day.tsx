/** The cuffs of the day: those on another limb than the line's, those nobody logged yet, how long each limb had, what went beyond. */
import { Link, useNavigation } from '@remix-run/react'
import type { LiveLine } from '~/domain/live-line'
import { restrictionTimer, restrictionTotals } from '~/domain/restriction-timer'
import { type ClinicFormat, formatTime } from '../format'
import { Notice } from '../notice'
import { SubmitButton } from '../submit-button'
import { DeviationNotes } from './deviation-notes'
import { type BoardCuff, type CuffOn, isOn } from './cuff-board'
import { CuffFields, CuffOffButton } from './cuff-button'
import { limbWords, onWords, phaseTones } from './cuff-words'
import { useFloor } from './floor-context'
import { FloorForm } from './floor-form'
import { clock } from './line-words'
import type { LiveShown } from './live-shown'
import type { Cuffs } from './use-cuff'

type Session = Pick<LiveShown, 'id' | 'lines' | 'inflations' | 'endedAt'>

/** A cuff on a limb that the line on the page is not of is not to be forgotten. */
export function OtherCuffs({ session, cuffs, line }: { session: Session; cuffs: Cuffs; line: LiveLine | undefined }) {
  const { now, all } = cuffs
  const shown = line?.cuff ? line.limb : null
  if (now === null) return null
  return all.filter(isOn).flatMap((cuff) => {
    const timer = restrictionTimer(cuff, now)
    if (cuff.limb === shown || timer.phase === 'off' || timer.phase === 'reperfusion') return []
    const { says } = onWords(timer, cuff)
    const tone = phaseTones[timer.phase]
    const isOver = tone === 'stop'
    return [
      <Notice
        key={cuff.key}
        tone={tone === 'plain' ? 'info' : tone}
        title={`${isOver ? 'Take the cuff off' : 'Cuff on'} the ${limbWords[cuff.limb]}: ${clock(timer.onSeconds)}`}
        action={
          session.endedAt ? (
            <TypedLink sessionId={session.id} cuff={cuff}>
              Type when it came off
            </TypedLink>
          ) : (
            <CuffOffButton sessionId={session.id} cuff={cuff} cuffs={cuffs} isUrgent={isOver} isNamed />
          )
        }
      >
        <span className="num">{session.endedAt ? 'The session ended while it was on.' : says}</span>
      </Notice>,
    ]
  })
}

/** Off, and not in the record: what was sent and refused, or never sent; the one whose reason is asked for says so itself. */
export function UnloggedCuffs({
  session,
  cuffs: { all, now },
  format,
}: {
  session: Session
  cuffs: Cuffs
  format: ClinicFormat
}) {
  const { state } = useNavigation()
  const { asked } = useFloor()
  if (now === null || state !== 'idle') return null
  return all
    .filter((cuff) => cuff.key !== null && cuff.offAt !== null && cuff.key !== asked?.fields.key)
    .map((cuff) => (
      <Notice
        key={cuff.key}
        tone="wait"
        title={`Not logged yet: cuff on the ${limbWords[cuff.limb]}, ${formatTime(new Date(cuff.onAt), format)} to ${formatTime(new Date(cuff.offAt ?? now), format)}`}
        action={
          <>
            <FloorForm sessionId={session.id} kind="inflation">
              <CuffFields cuff={cuff} />
              <input type="hidden" name="offAt" value={new Date(cuff.offAt ?? now).toISOString()} />
              <SubmitButton>Log it</SubmitButton>
            </FloorForm>
            <TypedLink sessionId={session.id} cuff={cuff}>
              Other times
            </TypedLink>
          </>
        }
      />
    ))
}

/** An hour is longer than any cuff is on: somebody forgot to say that it came off. */
const forgottenSeconds = 3_600

export function ForgottenCuff({ sessionId, cuff, now }: { sessionId: string; cuff: CuffOn; now: number }) {
  const timer = restrictionTimer(cuff, now)
  if (!('onSeconds' in timer) || timer.onSeconds < forgottenSeconds) return null
  return (
    <p className="small">
      <TypedLink sessionId={sessionId} cuff={cuff}>
        It came off earlier: type the time
      </TypedLink>
    </p>
  )
}

function TypedLink({ sessionId, cuff, children }: { sessionId: string; cuff: BoardCuff; children: string }) {
  const query = new URLSearchParams({ line: cuff.lineId, on: new Date(cuff.onAt).toISOString() })
  return <Link to={`/sessions/${sessionId}/inflations?${query}`}>{children}</Link>
}

/** How long each limb was under a cuff today, in all sessions, with the one that is on. */
export function CuffTotals({ session: { inflations }, cuffs: { all, now } }: { session: Session; cuffs: Cuffs }) {
  const logged = inflations.map(({ limb, onAt, offAt }) => ({ limb, onAt: Date.parse(onAt), offAt: Date.parse(offAt) }))
  const totals = restrictionTotals(now === null ? logged : all, now ?? 0)
  if (totals.length === 0) return null
  return (
    <p className="small dim num">
      Under a cuff today: {totals.map(({ limb, seconds }) => `${limbWords[limb]} ${clock(seconds)}`).join(', ')}
    </p>
  )
}

/** The inflations of a line of this session as they were logged. */
export function DoneCuffs({
  session: { id, inflations },
  lineId,
  format,
}: {
  session: Session
  lineId: string
  format: ClinicFormat
}) {
  const own = inflations.filter((done) => done.sessionId === id && done.lineId === lineId)
  if (own.length === 0) return null
  return (
    <ol className="live-done" aria-label="Time of the cuff">
      {own.map(({ id: inflationId, onAt, offAt, pressureMmhg, deviations }) => (
        <li key={inflationId} className="num">
          <span>
            Cuff {formatTime(onAt, format)} to {formatTime(offAt, format)}
          </span>
          <span className="dim">
            {pressureMmhg === null ? 'pressure not recorded' : `${pressureMmhg} mmHg`},{' '}
            {clock((Date.parse(offAt) - Date.parse(onAt)) / 1000)} on
          </span>
          <DeviationNotes deviations={deviations} />
        </li>
      ))}
    </ol>
  )
}
