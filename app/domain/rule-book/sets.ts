/** Sets, rest and tempo of a BFR resistance line. */
import type { LineRule } from './rule'
import { held, type Range, rangeInWords, unmeasured } from './ruling'
import { also, issa } from './sources'

const sets: Range = { low: 2, high: 4, unit: 'sets', max: 6 }
const rest: Range = { low: 30, high: 60, unit: 's', max: 90 }
const tempo: Range = { low: 1, high: 2, unit: 's', max: 4 }

export const setCount: LineRule = {
  id: 'set-count',
  group: 'dose',
  sentence: 'An exercise has 2-4 sets, usually 30-15-15-15.',
  outside: 'justify',
  severity: 'justify',
  ...also(issa, 'the scheme: secondary source'),
  check: (line) => {
    if (line.mode !== 'bfr-resistance') return null
    const ruling = held(line.reps.length, sets, { verdict: 'justify', says: `not ${rangeInWords(sets)}` })
    return { ...ruling, value: line.reps.join('-') || 'no sets' }
  },
}

export const restBetweenSets: LineRule = {
  id: 'rest-between-sets',
  group: 'dose',
  sentence: 'Sets are 30-60 seconds apart.',
  outside: 'justify',
  severity: 'justify',
  ...issa,
  check: (line) => {
    if (line.mode !== 'bfr-resistance') return null
    if (line.restSeconds === null) {
      return unmeasured('no rest given', rangeInWords(rest), { verdict: 'justify', says: 'rest not given' })
    }
    return held(line.restSeconds, rest, { verdict: 'justify', says: `rest outside ${rangeInWords(rest)}` })
  },
}

export const repTempo: LineRule = {
  id: 'rep-tempo',
  group: 'dose',
  sentence: 'A repetition lasts 1-2 seconds; sources disagree on whether that is each phase.',
  outside: 'advise only',
  severity: 'advise',
  ...issa,
  check: (line) => {
    if (line.mode !== 'bfr-resistance' || line.tempoSeconds === null) return null
    return held(line.tempoSeconds, tempo, { verdict: 'advise', says: `a repetition outside ${rangeInWords(tempo)}` })
  },
}
