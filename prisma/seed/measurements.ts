/** Measurements of a client, recorded as the page records them. */
import { randomUUID } from 'node:crypto'
import type { Acting } from '~/data/acting.server'
import type { Measured } from '~/data/measurement-rows.server'
import { recordMeasurement } from '~/data/measurements.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Side } from '~/domain/limb'
import { parseLoad } from '~/domain/units'
import { done } from './timeline'

type When = { at: Date; on: CalendarDay }

export async function measure(member: Acting, clientId: string, measured: Measured, { at, on }: When): Promise<void> {
  await done(recordMeasurement(member, { key: randomUUID(), at, on, clientId, measured }))
}

/** A jump from the last test is confirmed, as whoever tested would. */
export function testedMaximum(exercise: string, side: Side, kg: number): Measured {
  const load = parseLoad(String(kg), 'kg')
  if (!load) throw new Error(`${kg} kg is no load.`)
  return { kind: 'one-rm', exercise, side, load, isConfirmed: true }
}
