/** What comes before any program of a client: said once, at the top of their overview, with its way there. */
import { Link } from '@remix-run/react'
import type { CalendarDay } from '~/domain/calendar-day'
import { knownRedFlag } from '~/domain/red-flags'
import type { ClientStep } from '~/domain/next-step'
import type { EventKind } from '~/domain/screening-questions'
import { ButtonLink } from './button'
import { type ClinicFormat, formatDay } from './format'
import { Notice, type NoticeTone } from './notice'

type Step = { tone: NoticeTone; title: string; says: string; way?: { to: string; label: string } }

const screen = { to: '/screening/new', label: 'Screen' }

const steps: Record<ClientStep, Step> = {
  refer: {
    tone: 'stop',
    title: 'No exercise of any kind: refer to a doctor',
    says: 'The screening rules it out. No program is submitted and no session starts until a new screening says otherwise.',
    way: { to: '/screening/new', label: 'Screen again' },
  },
  screen: {
    tone: 'wait',
    title: 'Next: screen this client',
    says: 'It takes a few minutes and a blood pressure measured today. A program may be written before, not submitted.',
    way: screen,
  },
  'screen-again': {
    tone: 'wait',
    title: 'Next: screen again',
    says: 'The screening on record no longer counts. Nothing new is submitted or started before a new one.',
    way: screen,
  },
  'screen-by-clinician': {
    tone: 'hold',
    title: 'After the red flag a clinician screens',
    says: 'A physical therapist or a doctor records a new screening, and then lifts each hold by itself.',
    way: screen,
  },
  raise: {
    tone: 'info',
    title: 'Next: raise a program',
    says: 'This client is screened and has no program.',
    way: { to: '/programs/new', label: 'Raise a program' },
  },
}

type NextProps = { clientId: string; step: ClientStep; mayScreen: boolean }

export function ClientNext({ clientId, step, mayScreen }: NextProps) {
  const { tone, title, says, way } = steps[step]
  const isBarred = step === 'screen-by-clinician' && !mayScreen
  const action =
    way && !isBarred ? (
      <ButtonLink to={`/clients/${clientId}${way.to}`} look="primary">
        {way.label}
      </ButtonLink>
    ) : undefined
  return (
    <Notice tone={tone} title={title} action={action}>
      {says}
    </Notice>
  )
}

export const eventWords: Record<EventKind, string> = {
  pregnancy: 'Pregnancy',
  surgery: 'Surgery',
  'blood-clot': 'Blood clot',
}

type Since = {
  clientId: string
  redFlags: readonly { id: string; sign: string; on: CalendarDay; raisedBy: string; detail: string }[]
  events: readonly { id: string; kind: EventKind; on: CalendarDay; notedBy: string; note: string }[]
  format: ClinicFormat
}

/** Red flags and notes that came after the newest screening. */
export function SinceScreening({ clientId, redFlags, events, format }: Since) {
  if (redFlags.length === 0 && events.length === 0) return null
  return (
    <Notice tone="hold" title="Since the screening">
      <ul>
        {redFlags.map(({ id, sign, on, raisedBy, detail }) => (
          <li key={id}>
            <Link to={`/clients/${clientId}/red-flags/${id}`}>Red flag: {knownRedFlag(sign)?.name ?? sign}</Link>,{' '}
            {formatDay(on, format)}, by {raisedBy}
            {detail ? `: ${detail}` : null}
          </li>
        ))}
        {events.map(({ id, kind, on, notedBy, note }) => (
          <li key={id}>
            {eventWords[kind]}, noted {formatDay(on, format)} by {notedBy}
            {note ? `: ${note}` : null}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
