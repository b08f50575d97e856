/** What a person types about a measurement, before anything is done with it. */
import { z } from 'zod'
import { isCalendarDay } from '~/domain/calendar-day'
import { exercisesFor } from '~/domain/exercises'
import { sides } from '~/domain/limb'
import { girthSites, mostTestedG, parseGirth } from '~/domain/measurement'
import { type LoadUnit, parseLoad } from '~/domain/units'
import type { Measured } from './measurements.server'

const testable = exercisesFor('strength-test').map(({ name }) => name)

const about = {
  key: z.uuid(),
  on: z
    .string('Enter the day.')
    .refine((day) => isCalendarDay(day) && day >= '1900-01-01', 'Enter a date from 1900 on.'),
}

/** `units` is what a load without a unit of its own was typed in. */
export function measurementForm(units: LoadUnit) {
  const test = z.object({
    ...about,
    kind: z.literal('one-rm'),
    exercise: z.enum(testable, 'Choose one.'),
    side: z.enum(sides, 'Choose one.'),
    load: z.string('Enter the load.').transform((text, context) => {
      const load = parseLoad(text, units)
      if (load && load.loadG > 0 && load.loadG <= mostTestedG) return load
      context.addIssue({ code: 'custom', message: `A load in ${units}, such as 34.5; at most a tonne.` })
      return z.NEVER
    }),
    isConfirmed: z.stringbool().default(false),
  })
  const girth = z.object({
    ...about,
    kind: z.literal('girth'),
    site: z.enum(girthSites, 'Choose one.'),
    side: z.enum(['left', 'right'], 'Choose one.'),
    girth: z.string('Enter the girth.').transform((text, context) => {
      const read = parseGirth(text)
      if (read) return read
      context.addIssue({ code: 'custom', message: 'Centimetres between 5 and 200, such as 48.5.' })
      return z.NEVER
    }),
  })
  const pain = z.object({
    ...about,
    kind: z.literal('pain'),
    side: z.enum(sides).default('both'),
    nrs: z.coerce.number('0 to 10.').int('A whole number.').min(0, '0 to 10.').max(10, '0 to 10.'),
  })
  return z.discriminatedUnion('kind', [test, girth, pain])
}

type Typed = z.output<ReturnType<typeof measurementForm>>

export function measuredOf(typed: Typed): Measured {
  if (typed.kind === 'one-rm') {
    const { kind, exercise, side, load, isConfirmed } = typed
    return { kind, exercise, side, load, isConfirmed }
  }
  if (typed.kind === 'girth') return { kind: typed.kind, site: typed.site, side: typed.side, girth: typed.girth }
  return { kind: typed.kind, side: typed.side, nrs: typed.nrs }
}
