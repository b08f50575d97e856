/** The limbs a cuff can sit on, and how they pair. */
export const limbs = ['left-arm', 'right-arm', 'left-leg', 'right-leg'] as const
export type Limb = (typeof limbs)[number]

/** The side a set or a measurement was done with. */
export const sides = ['left', 'right', 'both'] as const
export type Side = (typeof sides)[number]

/** Arms and legs have different ceilings (clinical-rules, `restriction-ceiling`). */
export function isArm(limb: Limb): boolean {
  return limb === 'left-arm' || limb === 'right-arm'
}

export function sideOf(limb: Limb): 'left' | 'right' {
  return limb.startsWith('left') ? 'left' : 'right'
}

const opposites: Record<Limb, Limb> = {
  'left-arm': 'right-arm',
  'right-arm': 'left-arm',
  'left-leg': 'right-leg',
  'right-leg': 'left-leg',
}

export function oppositeLimb(limb: Limb): Limb {
  return opposites[limb]
}
