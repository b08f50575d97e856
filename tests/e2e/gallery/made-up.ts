/** Values nobody ever measured, the same on every run. */
import { addDays, type CalendarDay } from '../../../app/domain/calendar-day'
import type { Marks, PlotPoint } from '../../../app/ui/charts/plot'

/** The five states the values of a chart can be in. */
export const states = ['none', 'one', 'gaps', 'outlier', 'years'] as const
export type State = (typeof states)[number]

const last = '2026-11-22'

/** How many days before the last one something was measured. */
const daysBack: Record<State, number[]> = {
  none: [],
  one: [12],
  gaps: [300, 293, 286, 279, 165, 158, 150, 143, 30, 22, 15, 8, 1],
  outlier: [84, 76, 70, 61, 54, 47, 41, 33, 26, 19, 12, 5],
  years: Array.from({ length: 72 }, (_, index) => 2190 - Math.round(index * 30.4)),
}

/** A sequence that wavers without being random: the same number for the same place. */
function waver(place: number, seed: number): number {
  return Math.sin(place * 12.9898 + seed * 78.233) * 0.5
}

type Course = { state: State; from: number; to: number; waver?: number; outlier?: number; seed?: number }

/** From one value towards another, wavering; the outlier stands at two thirds. */
export function course({ state, from, to, waver: share = 0.06, outlier, seed = 1 }: Course): [CalendarDay, number][] {
  const days = daysBack[state]
  return days.map((back, index) => {
    const part = days.length > 1 ? index / (days.length - 1) : 1
    const isOut = state === 'outlier' && index === Math.round(days.length * 0.66)
    const value = from + (to - from) * part + waver(index, seed) * share * Math.abs(to - from || to)
    return [addDays(last, -back), isOut && outlier !== undefined ? outlier : value]
  })
}

export function pointsOf(
  values: [CalendarDay, number][],
  says: (value: number, index: number) => string,
  round = 1,
  isHollow: (index: number) => boolean = () => false,
): PlotPoint[] {
  return values.map(([on, value], index) => {
    const rounded = Math.round(value / round) * round
    const shown = Number(rounded.toFixed(2))
    return { on, value: shown, look: isHollow(index) ? 'hollow' : 'filled', says: says(shown, index) }
  })
}

/** Windows, clearances, a hold and a red flag, as the span of the state has them. */
export function marksFor(state: State): Marks {
  const back = (days: number) => addDays(last, -days)
  const program = (days: number) => ({ from: back(days), to: back(days - 20) })
  if (state === 'years') {
    const starts = Array.from({ length: 14 }, (_, index) => 2150 - index * 155)
    return {
      windows: starts.map(program),
      clearances: starts.map((days) => back(days + 1)),
      holds: [1900, 1100, 300].map((days) => ({ from: back(days), to: back(days - 9) })),
      redFlags: [back(1899), back(420)],
    }
  }
  const starts = state === 'gaps' ? [285, 160, 28] : state === 'one' ? [14] : [60, 22]
  return {
    windows: starts.map(program),
    clearances: starts.map((days) => back(days + 2)),
    holds: state === 'one' ? [] : [{ from: back(16), to: back(13) }],
    redFlags: state === 'one' ? [] : [back(state === 'gaps' ? 154 : 50)],
  }
}
