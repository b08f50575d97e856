/** How far it is to a goal, and who set it when. */
import type { Goal } from './goal'
import { type Amounts, amountWords, differenceWords, type Reading } from './measured-words'
import { dayWords } from './progress-words'

export type GoalDistance = { isReached: boolean | null; sentence: string }

type Asked = {
  goal: Pick<Goal, 'setOn' | 'setBy'>
  /** What is aimed at, in the unit of the readings. */
  target: number
  readings: readonly Reading[]
  amounts: Amounts
  locale: string
  /** What was measured when the goal was set; it may be older than the readings. */
  startedAt?: number | null
  /** Which way is meant; left out, it is the way from where things stood when the goal was set. */
  isUp?: boolean
  /** "Left", where a chart has two sides. */
  whose?: string
}

function isMeantUp({ goal, target, readings, startedAt }: Asked): boolean {
  const start = startedAt ?? (readings.findLast(({ on }) => on <= goal.setOn) ?? readings[0])?.value
  return start === undefined || target >= start
}

/** "12 kg to the goal of 80 kg, set on 3 Nov 2026 by Ada Novak." Never rounded to be reached. */
export function goalDistance(asked: Asked): GoalDistance {
  const { goal, target, readings, amounts, locale, whose } = asked
  const of = `${amountWords(target, amounts, locale)}, set on ${dayWords(goal.setOn, locale)} by ${goal.setBy}`
  const begun = (text: string) => (whose ? `${whose}: ${text.charAt(0).toLowerCase()}${text.slice(1)}` : text)
  const last = readings.at(-1)
  if (!last) return { isReached: null, sentence: begun(`Goal of ${of}; nothing measured to hold against it here.`) }
  const left = (asked.isUp ?? isMeantUp(asked)) ? target - last.value : last.value - target
  if (left <= 0) return { isReached: true, sentence: begun(`Reached: the goal of ${of}.`) }
  const distance = differenceWords(left, amounts, locale)
  const isNone = distance === differenceWords(0, amounts, locale)
  return { isReached: false, sentence: begun(`${isNone ? 'Just short of' : `${distance} to`} the goal of ${of}.`) }
}
