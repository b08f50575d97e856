/** What a screening measures or asks beside conditions, each with what it makes of it (clinical-rules, "Who must not"). */
import {
  type BloodPressure,
  decidingPressure,
  highPressure,
  loadedExercisePressure,
  raisedPressure,
  reaches,
  stopPressure,
} from './blood-pressure'
import type { Weight } from './conditions'
import { also, type Citation, house, issa, nascimento, noting, notVerified } from './rule-book/sources'

/** The answers these risks read; the units are years, kg/m², mmHg, NRS 0-10 and weeks. */
export type Measures = {
  ageYears: number
  bmi: number | null
  bloodPressures: BloodPressure[]
  painNrs: number | null
  surgery: { weeksAgo: number } | null
  medication: { isOnAnticoagulant: boolean; anticoagulantFor: string | null; isOnOestrogen: boolean }
}

export type Risk = Citation & {
  code: string
  /** The bound in words, for the rule book. */
  name: string
  outcome: Weight['outcome'] | 'advise'
  appliesTo: Weight['appliesTo']
  /** What is said of these answers; null where the risk does not stand. */
  says: (measures: Measures) => string | null
}

const pressureReview: Citation = { source: 'PMC10959113', standing: 'sourced' }
const everyProgram = { appliesTo: 'all' } as const
const precaution = { outcome: 'precaution', ...everyProgram } as const
const advice = { outcome: 'advise', ...everyProgram } as const

/** Ages, weeks and indices that are no number count as the worse, never as passed. */
export const risks: Risk[] = [
  {
    code: 'blood-pressure-stop',
    name: 'Blood pressure 180 or more, or 110 or more, today (after a repeat at 5 minutes of rest)',
    outcome: 'no-exercise',
    ...everyProgram,
    ...also(nascimento(5), 'PMC10959113 (above 180/110 absolute for resistance exercise)'),
    says: ofPressure(stopPressure, null, 'refer to a doctor'),
  },
  {
    code: 'blood-pressure-loaded-exercise',
    name: 'Blood pressure 160 or more, or 100 or more, today',
    outcome: 'elevated',
    ...everyProgram,
    ...noting(pressureReview, 'above 160/100 relative for resistance exercise'),
    says: ofPressure(loadedExercisePressure, stopPressure, 'a doctor decides on any loaded program'),
  },
  {
    code: 'blood-pressure-high',
    name: 'Blood pressure 140 or more, or 90 or more, today',
    outcome: 'elevated',
    appliesTo: 'bfr',
    ...noting(issa, '"should refrain"'),
    says: ofPressure(highPressure, loadedExercisePressure, 'a doctor decides on restriction'),
  },
  {
    code: 'blood-pressure-raised',
    name: 'Blood pressure 130-139, or 80-89, today',
    ...advice,
    source: 'House rule; classes of ACC/AHA 2017 (secondary)',
    standing: 'house',
    says: ofPressure(raisedPressure, highPressure, 'stage 1'),
  },
  {
    code: 'blood-pressure-not-measured',
    name: 'Blood pressure not measured today: the screening cannot be confirmed',
    ...advice,
    ...house,
    says: ({ bloodPressures }) =>
      decidingPressure(bloodPressures) ? null : 'Blood pressure not measured today: both numbers are needed',
  },
  {
    code: 'age-60',
    name: 'Age 60 or more (clot risk)',
    ...precaution,
    ...nascimento(3),
    says: ({ ageYears }) => (ageYears < 60 ? null : `Age ${ageYears} (clot risk)`),
  },
  {
    code: 'surgery-in-4-weeks',
    name: 'Surgery in the last 4 weeks: screen for clot signs first',
    ...precaution,
    ...also({ source: 'Bond 2019', standing: 'sourced' }, 'the span of 4 weeks: house rule'),
    says: ({ surgery }) =>
      !surgery || surgery.weeksAgo > 4 ? null : `Surgery ${surgery.weeksAgo} weeks ago: screen for clot signs first`,
  },
  {
    code: 'bmi-over-30',
    name: 'BMI over 30',
    ...precaution,
    ...also(issa, 'secondary source'),
    says: ({ bmi }) => (bmi === null || bmi <= 30 ? null : `BMI ${bmi}`),
  },
  {
    code: 'bmi-not-known',
    name: 'BMI not known',
    ...advice,
    ...house,
    says: ({ bmi }) => (bmi === null ? 'BMI not known: weigh and measure' : null),
  },
  {
    code: 'oestrogen-therapy',
    name: 'Oestrogen therapy',
    ...precaution,
    ...also(issa, 'secondary source'),
    says: ({ medication }) => (medication.isOnOestrogen ? 'Oestrogen therapy' : null),
  },
  {
    code: 'pain-7',
    name: 'Pain NRS 7 or more today',
    ...advice,
    ...house,
    says: ({ painNrs }) => (painNrs === null || painNrs < 7 ? null : `Pain ${painNrs} of 10 today`),
  },
  {
    code: 'anticoagulant',
    name: 'Anticoagulant or antiplatelet: ask what for',
    ...advice,
    ...notVerified,
    says: ({ medication }) => {
      if (!medication.isOnAnticoagulant) return null
      const purpose = medication.anticoagulantFor?.trim()
      return `Anticoagulant or antiplatelet${purpose ? `, for: ${purpose}` : ': ask what for'}`
    },
  },
]

/** Stands from `bound` up to, and not including, the next; the earlier readings are named, the last decides. */
function ofPressure(bound: BloodPressure, next: BloodPressure | null, then: string): Risk['says'] {
  return ({ bloodPressures }) => {
    const reading = decidingPressure(bloodPressures)
    if (!reading || !reaches(reading, bound) || (next && reaches(reading, next))) return null
    const earlier = bloodPressures.slice(0, -1).map(inNumbers)
    const before = earlier.length > 0 ? ` (before that ${earlier.join(', ')})` : ''
    return `Blood pressure ${inNumbers(reading)} today${before}: ${then}`
  }
}

function inNumbers({ systolic, diastolic }: BloodPressure): string {
  return `${systolic}/${diastolic}`
}
