/** What happened after a decision: its sessions in numbers, and everything of note by its day. */
import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Aftermath as AftermathShown, LaterEvent, Proof } from '~/domain/proof'
import { type RedFlagSign, redFlags } from '~/domain/red-flags'
import { Card } from '../card'
import { decisionLooks } from '../decision-badge'
import { type ClinicFormat, formatDay, formatInstant } from '../format'
import type { IconName } from '../icon'
import { Icon } from '../icon'

type Props = { proof: Pick<Proof, 'sessions'>; aftermath: AftermathShown; format: ClinicFormat }

export function Aftermath({ proof, aftermath: { events, more }, format }: Props) {
  return (
    <Card title="What happened after?">
      <div className="stack">
        <Sessions sessions={proof.sessions} format={format} />
        {events.length > 0 ? (
          <ol className="grid gap-2.5">
            {events.map((event, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is drawn once, and two may be of one moment
              <Event key={index} event={event} format={format} />
            ))}
          </ol>
        ) : (
          <p className="dim">Nothing else of note.</p>
        )}
        {more > 0 ? <p className="dim">And {more} older ones.</p> : null}
      </div>
    </Card>
  )
}

function Sessions({ sessions, format }: { sessions: Proof['sessions']; format: ClinicFormat }) {
  const { total, first, last, outside, deviations, struck } = sessions
  const struckWords = struck > 0 ? ` ${struck} more struck through.` : ''
  if (total === 0 || !first || !last) return <p>No session under this version.{struckWords}</p>
  const days = first === last ? formatDay(first, format) : `${formatDay(first, format)} to ${formatDay(last, format)}`
  return (
    <p>
      <b>{counted(total, 'session')}</b> under this version, {days};{' '}
      <span className={outside > 0 ? 'font-semibold' : undefined}>{outside} outside clearance</span>,{' '}
      {counted(deviations, 'deviation')}.{struckWords}
    </p>
  )
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

type Said = { icon: IconName; words: ReactNode; more?: string | null }

function Event({ event, format }: { event: LaterEvent; format: ClinicFormat }) {
  const { icon, words, more } = saidOf(event)
  return (
    <li className="flex items-baseline gap-2.5">
      <Icon name={icon} />
      <div>
        <span className="dim small">{formatInstant(event.at, format)}</span>
        <span className="block">
          {words}
          {event.by ? <span className="dim">, {event.by}</span> : null}
        </span>
        {more ? <span className="block small dim">{more}</span> : null}
      </div>
    </li>
  )
}

/** One line of words, and what was written with it. */
function saidOf(event: LaterEvent): Said {
  switch (event.kind) {
    case 'started':
      return { icon: 'dot', words: 'First session: the program started' }
    case 'outside-clearance':
      return {
        icon: 'octagon',
        words: <b>Session outside clearance{event.isStruck ? ', struck through since' : ''}</b>,
        more: event.reason,
      }
    case 'deviation':
      return { icon: 'triangle', words: `Deviation: ${event.says}`, more: event.reason }
    case 'red-flag':
      return { icon: 'octagon', words: <b>Red flag: {signName(event.sign)}; put on hold</b>, more: event.detail }
    case 'hold':
      return { icon: 'bars', words: 'Put on hold', more: event.reason }
    case 'lift':
      return { icon: 'check', words: 'Hold lifted', more: event.reason }
    case 'window-flag':
      return {
        icon: event.severity === 'breach' ? 'octagon' : 'clock',
        words: `Past its window: ${event.severity === 'breach' ? 'a breach' : 'a review was due'}`,
        more: event.scope === 'program' ? null : event.scope.replace('-', ' '),
      }
    case 'decision':
      return {
        icon: decisionLooks[event.outcome].icon,
        words: (
          <Link to={`/register/${event.id}`}>
            {decisionLooks[event.outcome].word}, version {event.versionNumber}
          </Link>
        ),
      }
    case 'ended':
      return { icon: 'square', words: `The program was ${event.status}`, more: event.reason }
  }
}

function signName(sign: string): string {
  return sign in redFlags ? redFlags[sign as RedFlagSign].name.toLowerCase() : sign.replaceAll('-', ' ')
}
