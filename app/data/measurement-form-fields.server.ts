/** The fields that forms of measurements have in common, each with what is said beside it. */
import { z } from 'zod'
import { type CalendarDay, isCalendarDay } from '~/domain/calendar-day'
import { sides } from '~/domain/limb'
import type { Scale } from '~/domain/measurement-instruments'
import { parseRpe } from '~/domain/measurement-values'
import type { LoadUnit } from '~/domain/units'
import type { Measured } from './measurement-rows.server'
import { typedText } from './typed-text.server'

export type MeasurementTyped = { key: string; on: CalendarDay; measured: Measured }

/** The exercise, movement, site or instrument of an entry that is put right: it may have come from a file, and be on no list. */
export type Known = { subject: string | null; scale: Scale | null }

/** `units` is what a load without a unit of its own was typed in. */
export type FormAsked = { units: LoadUnit; known: Known | null }

export const about = {
  key: z.uuid(),
  on: z
    .string('Enter the day.')
    .refine((day) => isCalendarDay(day) && day >= '1900-01-01', 'Enter a date from 1900 on.'),
}

export const side = z.enum(sides, 'Choose one.')
export const oneSide = z.enum(['left', 'right'], 'Choose one.')

/** With what, and how somebody sat or lay; nothing typed is null. */
const said = typedText(80).transform((text) => text || null)
export const circumstances = { device: said, position: said }

/** One of a list, or what the entry says already. */
export function oneOf(list: readonly string[], known: Known | null) {
  return z.string('Choose one.').refine((name) => list.includes(name) || name === known?.subject, 'Choose one.')
}

/** A value as `parse` understands it; else `says` beside its field. */
export function read<Value>(missing: string, says: string, parse: (text: string) => Value | null) {
  return z.string(missing).transform((text, context): Value => {
    const value = parse(text)
    if (value !== null) return value
    context.addIssue({ code: 'custom', message: says })
    return z.NEVER
  })
}

export const rpe = read('', 'Between 0 and 10, to the half.', (text) => parseRpe(text))
  .optional()
  .transform((value) => value ?? null)
