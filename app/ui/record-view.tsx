/** An imported record as it came: conditions with their days, past pressures as past, medication; nothing decided. */
import type { CalendarDay } from '~/domain/calendar-day'
import { Card } from './card'
import { type ClinicFormat, formatDay, formatNumber } from './format'
import { classWord, pressureNumbers } from './screening/pressure-words'
import { StatusBadge } from './status-badge'

export type Entry = {
  kind: string
  label: string
  status: string | null
  startedOn: CalendarDay | null
  endedOn: CalendarDay | null
  isCurrent: boolean
  isHistoryThatCounts: boolean
  suggests: string[]
  systolic: number | null
  diastolic: number | null
  amount: number | null
  unit: string | null
}

export type RecordKind = { entries: readonly Entry[]; total: number; format: ClinicFormat }

export function RecordConditions({ entries, total, format }: RecordKind) {
  return (
    <Card title="Conditions" sub="with their status, as the record has them">
      {entries.length === 0 ? <p className="dim">None on record.</p> : null}
      <ul className="grid gap-2.5">
        {entries.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a record may say the same twice, and the list never changes
          <li key={index} className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <ConditionBadge entry={entry} />
            <span className="font-semibold">{entry.label}</span>
            <span className="dim small">
              {entry.status ?? 'status not given'}
              {daysOf(entry, format)}
            </span>
          </li>
        ))}
      </ul>
      <More shown={entries.length} total={total} />
    </Card>
  )
}

function ConditionBadge({ entry: { isCurrent, isHistoryThatCounts } }: { entry: Entry }) {
  if (isCurrent)
    return (
      <StatusBadge tone="wait" icon="dot">
        current
      </StatusBadge>
    )
  if (isHistoryThatCounts)
    return (
      <StatusBadge tone="stop" icon="triangle">
        over, and counts
      </StatusBadge>
    )
  return (
    <StatusBadge tone="off" icon="check">
      over
    </StatusBadge>
  )
}

function daysOf({ startedOn, endedOn }: Entry, format: ClinicFormat): string {
  if (startedOn && endedOn) return `, ${formatDay(startedOn, format)} to ${formatDay(endedOn, format)}`
  if (endedOn) return `, until ${formatDay(endedOn, format)}`
  return startedOn ? `, since ${formatDay(startedOn, format)}` : ', no day given'
}

export function RecordPressures({ entries, total, format }: RecordKind) {
  return (
    <Card title="Past blood pressures" sub="none of them is today’s">
      {entries.length === 0 ? <p className="dim">None on record.</p> : null}
      <ul className="grid gap-1">
        {entries.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a record may say the same twice, and the list never changes
          <li key={index} className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3">
            <span className="dim small self-center">
              {entry.startedOn ? formatDay(entry.startedOn, format) : 'no day'}
            </span>
            <Pressure systolic={entry.systolic} diastolic={entry.diastolic} />
          </li>
        ))}
      </ul>
      <More shown={entries.length} total={total} />
    </Card>
  )
}

function Pressure({ systolic, diastolic }: Pick<Entry, 'systolic' | 'diastolic'>) {
  if (systolic === null || diastolic === null) return null
  const reading = { systolic, diastolic }
  return (
    <span>
      <b className="num">{pressureNumbers(reading)}</b> <span className="dim small">{classWord(reading)}</span>
    </span>
  )
}

export function RecordBody({ entries, format }: Omit<RecordKind, 'total'>) {
  if (entries.length === 0) return null
  return (
    <Card title="Body measures" sub="the latest of each">
      <dl className="facts">
        {entries.map(({ kind, label, amount, unit, startedOn }) => (
          <div key={kind} className="contents">
            <dt>{label}</dt>
            <dd>
              {amount === null ? '' : formatNumber(amount, format, 1)} {unit}{' '}
              {startedOn ? <span className="dim small">{formatDay(startedOn, format)}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

const classWords: Record<string, string> = { anticoagulant: 'ask what for', oestrogen: 'oestrogen' }

export function RecordMedications({ entries, total, format }: RecordKind) {
  return (
    <Card title="Medication" sub="called active by the record">
      {entries.length === 0 ? <p className="dim">None on record.</p> : null}
      <ul className="grid gap-1.5">
        {entries.map(({ label, startedOn, suggests }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a record may say the same twice, and the list never changes
          <li key={index}>
            {label}{' '}
            <span className="dim small">
              {startedOn ? `since ${formatDay(startedOn, format)}` : null}
              {suggests.map((word) => classWords[word] && ` · ${classWords[word]}`)}
            </span>
          </li>
        ))}
      </ul>
      <More shown={entries.length} total={total} />
    </Card>
  )
}

export function More({ shown, total }: { shown: number; total: number }) {
  return total > shown ? (
    <p className="dim small mt-2">
      The newest {shown} of {total}.
    </p>
  ) : null
}
