/** How many rows of a strength log are sets, here already, skipped or refused; they add up to the rows of the file. */
import { type ClinicFormat, formatNumber } from './format'
import type { StatusLook } from './status-badge'
import { LookBadge } from './status-badge'

export type LogCounts = { taken: number; known: number; skipped: number; refused: number }

const looks: Record<keyof LogCounts, StatusLook> = {
  taken: { tone: 'ok', icon: 'check', word: 'New sets' },
  known: { tone: 'off', icon: 'ring', word: 'Here already' },
  skipped: { tone: 'off', icon: 'ring', word: 'Skipped' },
  refused: { tone: 'stop', icon: 'octagon', word: 'Refused' },
}
const order = ['taken', 'known', 'skipped', 'refused'] as const

/** `taken` is how what came in is called once it is in. */
type Props = { counts: LogCounts; rows: number; taken?: StatusLook; format: ClinicFormat }

export const addedLook: StatusLook = { ...looks.taken, word: 'Added' }
export const takenBackLook: StatusLook = { ...looks.known, word: 'Taken back' }

export function StrengthLogCounts({ counts, rows, taken = looks.taken, format }: Props) {
  return (
    <div className="grid gap-2">
      <ul className="flex flex-wrap gap-x-6 gap-y-2">
        {order.map((is) => (
          <li key={is} className="flex items-baseline gap-2">
            <b className="text-lg tabular-nums">{formatNumber(counts[is], format)}</b>
            <LookBadge look={is === 'taken' ? taken : looks[is]} />
          </li>
        ))}
      </ul>
      <p className="dim small tabular-nums">
        {order.map((is) => formatNumber(counts[is], format)).join(' + ')} = {rowsWords(rows, format)} in the file
      </p>
    </div>
  )
}

export function rowsWords(rows: number, format: Pick<ClinicFormat, 'locale'>): string {
  return `${formatNumber(rows, format)} ${rows === 1 ? 'row' : 'rows'}`
}
