/** On the worklist: sessions with something beyond the cleared dose that no clinician has looked at yet. */
import { Link } from '@remix-run/react'
import { Section } from './card'
import { type ClinicFormat, formatInstant } from './format'
import { StatusBadge } from './status-badge'

type Shown = {
  sessionId: string
  at: string
  clientName: string
  programName: string
  trainerName: string
  count: number
  says: string[]
  isOwn: boolean
}

type Props = { sessions: readonly Shown[]; total: number; format: ClinicFormat }

const mostWords = 3

export function DeviationsToReview({ sessions, total, format }: Props) {
  const sub = total > sessions.length ? `the newest ${sessions.length} of ${total} sessions` : undefined
  return (
    <div id="deviations">
      <Section
        title="Deviations to look at"
        sub={sub}
        actions={<Link to="/register/incidents?kind=deviation">All deviations</Link>}
      >
        {sessions.length === 0 ? (
          <p className="dim">A clinician has looked at everything that went beyond a cleared dose.</p>
        ) : (
          <div className="table-frame table-cards">
            <table className="table">
              <caption className="sr-only">Sessions with deviations nobody has looked at, the newest first</caption>
              <thead>
                <tr>
                  <th scope="col">Client</th>
                  <th scope="col">What went beyond</th>
                  <th scope="col">Session</th>
                  <th scope="col">Logged by</th>
                </tr>
              </thead>
              <tbody>
                {sessions.map((session) => (
                  <Row key={session.sessionId} session={session} format={format} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Section>
    </div>
  )
}

function Row({ session, format }: { session: Shown; format: ClinicFormat }) {
  const { sessionId, at, clientName, programName, trainerName, count, says, isOwn } = session
  return (
    <tr>
      <td className="lead">
        <Link to={`/sessions/${sessionId}/deviation-review`} className="row-link">
          {clientName}
        </Link>
        <span className="sub">{programName}</span>
      </td>
      <td data-label="What went beyond">
        <StatusBadge tone="justify" icon="triangle">
          {count === 1 ? '1 deviation' : `${count} deviations`}
        </StatusBadge>
        <span className="sub">
          {says.slice(0, mostWords).join('; ')}
          {says.length > mostWords ? '; …' : ''}
        </span>
      </td>
      <td className="num whitespace-nowrap" data-label="Session">
        {formatInstant(at, format)}
      </td>
      <td data-label="Logged by">
        {trainerName}
        {isOwn ? <span className="sub">yourself: another clinician looks at it</span> : null}
      </td>
    </tr>
  )
}
