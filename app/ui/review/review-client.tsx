/** Beside the rule book: how the client was screened, today and before, and what happened with them here. */
import { Link } from '@remix-run/react'
import type { CalendarDay } from '~/domain/calendar-day'
import type { ScreeningStanding } from '~/domain/clearance'
import type { ReviewHistory, ScreeningShown } from '~/domain/review'
import { Card } from '../card'
import { type ClinicFormat, formatDay, formatLoad, formatPercent, formatShortDay } from '../format'
import { Notice } from '../notice'
import { refusalSentences } from '../refusals'
import { classWord, pressureNumbers } from '../screening/pressure-words'
import { StatusBadge } from '../status-badge'
import { OutcomeBadge, outcomeLooks } from '../status-words'
import { limbWords } from '../words'
import { ageWords } from './rule-words'

type ScreeningProps = {
  clientId: string
  screenings: readonly ScreeningShown[]
  /** As it stands for this version. */
  standing: ScreeningStanding | null
  today: CalendarDay
  format: ClinicFormat
}

export function ReviewScreening({ clientId, screenings, standing, today, format }: ScreeningProps) {
  const [newest, ...earlier] = screenings
  if (!newest || !standing) {
    return (
      <Card title="Screening">
        <p>{refusalSentences['screening-missing']}</p>
      </Card>
    )
  }
  const on = formatShortDay(newest.screenedOn, format)
  return (
    <Card title="Screening" sub={`${on}, by ${newest.screenedBy}, ${ageWords(newest.screenedOn, today)}`}>
      <div className="stack">
        <p className="flex flex-wrap gap-1.5">
          <OutcomeBadge is={standing.outcome} />
        </p>
        <Standing standing={standing} />
        <Reasons reasons={newest.reasons} />
        <p>
          Blood pressure <b className="num">{pressureNumbers(newest)}</b>{' '}
          <span className="dim">
            {classWord(newest)}
            {earlier[0]
              ? ` · before that ${pressureNumbers(earlier[0])} on ${formatDay(earlier[0].screenedOn, format)}`
              : ''}
          </span>
        </p>
        <p className="dim small">{unsaid(newest)}</p>
        <p className="small">
          <Link to={`/clients/${clientId}/screening/${newest.id}`}>All answers</Link>
          {earlier.length > 0 ? (
            <>
              {' '}
              and <Link to={`/clients/${clientId}/screening`}>{earlierWords(earlier.length)}</Link>
            </>
          ) : null}
        </p>
      </div>
    </Card>
  )
}

function Standing({ standing }: { standing: ScreeningStanding }) {
  if (!standing.isOutdatedByEvent && !standing.isStale) return null
  return (
    <Notice tone="wait">
      {refusalSentences[standing.isOutdatedByEvent ? 'screening-outdated-by-event' : 'screening-stale']}
    </Notice>
  )
}

function Reasons({ reasons }: Pick<ScreeningShown, 'reasons'>) {
  if (reasons.length === 0) return <p>Nothing that was asked or measured speaks against a program.</p>
  return (
    <ul className="grid gap-1.5">
      {reasons.map(({ code, limb, outcome, says, source }) => (
        <li key={`${code}${limb}`}>
          {outcome === 'advise' ? (
            <span className="small">{says}</span>
          ) : (
            <StatusBadge tone={outcomeLooks[outcome].tone} icon={outcomeLooks[outcome].icon}>
              <span className="whitespace-normal">{says}</span>
            </StatusBadge>
          )}
          <span className="dim small"> {source}</span>
        </li>
      ))}
    </ul>
  )
}

/** What was asked, and is not the case: a clinician looks for it. */
function unsaid({ reasons }: Pick<ScreeningShown, 'reasons'>): string {
  const codes = reasons.map(({ code }) => code)
  const absent = [
    ['blood-clot-history', 'no blood clot'],
    ['pregnancy', 'not pregnant'],
    ['surgery-in-4-weeks', 'no surgery in 4 weeks'],
  ].flatMap(([code, words]) => (code && codes.includes(code) ? [] : [words]))
  const text = absent.join(', ')
  return text && `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

function earlierWords(count: number): string {
  return count === 1 ? 'one earlier screening' : `${count} earlier screenings`
}

type HistoryProps = { clientId: string; history: ReviewHistory; format: ClinicFormat }

export function ReviewHistoryCard({ clientId, history, format }: HistoryProps) {
  return (
    <Card title="History here">
      <div className="stack">
        <p className="small">{historyWords(history)}</p>
        {history.strength.length > 0 ? (
          <ul className="small">
            {history.strength.map(({ exercise, limb, firstG, lastG, symmetryPercent }) => (
              <li key={`${exercise}${limb}`}>
                {exercise}, {limbWords[limb]}: 1RM{' '}
                {firstG === lastG
                  ? formatLoad(lastG, format)
                  : `${formatLoad(firstG, format)} → ${formatLoad(lastG, format)}`}
                {symmetryPercent === null ? null : `, ${formatPercent(symmetryPercent, format)} of the other side`}
              </li>
            ))}
          </ul>
        ) : null}
        <p className="small">
          <Link to={`/clients/${clientId}/progress`}>Progress</Link>
        </p>
      </div>
    </Card>
  )
}

function historyWords(history: ReviewHistory): string {
  const { programsCompleted, programsStopped, sessions, deviations, outsideClearance, redFlags } = history
  const parts = [
    counted(programsCompleted, 'program completed', 'programs completed'),
    ...(programsStopped > 0 ? [counted(programsStopped, 'stopped', 'stopped')] : []),
    counted(sessions, 'session', 'sessions'),
    ...(deviations > 0 ? [counted(deviations, 'deviation', 'deviations')] : []),
    ...(outsideClearance > 0 ? [`${outsideClearance} outside clearance`] : []),
    counted(redFlags, 'red flag', 'red flags'),
  ]
  const text = parts.join(', ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

function counted(count: number, one: string, many: string): string {
  return `${count === 0 ? 'no' : count} ${count === 1 ? one : many}`
}
