/** What an exercise of the catalogue is, and the ways of training each may be done in. */
import type { Mode } from '../prescription'

export const regions = ['arm', 'leg', 'trunk'] as const
export type Region = (typeof regions)[number]

/** `how` is one sentence in our own words: enough to tell it from its neighbours, no instruction to a client. */
export type Exercise = { key: string; name: string; region: Region; modes: readonly Mode[]; how: string }

type Maker = (key: string, name: string, how: string) => Omit<Exercise, 'region'>

function made(...modes: Mode[]): Maker {
  return (key, name, how) => ({ key, name, how, modes })
}

/** With a load that a 1RM can be tested for. */
export const loaded = made('bfr-resistance', 'strength', 'strength-test')
/** With body weight, a band or a short range: nobody tests a maximum of it. */
export const untested = made('bfr-resistance', 'strength')
export const aerobic = made('bfr-aerobic')
export const passive = made('bfr-passive')
/** A trunk takes no cuff. */
export const plain = made('strength')

export function ofRegion(region: Region, found: readonly Omit<Exercise, 'region'>[]): Exercise[] {
  return found.map((exercise) => ({ ...exercise, region }))
}
