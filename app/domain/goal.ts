/** What is aimed at: a value of one kind of measurement, of one exercise, movement, site or questionnaire, on one side. */
import type { CalendarDay } from './calendar-day'
import type { Side } from './limb'
import { mostTestedG, parseGirth } from './measurement'
import { parseDegrees, parseForce, parsePoints } from './measurement-values'
import type { Verdict } from './refusal'
import { type LoadUnit, parseLoad } from './units'

export const goalKinds = [
  'one-rm',
  'isometric-force',
  'girth',
  'endurance',
  'range-of-motion',
  'pain',
  'score',
] as const
export type GoalKind = (typeof goalKinds)[number]

/**
 * `subject` is the exercise, movement, site or instrument, empty for pain. `amount` is in the units of a measurement:
 * grams, millinewtons, millimetres, degrees, points, hundredths of a point; of endurance, repetitions.
 */
export type Goal = {
  kind: GoalKind
  subject: string
  side: Side
  amount: number
  setOn: CalendarDay
  setBy: string
  /** What was measured when it was set, or first after that; null: nothing, or a kind that is always meant one way. */
  startedAt?: number | null
}

export type GoalUnit = LoadUnit | 'N' | 'cm' | 'reps' | 'deg' | 'nrs' | 'points'

/** What somebody typed, with its meaning as a measurement has it. */
export type GoalAmount = { amount: number; enteredValue: string; enteredUnit: GoalUnit }

type Parser = (text: string, units: LoadUnit) => GoalAmount | null

function wholeWithin(least: number, most: number, enteredUnit: GoalUnit): Parser {
  return (text) => {
    const [typed] = /^-?\d{1,4}$/.exec(text.trim()) ?? []
    const amount = Number(typed)
    return typed !== undefined && amount >= least && amount <= most
      ? { amount, enteredValue: String(amount), enteredUnit }
      : null
  }
}

const parsers: Record<GoalKind, Parser> = {
  'one-rm': (text, units) => {
    const load = parseLoad(text, units)
    if (!load || load.loadG < 1 || load.loadG > mostTestedG) return null
    return { amount: load.loadG, enteredValue: load.enteredValue, enteredUnit: load.enteredUnit }
  },
  'isometric-force': (text) => parseForce(text, 'N'),
  girth: (text) => {
    const girth = parseGirth(text)
    return girth && { amount: girth.mm, enteredValue: girth.enteredValue, enteredUnit: 'cm' }
  },
  endurance: wholeWithin(1, 1000, 'reps'),
  'range-of-motion': parseDegrees,
  pain: wholeWithin(0, 10, 'nrs'),
  // Whether it lies within the range of the questionnaire is judged with it.
  score: parsePoints,
}

/** A goal as typed, `units` being what a load without a unit of its own is in. Null: not understood, or out of range. */
export function parseGoal(kind: GoalKind, text: string, units: LoadUnit): GoalAmount | null {
  return parsers[kind](text, units)
}

/** Hundredths of a point, both ends within. */
export type Scale = { low: number; high: number }

export type AskedGoal = GoalAmount & { kind: GoalKind; subject: string; side: Side }

export type GoalFacts = {
  /** What a goal of this kind may be of, for this client. */
  subjects: readonly string[]
  /** The range of the questionnaire as it was last filled in; null: it was not. */
  scale: Scale | null
  /** The newest word on this kind, subject and side; an amount of null: it was taken back. */
  newest: { seq: number; amount: number | null } | null
}

/** Whether a goal may be set by somebody who had read up to `seen`. What a colleague set meanwhile is read first. */
export function maySetGoal(asked: AskedGoal, { subjects, scale, newest }: GoalFacts, seen: number): Verdict {
  if (!subjects.includes(asked.subject)) return { ok: false, why: 'goal-subject-unknown' }
  if (asked.kind === 'girth' && asked.side === 'both') return { ok: false, why: 'goal-side-unfit' }
  if (scale && (asked.amount < scale.low || asked.amount > scale.high)) return { ok: false, why: 'goal-out-of-scale' }
  if (newest && newest.seq > seen) return { ok: false, why: 'goal-changed' }
  if (newest?.amount === asked.amount) return { ok: false, why: 'nothing-changed' }
  return { ok: true }
}

/** Only the goal that holds is taken back. */
export function mayTakeBackGoal({ holds }: { holds: boolean }): Verdict {
  return holds ? { ok: true } : { ok: false, why: 'goal-not-set' }
}
