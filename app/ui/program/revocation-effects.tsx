/** What revoking does: to whom, at once, and for good; or who did it already. */
import { Link } from '@remix-run/react'
import type { ProgramHead } from '~/domain/program-head'
import type { RevocationFacts } from '~/domain/revocation'
import { clientName } from '../client-words'
import { DecisionCard } from '../decision-card'
import { type ClinicFormat, formatInstant, formatTime } from '../format'
import { KeyValue } from '../key-value'
import { Notice } from '../notice'
import { professionWords } from '../words'

type Props = { program: ProgramHead; facts: RevocationFacts; format: ClinicFormat }

export function RevocationEffects({ program, facts, format }: Props) {
  if (facts.revoked) return <DecisionCard decision={facts.revoked} format={format} />
  if (!program.inForce) return <p>No clearance of this program is in force, so there is none to revoke.</p>
  const { clearance, runningSessions, openVersion, earlierCleared, trainers } = facts
  return (
    <div className="stack">
      <KeyValue
        facts={[
          { term: 'Client', value: clientName(program.client) },
          { term: 'Program', value: `${program.name}, version ${program.inForce.number}` },
          ...(clearance
            ? [
                {
                  term: 'Cleared by',
                  value: `${clearance.signerName}, ${professionWords[clearance.signedAs]}, ${formatInstant(clearance.at, { ...format, timeZone: clearance.timeZone })}`,
                },
              ]
            : []),
          { term: 'Its trainers', value: trainers.join(', ') || 'none in the care team' },
        ]}
      />
      {runningSessions.map(({ id, loggedBy, at }) => (
        <Notice key={id} tone="stop" title={`A session is running: ${loggedBy}, since ${formatTime(at, format)}`}>
          Speak to them now. What is logged in it after this is taken as a deviation.{' '}
          <Link to={`/sessions/${id}`}>Open the session</Link>
        </Notice>
      ))}
      <ul className="list-disc grid gap-1 pl-5">
        <li>The program stops at once: no session of it starts any more.</li>
        {openVersion ? (
          <li>
            {openVersion.isSubmitted
              ? `Version ${openVersion.number}, which waits for a decision, is withdrawn with it.`
              : `Version ${openVersion.number}, which is being written, can not be submitted any more.`}
          </li>
        ) : null}
        <li>
          {earlierCleared.length > 0
            ? `No older clearance revives: not that of version ${earlierCleared.join(', nor of ')}.`
            : 'There is no going back to it.'}{' '}
          To go on, a new program is raised and cleared.
        </li>
        <li>What was trained until now stays on record, as cleared.</li>
      </ul>
    </div>
  )
}
