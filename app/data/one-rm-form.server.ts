/** Which column of a file of tested maxima is what, and which day a label is, as they are chosen on their pages. */
import { z } from 'zod'
import { dateOrders } from '~/domain/birth-date'
import { type CalendarDay, isCalendarDay } from '~/domain/calendar-day'
import { foldLabel, type OneRmMapping } from '~/domain/one-rm-file'
import { loadUnits } from '~/domain/units'

const waysOfDays = [...dateOrders, 'label'] as const

export function oneRmColumnsForm() {
  const says = 'Choose a column.'
  const needed = z.coerce.number(says).int(says).min(0, says)
  const optional = needed.optional().transform((place) => place ?? null)
  const columns = z.object({
    client: needed,
    exercise: needed,
    when: needed,
    load: needed,
    side: optional,
    unit: optional,
    days: z.enum(waysOfDays, 'Choose how days are written.'),
    loadUnit: z.enum(loadUnits).optional(),
  })
  return columns
    .refine(({ unit, loadUnit }) => unit !== null || loadUnit !== undefined, {
      path: ['loadUnit'],
      error: 'Choose the unit: the file does not name one.',
    })
    .transform(({ days, loadUnit, ...places }): OneRmMapping => {
      return { places, dateOrder: days === 'label' ? null : days, unit: loadUnit ?? null }
    })
}

type Pairs = [label: string, says: string][]

export type DaysRead = { ok: true; days: Record<string, CalendarDay> } | { ok: false; typed: Pairs; mistakes: Pairs }

/** Pairs of a label and its day. `labels` are those of the file, `today` the clinic's day. */
export function readDays(form: FormData, { labels, today }: { labels: string[]; today: CalendarDay }): DaysRead {
  const text = (value: FormDataEntryValue | undefined) => (typeof value === 'string' ? value.trim() : '')
  const days = form.getAll('day')
  const sent = new Map(form.getAll('label').map((label, place) => [foldLabel(text(label)), text(days[place])]))
  const typed: Pairs = labels.map((label) => [label, sent.get(foldLabel(label)) ?? ''])
  const seen = new Set<string>()
  const mistakes = typed.flatMap(([label, day]): Pairs => {
    const says = day === '' ? null : mistakeOf(day, { today, isTaken: seen.has(day) })
    seen.add(day)
    return says ? [[label, says]] : []
  })
  const [first] = typed
  if (first && typed.every(([, day]) => day === '')) mistakes.push([first[0], 'Give one of them a day at least.'])
  if (mistakes.length > 0) return { ok: false, typed, mistakes }
  return { ok: true, days: Object.fromEntries(typed.flatMap(([label, day]) => (day ? [[foldLabel(label), day]] : []))) }
}

function mistakeOf(day: string, { today, isTaken }: { today: CalendarDay; isTaken: boolean }): string | null {
  if (!isCalendarDay(day)) return 'Enter a day that exists.'
  if (day > today) return 'This day lies ahead.'
  if (day < '1900-01-01') return 'This day is before 1900.'
  return isTaken ? 'Another one has this day.' : null
}
