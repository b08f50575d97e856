/** The domain's own words as people read them. */
import type { Limb } from '~/domain/limb'
import type { Role } from '~/domain/member'
import type { Mode } from '~/domain/prescription'
import type { Goal, VersionKind } from '~/domain/version'

export const roleWords: Record<Role, string> = {
  trainer: 'Trainer',
  'physical-therapist': 'Physical therapist',
  doctor: 'Doctor',
  admin: 'Clinic admin',
}

/** How a signer names their profession in a signature. */
export const professionWords: Record<'physical-therapist' | 'doctor', string> = {
  'physical-therapist': 'physical therapist',
  doctor: 'physician',
}

export const limbWords: Record<Limb, string> = {
  'left-arm': 'left arm',
  'right-arm': 'right arm',
  'left-leg': 'left leg',
  'right-leg': 'right leg',
}

export const modeWords: Record<Mode, string> = {
  'bfr-resistance': 'BFR resistance',
  'bfr-aerobic': 'BFR aerobic',
  'bfr-passive': 'BFR at rest',
  strength: 'strength',
  'strength-test': 'strength test',
}

export const goalWords: Record<Goal, string> = {
  strength: 'strength',
  'muscle-size': 'muscle size',
  endurance: 'endurance',
  'return-from-injury': 'return from injury',
  'keep-muscle-while-limited': 'keep muscle while limited',
}

export const versionKindWords: Record<VersionKind, string> = {
  new: 'New program',
  amendment: 'Amendment',
  extension: 'Extension',
  'step-down': 'Step-down',
}
