/** What a report does not say, and why: so that nobody takes silence for "nothing wrong". */
import type { ReportedExercise, ReportFacts } from '~/domain/report-content'
import { formatNumber } from '../format'
import { notEstimableWords } from './strength-words'

const sideWords = { left: ', left', right: ', right', both: '' } as const

export function lackingWords(facts: ReportFacts): string[] {
  const { exercises, measured, pain, work, program } = facts
  const has = (kind: string) => measured.some((series) => series.kind === kind)
  const missing = [
    ...(has('girth') ? [] : ['girth']),
    ...(has('range-of-motion') ? [] : ['range of motion']),
    ...(has('isometric-force') ? [] : ['isometric force']),
    ...(has('endurance') ? [] : ['repetitions at a fixed load']),
    ...(has('score') ? [] : ['a patient-reported score']),
  ]
  return [
    ...(exercises.length === 0 ? ['Strength: no test and no set on record.'] : []),
    ...exercises.flatMap((exercise) => [...symmetryWords(exercise), ...estimateWords(exercise, facts)]),
    ...(pain.points.length === 0 ? ['Pain: not asked in this time.'] : []),
    ...(work.sentence === null && program ? ['Adherence: nothing was planned yet.'] : []),
    ...(missing.length > 0 ? [`Not measured in this time: ${missing.join(', ')}.`] : []),
  ]
}

function symmetryWords({ exercise, symmetry }: ReportedExercise): string[] {
  return symmetry.points.length > 0 ? [] : [`Limb symmetry, ${exercise}: ${symmetry.sentence}`]
}

function estimateWords({ exercise, strength }: ReportedExercise, { writing }: ReportFacts): string[] {
  return strength.flatMap(({ side, notEstimated }) => {
    if (notEstimated.length === 0) return []
    const reasons = notEstimated.map(({ why, sets }) => `${formatNumber(sets, writing)} ${notEstimableWords[why]}`)
    return [`Sets from which no 1RM can be estimated, ${exercise}${sideWords[side]}: ${reasons.join(', ')}.`]
  })
}
