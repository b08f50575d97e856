/** Rows of a file of tested maxima as they are read, and those that stand out from the test before them. */
import type { CalendarDay } from '~/domain/calendar-day'
import type { Side } from '~/domain/limb'
import type { Jump, OneRmReason } from '~/domain/one-rm-file-rows'
import { percentChange } from '~/domain/strength'
import type { LoadUnit } from '~/domain/units'
import { Card } from './card'
import { type ClinicFormat, formatDay, formatLoad, formatNumber } from './format'
import { oneRmReasonWords, oneRmVerdictLooks, sideWords } from './one-rm-words'
import { LookBadge } from './status-badge'

export type RowShown = {
  line: number
  cells: string[]
  client: string
  verdict: { is: keyof typeof oneRmVerdictLooks; why?: string }
  test: {
    exercise: string
    side: Side
    on: CalendarDay
    loadG: number
    enteredValue: string
    enteredUnit: LoadUnit
  } | null
}

export function RowsCard({ title, rows, format }: { title: string; rows: readonly RowShown[]; format: ClinicFormat }) {
  return (
    <Card title={title} flush>
      <ul className="divide-y divide-line">
        {rows.map(({ line, cells, client, verdict, test }) => (
          <li key={line} className="grid gap-1 px-5 py-3">
            <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <LookBadge look={oneRmVerdictLooks[verdict.is]} />
              {test ? (
                <b className="break-words">{client}</b>
              ) : (
                <span className="break-all">{cells.join(' · ').slice(0, 200)}</span>
              )}
              <span className="dim small">line {line}</span>
            </p>
            {test ? (
              <p className="small break-words">
                {test.exercise}, {sideWords[test.side]}: {formatLoad(test.loadG, format)} on{' '}
                {formatDay(test.on, format)}
              </p>
            ) : null}
            {verdict.why ? <p className="dim small">{oneRmReasonWords(verdict.why)}</p> : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}

type ReasonsProps = { title: string; reasons: readonly OneRmReason[]; format: ClinicFormat }

export function ReasonsCard({ title, reasons, format }: ReasonsProps) {
  return (
    <Card title={title} flush>
      <ul className="divide-y divide-line">
        {reasons.map(({ outcome, reason, rows, lines }) => (
          <li key={reason} className="grid gap-1 px-5 py-3">
            <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <LookBadge look={oneRmVerdictLooks[outcome]} />
              <b>{rows === 1 ? '1 row' : `${formatNumber(rows, format)} rows`}</b>
              <span>{oneRmReasonWords(reason)}</span>
            </p>
            <p className="dim small">
              {rows === 1 ? 'Line' : 'Lines'} {lines.join(', ')}
              {rows > lines.length ? ' …' : ''}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

type JumpsProps = { jumps: { first: Jump[]; all: number }; format: ClinicFormat }

/** Folded where they are many: the count says so already. */
export function JumpsCard({ jumps: { first, all }, format }: JumpsProps) {
  const list = (
    <ul className="divide-y divide-line">
      {first.map((jump) => (
        <JumpRow key={jump.line} jump={jump} format={format} />
      ))}
    </ul>
  )
  const shown = all > first.length ? `the first ${first.length} of ${formatNumber(all, format)}` : undefined
  return (
    <Card title="More than 20 % off the test before" sub={shown} flush>
      {first.length <= fewJumps ? (
        list
      ) : (
        <details>
          <summary className="px-5 py-3">Show {first.length} of them</summary>
          {list}
        </details>
      )}
    </Card>
  )
}

const fewJumps = 8

function JumpRow({ jump, format }: { jump: Jump; format: ClinicFormat }) {
  const { line, client, exercise, side, on, loadG, fromG, fromOn } = jump
  const change = percentChange(fromG, loadG) ?? 0
  const sign = change > 0 ? '+' : '−'
  return (
    <li className="grid gap-1 px-5 py-3">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <b className="break-words">{client}</b>
        <span>
          {exercise}, {sideWords[side]}
        </span>
        <span className="dim small">line {line}</span>
      </p>
      <p className="small break-words">
        {formatLoad(fromG, format)} on {formatDay(fromOn, format)}, then {formatLoad(loadG, format)} on{' '}
        {formatDay(on, format)} ({sign}
        {formatNumber(Math.abs(change), format)} %)
      </p>
    </li>
  )
}
