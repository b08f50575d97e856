/** Absences as a list: who is away when, who stands in, and how it ended. */
import type { AbsencePhase } from '~/domain/absence'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Refusal } from '~/domain/refusal'
import { daysWords, phaseLooks } from './absence-words'
import { ButtonLink } from './button'
import { Empty } from './empty'
import { type ClinicFormat, formatDay } from './format'
import { LookBadge } from './status-badge'
import { type Column, DataTable } from './table'

export type ShownAbsence = {
  id: string
  name: string
  from: CalendarDay
  until: CalendarDay
  lastDay: CalendarDay | null
  delegateName: string | null
  endedByName: string | null
  isOwn: boolean
  isYourDelegation: boolean
  phase: AbsencePhase
  whyNotEnd: Refusal | null
}

export function AbsenceList({ absences, format }: { absences: readonly ShownAbsence[]; format: ClinicFormat }) {
  const columns: Column<ShownAbsence>[] = [
    { id: 'who', header: 'Who', bare: true, render: ({ name, isOwn }) => <b>{isOwn ? `${name} (you)` : name}</b> },
    {
      id: 'days',
      header: 'Away',
      render: (absence) => daysWords(absence, format),
      sub: (absence) => endWords(absence, format),
    },
    {
      id: 'delegate',
      header: 'Stands in',
      render: ({ delegateName, isYourDelegation }) => (isYourDelegation ? 'You' : (delegateName ?? 'Nobody')),
    },
    { id: 'phase', header: 'Now', bare: true, render: ({ phase }) => <LookBadge look={phaseLooks[phase]} /> },
    { id: 'end', header: 'End', align: 'end', bare: true, render: (absence) => <EndLink absence={absence} /> },
  ]
  return (
    <DataTable
      caption="Absences, the latest first"
      columns={columns}
      rows={absences}
      rowKey={({ id }) => id}
      empty={
        <Empty
          title="Nobody is or was away"
          says="While you are away, your clients’ programs go to who stands in for you, or to everybody."
          action={<ButtonLink to="/absences/new">Record an absence</ButtonLink>}
        />
      }
    />
  )
}

function endWords({ lastDay, endedByName, phase }: ShownAbsence, format: ClinicFormat): string | null {
  if (lastDay === null) return null
  return phase === 'never'
    ? `called off by ${endedByName}`
    : `back early, last day ${formatDay(lastDay, format)}, by ${endedByName}`
}

function EndLink({ absence: { id, name, phase, whyNotEnd } }: { absence: ShownAbsence }) {
  if (whyNotEnd) return null
  return (
    <ButtonLink to={`/absences/${id}/end`} size="small" aria-label={`${endVerb(phase)}: ${name}`}>
      {endVerb(phase)}
    </ButtonLink>
  )
}

/** What ending it early is called: before it began, or while it runs. */
export function endVerb(phase: AbsencePhase): string {
  return phase === 'coming' ? 'Call off' : 'End early'
}
