/** What a program is for and what it must keep to, shown wherever the program is used. */
import type { VersionContent } from '~/domain/version'
import { type ClinicFormat, formatDay } from './format'
import { goalWords } from './words'

type Props = { content: VersionContent; extensionReason?: string | null; format: ClinicFormat }

export function ProgramFacts({ content, extensionReason, format }: Props) {
  return (
    <dl className="fact-line">
      {programFacts(content, extensionReason ?? null, format).map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The same facts as words, only those that are there. */
export function programFacts(
  content: VersionContent,
  extensionReason: string | null,
  format: ClinicFormat,
): { term: string; value: string }[] {
  const { goal, diagnosis, procedure, restrictions, extensionDays } = content
  const { range, weightBearing, noMaximalTestBefore } = restrictions
  const on = procedure?.on ? `, ${formatDay(procedure.on, format)}` : ''
  const extension =
    extensionDays && `${extensionDays} days past the three weeks${extensionReason ? `: ${extensionReason}` : ''}`
  const facts = [
    { term: 'Goal', value: goalWords[goal] },
    { term: 'Diagnosis', value: diagnosis },
    { term: 'Procedure', value: procedure && `${procedure.name}${on}` },
    { term: 'Schedule', value: scheduleWords(content.schedule) },
    { term: 'Extension', value: extension },
    { term: 'Range', value: range },
    { term: 'Weight-bearing', value: weightBearing },
    { term: 'No maximal test before', value: noMaximalTestBefore && formatDay(noMaximalTestBefore, format) },
  ]
  return facts.flatMap(({ term, value }) => (value ? [{ term, value }] : []))
}

/** "3 sessions a week, 1 a day, for 3 weeks", or "every day, 2 sessions a day, for 3 weeks" */
export function scheduleWords({ sessionsPerWeek, sessionsPerDay, weeks }: VersionContent['schedule']): string {
  const sessions = (count: number) => (count === 1 ? '1 session' : `${count} sessions`)
  const often =
    sessionsPerWeek === 7 * sessionsPerDay
      ? `every day, ${sessions(sessionsPerDay)} a day`
      : `${sessions(sessionsPerWeek)} a week, ${sessionsPerDay} a day`
  return `${often}, for ${weeks === 1 ? '1 week' : `${weeks} weeks`}`
}
