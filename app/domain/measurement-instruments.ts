/** Questionnaires a client answers, each kept as one number: its range, and which end of it is good. */
import { parsePoints } from './measurement-values'

export type Instrument = { name: string; about: string; low: number; high: number; isHigherBetter: boolean }

const of = (name: string, about: string, low: number, high: number, better: 'high' | 'low'): Instrument => ({
  name,
  about,
  low,
  high,
  isHigherBetter: better === 'high',
})

/**
 * By short name, with the range in points from memory: clinical-rules.md has none of them. So each is shown as "not
 * verified", and stops nobody who types another. Nothing of their questions is in here.
 */
export const instruments: readonly Instrument[] = [
  of('LEFS', 'Lower Extremity Functional Scale', 0, 80, 'high'),
  of('KOOS pain', 'Knee injury and Osteoarthritis Outcome Score', 0, 100, 'high'),
  of('KOOS symptoms', 'Knee injury and Osteoarthritis Outcome Score', 0, 100, 'high'),
  of('KOOS daily living', 'Knee injury and Osteoarthritis Outcome Score', 0, 100, 'high'),
  of('KOOS sport', 'Knee injury and Osteoarthritis Outcome Score', 0, 100, 'high'),
  of('KOOS quality of life', 'Knee injury and Osteoarthritis Outcome Score', 0, 100, 'high'),
  of('IKDC', 'Subjective knee form of the IKDC', 0, 100, 'high'),
  of('Lysholm', 'Lysholm knee scale', 0, 100, 'high'),
  of('Tegner', 'Tegner activity scale', 0, 10, 'high'),
  of('ACL-RSI', 'Return to sport after injury of the cruciate ligament', 0, 100, 'high'),
  of('Oxford Knee Score', 'Oxford Knee Score, scored 0 to 48', 0, 48, 'high'),
  of('Oxford Hip Score', 'Oxford Hip Score, scored 0 to 48', 0, 48, 'high'),
  of('VISA-A', 'Achilles tendon, Victorian Institute of Sport', 0, 100, 'high'),
  of('VISA-P', 'Patellar tendon, Victorian Institute of Sport', 0, 100, 'high'),
  of('PSFS', 'Patient-Specific Functional Scale, the mean', 0, 10, 'high'),
  of('DASH', 'Disabilities of the Arm, Shoulder and Hand', 0, 100, 'low'),
  of('QuickDASH', 'Disabilities of the Arm, Shoulder and Hand, short', 0, 100, 'low'),
  of('SPADI', 'Shoulder Pain and Disability Index', 0, 100, 'low'),
  of('ODI', 'Oswestry Disability Index, in percent', 0, 100, 'low'),
  of('NDI', 'Neck Disability Index, in points', 0, 50, 'low'),
  of('TSK-17', 'Tampa Scale for Kinesiophobia, 17 items', 17, 68, 'low'),
]

/** Chosen where a questionnaire is on no list: its name, range and better end are typed then. */
export const anotherInstrument = 'another'

export function instrumentNamed(name: string): Instrument | null {
  return instruments.find((known) => known.name.toLowerCase() === name.trim().toLowerCase()) ?? null
}

/** In whole hundredths of a point. */
export type Scale = { low: number; high: number; isHigherBetter: boolean }

export function scaleOf({ low, high, isHigherBetter }: Instrument): Scale {
  return { low: low * 100, high: high * 100, isHigherBetter }
}

/** A range as it is typed for a questionnaire of no list; null: not two numbers, or the wrong way round. */
export function parseScale(low: string, high: string): Pick<Scale, 'low' | 'high'> | null {
  const [from, to] = [parsePoints(low), parsePoints(high)]
  return from && to && from.amount < to.amount ? { low: from.amount, high: to.amount } : null
}
