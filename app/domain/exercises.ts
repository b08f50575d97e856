/** The catalogue of rehab exercises a line is chosen from, each with the part of the body it trains and how it may be done. */
import type { Limb } from './limb'
import type { Mode } from './prescription'

export const regions = ['arm', 'leg', 'trunk'] as const
export type Region = (typeof regions)[number]

export type Exercise = { key: string; name: string; region: Region; modes: readonly Mode[] }

const loaded: readonly Mode[] = ['bfr-resistance', 'strength', 'strength-test']
const loadedUntested: readonly Mode[] = ['bfr-resistance', 'strength']
const aerobic: readonly Mode[] = ['bfr-aerobic']
const passive: readonly Mode[] = ['bfr-passive']
/** A trunk takes no cuff. */
const plain: readonly Mode[] = ['strength']

export const exercises: readonly Exercise[] = [
  { key: 'leg-extension', name: 'Leg extension', region: 'leg', modes: loaded },
  { key: 'leg-curl-lying', name: 'Leg curl, lying', region: 'leg', modes: loaded },
  { key: 'leg-curl-seated', name: 'Leg curl, seated', region: 'leg', modes: loaded },
  { key: 'leg-press', name: 'Leg press', region: 'leg', modes: loaded },
  { key: 'leg-press-single', name: 'Leg press, one leg', region: 'leg', modes: loaded },
  { key: 'squat-bodyweight', name: 'Squat, body weight', region: 'leg', modes: loadedUntested },
  { key: 'squat-goblet', name: 'Squat, weight held at the chest', region: 'leg', modes: loaded },
  { key: 'squat-split', name: 'Split squat', region: 'leg', modes: loaded },
  { key: 'squat-wall', name: 'Wall squat, short range', region: 'leg', modes: loadedUntested },
  { key: 'sit-to-stand', name: 'Sit to stand', region: 'leg', modes: loadedUntested },
  { key: 'step-up', name: 'Step-up', region: 'leg', modes: loaded },
  { key: 'step-down-slow', name: 'Slow step-down', region: 'leg', modes: loadedUntested },
  { key: 'calf-raise-standing', name: 'Calf raise, standing', region: 'leg', modes: loaded },
  { key: 'calf-raise-seated', name: 'Calf raise, seated', region: 'leg', modes: loaded },
  { key: 'hip-bridge', name: 'Hip bridge', region: 'leg', modes: loadedUntested },
  { key: 'hip-thrust', name: 'Hip thrust', region: 'leg', modes: loaded },
  { key: 'hip-abduction', name: 'Hip abduction', region: 'leg', modes: loaded },
  { key: 'hip-adduction', name: 'Hip adduction', region: 'leg', modes: loaded },
  { key: 'straight-leg-raise', name: 'Straight leg raise', region: 'leg', modes: loadedUntested },
  { key: 'knee-extension-short-arc', name: 'Knee extension, last 30 degrees', region: 'leg', modes: loadedUntested },
  { key: 'quadriceps-set', name: 'Quadriceps tightening, knee straight', region: 'leg', modes: loadedUntested },
  { key: 'ankle-dorsiflexion', name: 'Foot pull-up against a band', region: 'leg', modes: loadedUntested },
  { key: 'cycling', name: 'Cycling, stationary', region: 'leg', modes: aerobic },
  { key: 'walking', name: 'Walking on a treadmill', region: 'leg', modes: aerobic },
  { key: 'leg-rest-with-cuff', name: 'Lying with a cuff on the leg', region: 'leg', modes: passive },

  { key: 'biceps-curl', name: 'Biceps curl', region: 'arm', modes: loaded },
  { key: 'hammer-curl', name: 'Biceps curl, thumbs up', region: 'arm', modes: loaded },
  { key: 'triceps-pushdown', name: 'Triceps push-down', region: 'arm', modes: loaded },
  { key: 'triceps-extension-overhead', name: 'Triceps extension overhead', region: 'arm', modes: loaded },
  { key: 'wrist-flexion', name: 'Wrist curl, palm up', region: 'arm', modes: loaded },
  { key: 'wrist-extension', name: 'Wrist curl, palm down', region: 'arm', modes: loaded },
  { key: 'grip-squeeze', name: 'Hand grip', region: 'arm', modes: loaded },
  {
    key: 'shoulder-external-rotation',
    name: 'Shoulder turned out against a band',
    region: 'arm',
    modes: loadedUntested,
  },
  { key: 'shoulder-raise-side', name: 'Arm raise to the side', region: 'arm', modes: loaded },
  { key: 'chest-press', name: 'Chest press', region: 'arm', modes: loaded },
  { key: 'row-seated', name: 'Row, seated', region: 'arm', modes: loaded },
  { key: 'push-up-wall', name: 'Push-up against a wall', region: 'arm', modes: loadedUntested },
  { key: 'arm-ergometer', name: 'Arm ergometer', region: 'arm', modes: aerobic },
  { key: 'arm-rest-with-cuff', name: 'Lying with a cuff on the arm', region: 'arm', modes: passive },

  { key: 'front-plank', name: 'Plank', region: 'trunk', modes: plain },
  { key: 'side-plank', name: 'Side plank', region: 'trunk', modes: plain },
  { key: 'bird-dog', name: 'Arm and opposite leg lifted on all fours', region: 'trunk', modes: plain },
  { key: 'trunk-rotation', name: 'Trunk rotation against a cable', region: 'trunk', modes: plain },
]

/** The exercises that may be done this way, by region; all regions when none is named. */
export function exercisesFor(mode: Mode, region: Region | null = null): Exercise[] {
  return exercises.filter((exercise) => exercise.modes.includes(mode) && (!region || exercise.region === region))
}

/** The limbs an exercise may be done with; none for the trunk. */
export function limbsOf({ region }: Pick<Exercise, 'region'>): Limb[] {
  if (region === 'trunk') return []
  return region === 'arm' ? ['left-arm', 'right-arm'] : ['left-leg', 'right-leg']
}
