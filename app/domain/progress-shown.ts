/**
 * What the page of a client's progress is given, chart by chart; every series oldest first. Estimates, heaviest sets and
 * pain have at most one point a bucket, on its own day; the first and the last estimate stand alone. What was measured by
 * itself (a tested 1RM, endurance, girth, force, motion, a score) has a point a day, so that no time point is lost in the
 * best of its month; a side with more than 120 days of it has one a bucket too, beside its first and its last. Nothing is averaged.
 */
import type { CalendarDay } from './calendar-day'
import type { Goal } from './goal'
import type { Limb, Side } from './limb'
import type { StrengthSeries } from './progress'
import type { Course } from './progress-marks'
import type { PainPoint } from './progress-pain'
import type { Range } from './progress-range'
import type { SymmetryPoint } from './progress-symmetry'
import type { Adherence } from './progress-work'
import type { Formula } from './strength'

/** How far points are drawn together: by day for 90 days, by week for three years, by month beyond. */
export const buckets = ['day', 'week', 'month'] as const
export type Bucket = (typeof buckets)[number]

/** `days`: on how many of the ninety up to its last it was done or measured. */
export type TrainedExercise = { exercise: string; days: number; lastOn: CalendarDay; isTested: boolean }

/** The side in question: of the program's limb, or as the reader chose it. */
export type Involved = { side: 'left' | 'right'; limb: Limb | null; isChosen: boolean }

/** Repetitions at one load in whole grams, the most of each day or bucket; 0 is no load but one's own weight. */
export type EnduranceSeries = {
  exercise: string
  side: Side
  loadG: number
  points: { on: CalendarDay; reps: number }[]
}

/** Millimetres, the last of each day or bucket; so of motion and scores. */
export type GirthSeries = { site: string; side: Side; points: { on: CalendarDay; mm: number }[] }

/** Millinewtons, the most of each day or bucket. */
export type ForceSeries = { movement: string; side: Side; points: { on: CalendarDay; mN: number }[] }

export type MotionSeries = {
  movement: string
  isPassive: boolean
  side: Side
  points: { on: CalendarDay; degrees: number }[]
}

/** Hundredths of a point, as are the ends of the range. */
export type ScoreSeries = {
  instrument: string
  side: Side
  low: number
  high: number
  isHigherBetter: boolean
  points: { on: CalendarDay; hundredths: number }[]
}

/**
 * A calendar week from its Monday: grams times repetitions, sessions done, and what the programs planned for it; null
 * where no program ran. Weeks without either are left out.
 */
export type WorkWeek = { weekOf: CalendarDay; volumeG: number; sessions: number; planned: number | null }

export type Progress = {
  exercises: TrainedExercise[]
  exercise: string | null
  range: Range
  bucket: Bucket
  formula: Formula
  involved: Involved | null
  /** Of the chosen exercise, by side; also a side of which nothing lies in the range. */
  strength: StrengthSeries[]
  /** Of the chosen exercise, over all time: a first baseline does not move with the range. */
  symmetry: SymmetryPoint[]
  /** Of the chosen exercise. */
  endurance: EnduranceSeries[]
  girth: GirthSeries[]
  force: ForceSeries[]
  motion: MotionSeries[]
  scores: ScoreSeries[]
  /** The worst of each bucket. */
  pain: PainPoint[]
  weeks: WorkWeek[]
  /** Of the weeks of plans that began within the range. */
  work: Adherence
  course: Course
  /** The first clearance of the newest program that has one, of those with the exercise where there are any. */
  clearedOn: CalendarDay | null
  goals: Goal[]
}

/** What the charts are drawn from; which exercises there are, they do not say. */
export type DrawnProgress = Omit<Progress, 'exercises'>
