/** Measurements of a client, recorded as the page records them. */
import { randomUUID } from 'node:crypto'
import type { Acting } from '~/data/acting.server'
import type { Measured } from '~/data/measurement-rows.server'
import { recordMeasurement } from '~/data/measurements.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Side } from '~/domain/limb'
import { instrumentNamed, scaleOf } from '~/domain/measurement-instruments'
import { parseLoad } from '~/domain/units'
import { done } from './timeline'

type When = { at: Date; on: CalendarDay }

export async function measure(member: Acting, clientId: string, measured: Measured, { at, on }: When): Promise<void> {
  await done(recordMeasurement(member, { key: randomUUID(), at, on, clientId, measured }))
}

function loadOf(kg: number) {
  const load = parseLoad(String(kg), 'kg')
  if (!load) throw new Error(`${kg} kg is no load.`)
  return load
}

/** A jump from the last test is confirmed, as whoever tested would. */
export function testedMaximum(exercise: string, side: Side, kg: number): Measured {
  return { kind: 'one-rm', exercise, side, load: loadOf(kg), isConfirmed: true }
}

export function setToTheLimit(exercise: string, side: Side, kg: number, reps: number): Measured {
  return { kind: 'rep-max', exercise, side, load: loadOf(kg), reps, rpe: 9.5, isFailed: false, isConfirmed: true }
}

export function repsAtLoad(exercise: string, side: Side, kg: number, reps: number): Measured {
  return { kind: 'endurance', exercise, side, load: loadOf(kg), reps, rpe: null }
}

export function heldForce(movement: string, side: Side, newtons: number, position: string): Measured {
  const force = { amount: newtons * 1000, enteredValue: String(newtons), enteredUnit: 'N' } as const
  return { kind: 'isometric-force', movement, side, force, device: 'Handheld dynamometer with a belt', position }
}

export function jointMotion(movement: string, side: Side, amount: number): Measured {
  const degrees = { amount, enteredValue: String(amount), enteredUnit: 'deg' } as const
  const circumstances = { device: 'Goniometer, long arm', position: 'lying on the back' }
  return { kind: 'range-of-motion', movement, side, isPassive: false, degrees, ...circumstances }
}

export function scored(instrument: string, points: number): Measured {
  const known = instrumentNamed(instrument)
  if (!known) throw new Error(`${instrument} is on no list.`)
  const entered = { amount: points * 100, enteredValue: String(points), enteredUnit: 'points' } as const
  return { kind: 'score', instrument: known.name, side: 'both', scale: scaleOf(known), points: entered }
}
