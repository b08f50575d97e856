/** What an admin should do about the clinic's people first: what lapses, and who has not come. */
import { Link } from '@remix-run/react'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Lapse } from '~/domain/lapse'
import { Card } from '../card'
import { type ClinicFormat, formatDay, formatInstant } from '../format'
import { LookBadge } from '../status-badge'
import { LapseBadge, personLooks } from './member-words'

export type ShownToDo = {
  id: string
  name: string
  kind: 'licence' | 'credential' | 'invitation'
  ending: (Lapse & { validUntil: CalendarDay }) | null
  expiresAt: Date | string | null
  isOver: boolean
}

type Props = { toDo: readonly ShownToDo[]; isMore: boolean; format: ClinicFormat; isStart?: boolean }

/** Nothing where nothing is to be done. `isStart`: on the page an admin lands on, with the way to all of it. */
export function PeopleToDo({ toDo, isMore, format, isStart = false }: Props) {
  if (toDo.length === 0) return null
  return (
    <div className="mb-4">
      <Card flush title="Who needs something from you?" actions={isStart ? <Link to="/members">Members</Link> : null}>
        <ul className="m-0 list-none p-0">
          {toDo.map((one) => (
            <li
              key={one.kind + one.id}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-3"
            >
              <Badge one={one} />
              <span className="grow">
                <Link to={one.kind === 'invitation' ? `/invitations/${one.id}` : `/members/${one.id}`}>{one.name}</Link>{' '}
                · {saysOf(one, format)}
              </span>
            </li>
          ))}
          {isMore ? (
            <li className="border-t border-line px-4 py-3">
              <Link to="/members?lapses=soon">and more: show all that lapses</Link>
            </li>
          ) : null}
        </ul>
      </Card>
    </div>
  )
}

function Badge({ one: { ending, isOver } }: { one: ShownToDo }) {
  if (ending) return <LapseBadge lapse={ending} />
  return <LookBadge look={personLooks[isOver ? 'expired' : 'invited']} />
}

const nouns = { licence: 'licence', credential: 'BFR credential' }

function saysOf({ kind, ending, expiresAt, isOver }: ShownToDo, format: ClinicFormat): string {
  if (kind !== 'invitation') {
    const until = ending ? formatDay(ending.validUntil, format) : ''
    return isOver ? `${nouns[kind]} was good until ${until}` : `${nouns[kind]} is good until ${until}`
  }
  const at = expiresAt ? formatInstant(expiresAt, format) : ''
  return isOver ? `nobody came: the invitation ran out ${at}` : `has not come yet; the invitation runs out ${at}`
}
