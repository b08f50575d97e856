/** Goals as people say them: "1RM of Leg extension, left: 60 kg". */
import type { GoalKind, GoalUnit } from '~/domain/goal'
import type { Side } from '~/domain/limb'
import type { LoadUnit } from '~/domain/units'
import { type ClinicFormat, formatLoad, formatNumber } from '../format'

type Words = {
  tab: string
  title: string
  sub: string
  subject: string
  amount: (units: LoadUnit) => string
  hint: string
}

export const aimWords: Record<GoalKind, Words> = {
  'one-rm': {
    ...{ tab: '1RM', title: 'A one-repetition maximum to reach', subject: 'Exercise' },
    sub: 'Charts of this exercise and side draw it as a line. It drives no dose.',
    amount: (units) => `Goal, ${units}`,
    hint: 'Another unit may be typed with it.',
  },
  'isometric-force': {
    ...{ tab: 'Force', title: 'An isometric force to reach', subject: 'Movement' },
    sub: 'As the dynamometer of this client shows it.',
    amount: () => 'Goal, N',
    hint: 'In kilograms or pounds with their unit: 25 kg, 55 lb.',
  },
  girth: {
    ...{ tab: 'Girth', title: 'The girth of a limb to reach', subject: 'Where' },
    sub: 'Relaxed, the tape flat and not pressed in.',
    amount: () => 'Goal, cm',
    hint: 'To a millimetre: 48.5',
  },
  endurance: {
    ...{ tab: 'Endurance', title: 'Repetitions to reach', subject: 'Exercise' },
    sub: 'At the load this client is tested with.',
    amount: () => 'Goal, repetitions',
    hint: '1 to 1000',
  },
  'range-of-motion': {
    ...{ tab: 'Motion', title: 'A range of motion to reach', subject: 'Movement' },
    sub: 'In degrees; below zero for what lacks to the straight joint.',
    amount: () => 'Goal, degrees',
    hint: 'Whole degrees: 135',
  },
  pain: {
    ...{ tab: 'Pain', title: 'Pain to come down to', subject: '' },
    sub: '0 is none, 10 the worst one can imagine.',
    amount: () => 'Goal, 0 to 10',
    hint: 'A fall of 1 is the smallest that matters.',
  },
  score: {
    ...{ tab: 'Score', title: 'A score to reach', subject: 'Questionnaire' },
    sub: 'Within the range of the questionnaire as it was last filled in.',
    amount: () => 'Goal, points',
    hint: 'Two decimals at most.',
  },
}

const sideWords: Record<Side, string> = { left: ', left', right: ', right', both: '' }

type Named = { kind: GoalKind; subject: string; side: Side }

/** "1RM, Leg extension, left"; "Pain". */
export function aimName({ kind, subject, side }: Named): string {
  return `${aimWords[kind].tab}${subject ? `, ${subject}` : ''}${sideWords[side]}`
}

type Aimed = { kind: GoalKind; amount: number; enteredValue: string; enteredUnit: GoalUnit | null }

/** In the reader's units where it is a load, and otherwise as it was typed. */
export function aimAmount({ kind, amount, enteredValue, enteredUnit }: Aimed, format: ClinicFormat): string {
  if (kind === 'one-rm') return formatLoad(amount, format)
  if (kind === 'isometric-force')
    return enteredUnit && enteredUnit !== 'N' ? `${enteredValue} ${enteredUnit}` : `${number(amount / 1000, format)} N`
  if (kind === 'girth') return `${number(amount / 10, format)} cm`
  if (kind === 'endurance') return amount === 1 ? '1 repetition' : `${number(amount, format)} repetitions`
  if (kind === 'range-of-motion') return `${number(amount, format)}°`
  return kind === 'pain' ? `${amount} of 10` : `${number(amount / 100, format)} points`
}

const number = (value: number, format: ClinicFormat) => formatNumber(value, format, 2)
