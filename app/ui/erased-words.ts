/** What is said of a record that was erased. */
import { isCalendarDay } from '~/domain/calendar-day'
import { formatDay } from './format'

type Erased = { on: string; by: string }

/** Whether an answer tells of an erasure; whatever came is unknown until it was looked at. */
export function isErased(told: unknown): told is Erased {
  if (typeof told !== 'object' || told === null) return false
  const { on, by } = told as Partial<Erased>
  return typeof on === 'string' && isCalendarDay(on) && typeof by === 'string'
}

export function erasedSentence({ on, by }: Erased): string {
  return `The record of this client was erased on ${formatDay(on, { locale: 'en-GB' })} by ${by}. What was decided stands in the register, without a name.`
}
