/** What the limits come to, line by line, before they are signed: the dose that sessions will be held to. */
import type { MeasuredLine } from '~/domain/dose-basis'
import { sessionsPerWeek } from '~/domain/dose'
import { whyNotLimit } from '~/domain/limit-effect'
import type { Limits } from '~/domain/limits'
import type { Schedule } from '~/domain/version'
import type { ClinicFormat } from '../format'
import { LinesInForce } from '../program/lines-in-force'
import { sentenceOf } from '../refusals'

type Props = {
  limits: Limits
  lines: readonly MeasuredLine[]
  schedule: Schedule
  plateStepG: number
  today: string
  format: ClinicFormat
}

export function LimitPreview({ limits, lines, schedule, plateStepG, today, format }: Props) {
  const perWeek = sessionsPerWeek(schedule, limits)
  const slip = whyNotLimit(limits, { lines, schedule }, today)
  return (
    <div className="limit-preview" aria-live="polite">
      <p className="small">
        <b>What sessions will be held to</b>: {perWeek} a week
        {perWeek < schedule.sessionsPerWeek ? `, the limit (asked: ${schedule.sessionsPerWeek})` : ', as asked'}
      </p>
      {slip ? <p className="small">{sentenceOf(slip)}</p> : null}
      <LinesInForce lines={lines.map((line) => ({ ...line, limits }))} plateStepG={plateStepG} format={format} />
    </div>
  )
}
