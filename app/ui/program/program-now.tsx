/** What may be done with a program now, and what stands before its next session, each with whom it waits on. */
import type { Prescription } from '~/domain/prescription'
import type { ProgramHead } from '~/domain/program-head'
import type { Way } from '~/domain/program-ways'
import type { Blocker, WaitsOn } from '~/domain/session'
import { nameOfLine } from '~/domain/version-fields'
import { ButtonLink, type ButtonLook } from '../button'
import { Card } from '../card'
import { Icon } from '../icon'
import { refusalSentences } from '../refusals'

type Props = {
  program: ProgramHead
  ways: readonly Way[]
  blockers: readonly Blocker[]
  lines: readonly Prescription[]
}

export function ProgramNow({ program, ways, blockers, lines }: Props) {
  const lead = ways.find((way) => way === 'decide' || way === 'start-session')
  return (
    <Card title="What may be done now?">
      <div className="stack">
        <Blockers program={program} blockers={blockers} lines={lines} />
        <Ways ways={ways.filter((way) => !isGrave(way))} program={program} lead={lead} />
        <Ways ways={ways.filter(isGrave)} program={program} lead={lead} />
      </div>
    </Card>
  )
}

/** What cannot be taken back stands apart from what is done every day. */
function isGrave(way: Way): boolean {
  return way === 'revoke' || way === 'stop'
}

function Ways({ ways, program, lead }: Pick<Props, 'ways' | 'program'> & { lead: Way | undefined }) {
  if (ways.length === 0) return null
  return (
    <div className="button-row screen-only">
      {ways.map((way) => (
        <ButtonLink key={way} to={wayTo(way, program)} {...lookOf(way, lead)}>
          {wayWords[way]}
        </ButtonLink>
      ))}
    </div>
  )
}

function lookOf(way: Way, lead: Way | undefined): ButtonLook {
  if (way === lead) return { look: 'primary' }
  return isGrave(way) ? { look: 'danger', size: 'small' } : {}
}

const wayWords: Record<Way, string> = {
  decide: 'Review and decide',
  'start-session': 'Start session',
  'edit-draft': 'Open the draft',
  'record-consent': 'Record consent',
  'measure-lop': 'Measure LOP',
  'report-session': 'Report a session',
  amend: 'Write the next version',
  copy: 'Copy into a new program',
  withdraw: 'Take the submission back',
  hold: 'Put on hold',
  complete: 'Complete',
  revoke: 'Revoke the clearance',
  stop: 'Stop the program',
}

function wayTo(way: Way, { id, client, newest }: ProgramHead): string {
  const program = `/programs/${id}`
  const paths: Record<Way, string> = {
    decide: `${program}/versions/${newest?.id}/review`,
    'start-session': `${program}/session`,
    'edit-draft': `${program}/versions/${newest?.id}/draft`,
    'record-consent': `${program}/consent`,
    'measure-lop': `/clients/${client.id}/lop/new`,
    'report-session': `${program}/report`,
    amend: `${program}/amendment`,
    copy: `/clients/${client.id}/programs/new?from=${newest?.id}`,
    withdraw: `${program}/withdrawal`,
    hold: `${program}/hold`,
    complete: `${program}/completion`,
    revoke: `${program}/revocation`,
    stop: `${program}/stop`,
  }
  return paths[way]
}

const waitsOnWords: Record<WaitsOn, string> = {
  trainer: 'Waits on the trainer',
  clinician: 'Waits on a physical therapist or doctor',
  doctor: 'Waits on a doctor',
  client: 'Waits on the client',
  tomorrow: 'Waits for another day',
}

function Blockers({ program, blockers, lines }: Omit<Props, 'ways'>) {
  if (blockers.length === 0) {
    const isOver = program.status === 'completed' || program.status === 'stopped'
    return (
      <p className="flex items-baseline gap-2">
        <Icon name={isOver ? 'square' : 'check'} />
        {isOver ? 'The program is over. It can be copied into a new one.' : 'Nothing stands before the next session.'}
      </p>
    )
  }
  return (
    <ul className="grid gap-2">
      {blockers.map(({ why, waitsOn, lineIds }) => (
        <li key={why} className="flex items-baseline gap-2">
          <Icon name={waitsOn === 'tomorrow' ? 'clock' : 'hourglass'} />
          <span>
            <b className="block">{waitsOnWords[waitsOn]}</b>
            {lineIds ? `${namesOf(lines, lineIds)}: ` : null}
            {refusalSentences[why]}
          </span>
        </li>
      ))}
    </ul>
  )
}

function namesOf(lines: readonly Prescription[], ids: readonly string[]): string {
  return lines
    .filter(({ id }) => ids.includes(id))
    .map(nameOfLine)
    .join('; ')
}
