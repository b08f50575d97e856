/** The last sessions of a program, with what went beyond the cleared dose. */
import type { SessionRecord } from '~/domain/program-record'
import { alikeDeviations, timesWords } from '../alike-deviations'
import { Card } from '../card'
import { type ClinicFormat, formatDay, formatTime } from '../format'
import { AdverseLine } from '../red-flags/client-incidents'
import { StruckNote } from '../struck-note'
import { StatusBadge } from '../status-badge'

type Props = { sessions: readonly SessionRecord[]; count: number; format: ClinicFormat }

export function SessionList({ sessions, count, format }: Props) {
  if (sessions.length === 0) {
    return (
      <Card title="What was done?">
        <p className="dim">No session yet.</p>
      </Card>
    )
  }
  const shown = count > sessions.length ? `the last ${sessions.length} of ${count} sessions` : sessionWords(count)
  return (
    <Card title="What was done?" sub={shown} flush>
      <div className="table-frame table-cards">
        <table className="table">
          <caption className="sr-only">Sessions, the newest first</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Sets</th>
              <th scope="col">Pain before</th>
              <th scope="col">Version</th>
              <th scope="col">What stands out</th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <Row key={session.id} session={session} format={format} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

function sessionWords(count: number): string {
  return count === 1 ? '1 session' : `${count} sessions`
}

function Row({ session, format }: { session: SessionRecord; format: ClinicFormat }) {
  const place = session.place === 'home' ? ', at home as reported' : ''
  return (
    <tr>
      <td className="lead whitespace-nowrap">
        <a href={`/sessions/${session.id}`} className="row-link" data-row-link="">
          {formatDay(session.day, format)}
        </a>
        <span className="sub">
          {formatTime(session.at, format)}, {session.loggedBy}
          {place}
        </span>
      </td>
      <td className="num" data-label="Sets">
        {session.setCount}
      </td>
      <td className="num" data-label="Pain before">
        {session.painNrs ?? <span className="dim">–</span>}
      </td>
      <td className="num" data-label="Version">
        {session.versionNumber}
      </td>
      <td data-label="What stands out">
        <Marks session={session} format={format} />
      </td>
    </tr>
  )
}

function Marks({ session, format }: { session: SessionRecord; format: ClinicFormat }) {
  const { struck, kind, outsideReason, deviations, adverseEvents } = session
  if (!struck && kind === 'started' && deviations.length + adverseEvents.length === 0)
    return <span className="dim">–</span>
  return (
    <div className="grid gap-1">
      <span className="flex flex-wrap gap-1.5">
        {struck ? (
          <StatusBadge tone="off" icon="cross">
            Struck through
          </StatusBadge>
        ) : null}
        {kind === 'reported' ? (
          <StatusBadge tone="off" icon="info">
            Reported
          </StatusBadge>
        ) : null}
        {outsideReason ? (
          <StatusBadge tone="stop" icon="octagon">
            Outside clearance
          </StatusBadge>
        ) : null}
      </span>
      {struck ? <StruckNote struck={struck} format={format} /> : null}
      {outsideReason ? <span className="small">{outsideReason}</span> : null}
      {alikeDeviations(deviations).map(({ id, says, reason, times }) => (
        <span key={id} className="small">
          <b>Deviation{timesWords(times)}:</b> {says}. <span className="dim">{reason}</span>
        </span>
      ))}
      {adverseEvents.map(({ id, kind: what, note, after }) => (
        <span key={id} className="small">
          <AdverseLine what={what} after={after} /> {note}
        </span>
      ))}
    </div>
  )
}
