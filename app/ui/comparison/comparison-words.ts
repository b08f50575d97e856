/** Which program brought more, as a sentence, and what there is to know about it. */
import {
  type ComparedProgram,
  type Gain,
  type Maximum,
  type NoGain,
  type ProgramComparison,
  rankingOf,
} from '~/domain/program-comparison'
import { formulaNames } from '~/domain/progress-words'
import { type ClinicFormat, formatDay, formatLoad } from '../format'
import { sideWords } from './side-words'

const noGainWords: Record<NoGain, string> = {
  'not-started': 'not started',
  'no-maximum': 'no maximum',
  'one-maximum': 'one maximum only',
}

/** What each program is called where several are told apart: by its name, and where two have one, by its clearance too. */
export function labelsOf(programs: readonly ComparedProgram[], format: ClinicFormat): Map<string, string> {
  const counted = (words: readonly string[]) => (word: string) => words.filter((each) => each === word).length
  const isShared = counted(programs.map(({ name }) => name))
  const dated = programs.map(({ id, name, clearedOn }) => ({
    id,
    label: isShared(name) > 1 ? `${name}, cleared ${formatDay(clearedOn, format)}` : name,
  }))
  const isTwice = counted(dated.map(({ label }) => label))
  return new Map(
    dated.map(({ id, label }, place) => [id, isTwice(label) > 1 ? `${label} (${dated.length - place})` : label]),
  )
}

/** "+31 %", "−4.2 %", "0 %". */
export function changeWords(percent: number, { locale }: Pick<ClinicFormat, 'locale'>, digits = 0): string {
  const options = { signDisplay: 'exceptZero', maximumFractionDigits: digits } as const
  return `${new Intl.NumberFormat(locale, options).format(percent)}\u00a0%`
}

/** "60 kg, tested". */
export function maximumWords({ loadG, isTested }: Maximum, format: ClinicFormat): string {
  return `${formatLoad(loadG, format)}, ${isTested ? 'tested' : 'estimated'}`
}

/** "6 weeks", "4 days". */
export function lengthWords(days: number): string {
  const weeks = Math.round(days / 7)
  if (days < 14) return days === 1 ? '1 day' : `${days} days`
  return `${weeks} weeks`
}

/** How long the line of a program is: from its first maximum, or its clearance, to its last. */
function spanWords({ clearedOn, gain }: ComparedProgram): string {
  if (!gain.first || !gain.last) return ''
  const from = gain.first.on < clearedOn ? clearedOn : gain.first.on
  return lengthWords(Math.round((Date.parse(gain.last.on) - Date.parse(from)) / 86_400_000))
}

type Answer = { sentence: string; note: string | null }

export function comparisonAnswer(comparison: ProgramComparison, format: ClinicFormat): Answer {
  const { programs, exercise, side } = comparison
  const labels = labelsOf(programs, format)
  const ranking = rankingOf(programs)
  if (ranking.verdict === 'none') {
    const what = exercise && side ? ` of ${exercise}, ${sideWords[side]}` : ''
    return { sentence: `Cannot be said: no program has two maxima${what}.`, note: null }
  }
  const named = (program: ComparedProgram) => `“${labels.get(program.id) ?? program.name}”`
  const brought = (program: ComparedProgram & { gain: { change: number } }) =>
    `${changeWords(program.gain.change, format)} in ${spanWords(program)}`
  const note = methodWords(comparison)
  const { best } = ranking
  if (ranking.verdict === 'one') {
    return { sentence: `${named(best)} brought ${brought(best)}; there is no other to hold it against.`, note }
  }
  const { next, fastest, verdict } = ranking
  const first =
    verdict === 'alike'
      ? `About the same: ${named(best)} brought ${brought(best)}, ${named(next)} ${brought(next)}.`
      : `${named(best)} brought the most: ${brought(best)}; then ${named(next)} with ${brought(next)}.`
  const pace = fastest?.gain.changeAWeek
  const second =
    fastest && typeof pace === 'number'
      ? ` By the week it was ${named(fastest)}: ${changeWords(pace, format, 1)} a week.`
      : ''
  return { sentence: `${first}${second}`, note }
}

/** How the maxima were come by. */
function methodWords({ programs, formula }: ProgramComparison): string {
  const ends = programs.flatMap(({ gain }) => (gain.why === null ? [gain.first, gain.last] : []))
  const how = ends.every((end) => end?.isTested)
    ? 'Tested 1RM.'
    : `Tested 1RM, and estimates by ${formulaNames[formula]} where two tests are wanting.`
  return `${how} Each from the last maximum before its clearance, else the first after it, to the last within 14 days of its end. Why a program brought more, this does not say.`
}

/** "+31 %", or why not. */
export function gainWords({ change, why }: Gain, format: ClinicFormat): string {
  return why ? noGainWords[why] : changeWords(change ?? 0, format)
}
