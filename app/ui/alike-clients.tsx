/** "Is it one of these?": who is here already and may be the one that is about to be added. */
import { useEffect, useRef } from 'react'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Likeness } from '~/domain/client-likeness'
import { clientName } from './client-words'
import { type ClinicFormat, formatDay } from './format'
import { StatusBadge } from './status-badge'

export type AlikeShown = {
  shown: {
    id: string
    givenName: string
    familyName: string
    birthDate: CalendarDay
    recordNumber: string
    isArchived: boolean
    likeness: Likeness
  }[]
  /** Whom to ask about somebody who is not shown; null: there is nobody of the kind. */
  ask: string[] | null
  mark: string | null
}

const likenessWords: Record<Likeness, string> = {
  'same-number': 'the same record number',
  'same-details': 'the same name and date of birth',
  'similar-name': 'a similar name, the same date of birth',
  'swapped-birthday': 'the same name, day and month of birth swapped',
}

export function AlikeClients({ alike, format }: { alike: AlikeShown; format: ClinicFormat }) {
  const box = useRef<HTMLElement>(null)
  // The button that was pressed now says something else: whoever presses on has come past this first.
  useEffect(() => {
    if (alike.mark) box.current?.focus()
  }, [alike])
  return (
    <section className="notice tone-wait" aria-labelledby="alike" tabIndex={-1} ref={box}>
      <div className="grid gap-3">
        <h2 id="alike" className="font-bold">
          Is it one of these?
        </h2>
        <AlikeList alike={alike} format={format} />
        <input type="hidden" name="alikeSeen" value={alike.mark ?? ''} />
      </div>
    </section>
  )
}

export function AlikeList({ alike, format }: { alike: AlikeShown; format: ClinicFormat }) {
  return (
    <ul className="grid gap-2">
      {alike.shown.map((client) => (
        <li key={client.id}>
          <a href={`/clients/${client.id}`} className="font-semibold">
            {clientName(client)}
          </a>
          , born {formatDay(client.birthDate, format)}, record {client.recordNumber}{' '}
          {client.isArchived ? (
            <StatusBadge tone="off" icon="bars">
              Archived
            </StatusBadge>
          ) : null}
          <span className="dim small block">{likenessWords[client.likeness]}</span>
        </li>
      ))}
      {alike.ask ? <li>{hiddenWords(alike.ask)}</li> : null}
    </ul>
  )
}

function hiddenWords(ask: readonly string[]): string {
  const whom = ask.length > 0 ? ask.join(' or ') : 'a physical therapist or doctor of your clinic'
  return `Somebody with exactly this name and date of birth is a client here, in the care of others. Ask ${whom} to take you into the care team.`
}
