/** Which sets gave no estimate of a maximum, and why. */
import { numberFormat } from './formatters'
import { mostRepsForAnEstimate, type NotEstimable, notEstimableReasons } from './strength'

const reasonWords: Record<NotEstimable, string> = {
  restricted: 'with restriction',
  'no-reps': 'with no repetition',
  'failed-attempt': 'with a failed attempt',
  'too-many-reps': `of more than ${mostRepsForAnEstimate} repetitions`,
  'not-a-test': 'neither marked as a test nor to RPE 9',
  'no-load': 'without a load',
}

type Counted = { why: NotEstimable; sets: number }

/** "Not estimated: 12 sets with restriction, 40 neither marked as a test nor to RPE 9." Null: all were. */
export function notEstimatedSentence(counts: readonly Counted[], locale: string): string | null {
  const summed = notEstimableReasons
    .map((why) => ({ why, sets: counts.reduce((sum, each) => sum + (each.why === why ? each.sets : 0), 0) }))
    .filter(({ sets }) => sets > 0)
  const said = summed.map(({ why, sets }, index) => {
    const number = numberFormat(locale, 0, 0).format(sets)
    const noun = index > 0 ? '' : sets === 1 ? ' set' : ' sets'
    return `${number}${noun} ${reasonWords[why]}`
  })
  return said.length > 0 ? `Not estimated: ${said.join(', ')}.` : null
}
