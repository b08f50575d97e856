/** The newest screening on a client's overview: its outcome, why, how old it is, and whether it still counts. */
import type { CalendarDay } from '~/domain/calendar-day'
import type { ScopedOutcome, ScreeningReason } from '~/domain/screening'
import { isStaleByTime } from '~/domain/screening-validity'
import { ButtonLink } from '../button'
import { Card } from '../card'
import { type ClinicFormat, formatShortDay } from '../format'
import { StatusBadge } from '../status-badge'
import { OutcomeBadge } from '../status-words'
import { limbWords } from '../words'
import { daysOld, goodUntil } from './age-words'
import { apart, headline } from './outcome-words'
import { classWord, pressureNumbers } from './pressure-words'

export type ScreeningState = {
  id: string
  screenedOn: CalendarDay
  screenedBy: string
  systolic: number
  diastolic: number
  outcomes: ScopedOutcome[]
  reasons: ScreeningReason[]
  isOutdated: boolean
}

type ScreeningCardProps = {
  clientId: string
  screening: ScreeningState | null
  validDays: number
  /** The member may record one. */
  mayScreen: boolean
  today: CalendarDay
  format: ClinicFormat
}

export function ScreeningCard({ clientId, screening, validDays, mayScreen, today, format }: ScreeningCardProps) {
  if (!screening) {
    return (
      <Card title="Screening" sub="none yet">
        <p className="dim">Nothing is submitted, and no LOP is measured, before somebody has screened this client.</p>
        {mayScreen ? (
          <p className="mt-3">
            <ButtonLink to={`/clients/${clientId}/screening/new`}>Screen</ButtonLink>
          </p>
        ) : null}
      </Card>
    )
  }
  const { screenedOn, screenedBy, outcomes, isOutdated } = screening
  const sub = `${formatShortDay(screenedOn, format)}, by ${screenedBy}, ${daysOld(screenedOn, today)}`
  return (
    <Card title="Screening" sub={sub}>
      <div className="grid gap-2">
        <p className="flex flex-wrap gap-1.5">
          <OutcomeBadge is={headline(outcomes)} />
          <Validity isOutdated={isOutdated} isStale={isStaleByTime(screenedOn, today, validDays)} />
        </p>
        <LimbLines outcomes={outcomes} />
        <Reasons reasons={screening.reasons} isOutdated={isOutdated} />
        <p>
          Blood pressure <b>{pressureNumbers(screening)}</b> <span className="dim">{classWord(screening)}</span>
        </p>
        <p className="dim small">
          {isOutdated ? 'Overtaken by what happened since.' : goodUntil(screenedOn, { today, validDays }, format)}
        </p>
        <p className="button-row">
          <ButtonLink to={`/clients/${clientId}/screening/${screening.id}`} size="small">
            All answers
          </ButtonLink>
          {mayScreen ? (
            <ButtonLink to={`/clients/${clientId}/screening/new`} size="small">
              Screen again
            </ButtonLink>
          ) : null}
        </p>
      </div>
    </Card>
  )
}

function Validity({ isOutdated, isStale }: { isOutdated: boolean; isStale: boolean }) {
  if (!isOutdated && !isStale) return null
  return (
    <StatusBadge tone="justify" icon="triangle">
      {isOutdated ? 'Out of date' : 'Too old'}
    </StatusBadge>
  )
}

function LimbLines({ outcomes }: Pick<ScreeningState, 'outcomes'>) {
  const limbs = apart(outcomes).flatMap(({ scope, bfr }) => (scope === 'all' ? [] : [{ scope, bfr }]))
  if (limbs.length === 0) return null
  return (
    <ul className="grid gap-1">
      {limbs.map(({ scope, bfr }) => (
        <li key={scope} className="flex flex-wrap items-center gap-x-2">
          <span className="dim">In the {limbWords[scope]}:</span> <OutcomeBadge is={bfr} />
        </li>
      ))}
    </ul>
  )
}

const shownReasons = 4

function Reasons({ reasons, isOutdated }: Pick<ScreeningState, 'reasons' | 'isOutdated'>) {
  if (reasons.length === 0) {
    return (
      <p className="dim">
        {isOutdated ? 'Nothing spoke against a program then.' : 'Nothing speaks against a program.'}
      </p>
    )
  }
  return (
    <ul className="list-disc pl-5">
      {reasons.slice(0, shownReasons).map(({ code, limb, says }) => (
        <li key={`${code}${limb}`}>{says}</li>
      ))}
      {reasons.length > shownReasons ? <li className="dim">and {reasons.length - shownReasons} more</li> : null}
    </ul>
  )
}
