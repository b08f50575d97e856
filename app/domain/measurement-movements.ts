/**
 * The movements a joint is measured in, for its force and for its range. `usualEnd` is where the movement usually ends, in
 * degrees from neutral, as tables for grown people give it; it helps to see a slip of the pen, and judges nobody.
 */
type Movement = { name: string; usualEnd: number }

const ofJoint =
  (joint: string) =>
  (movement: string, usualEnd: number): Movement => ({ name: `${joint} ${movement}`, usualEnd })

const [hip, knee, ankle, shoulder] = [ofJoint('Hip'), ofJoint('Knee'), ofJoint('Ankle'), ofJoint('Shoulder')]
const [elbow, forearm, wrist] = [ofJoint('Elbow'), ofJoint('Forearm'), ofJoint('Wrist')]

export const movements: readonly Movement[] = [
  knee('extension', 0),
  knee('flexion', 140),
  hip('flexion', 125),
  hip('extension', 30),
  hip('abduction', 45),
  hip('adduction', 25),
  hip('internal rotation', 40),
  hip('external rotation', 60),
  ankle('dorsiflexion', 20),
  ankle('plantar flexion', 45),
  ankle('inversion', 35),
  ankle('eversion', 25),
  shoulder('flexion', 180),
  shoulder('extension', 60),
  shoulder('abduction', 180),
  shoulder('internal rotation', 90),
  shoulder('external rotation', 90),
  elbow('flexion', 145),
  elbow('extension', 0),
  forearm('supination', 85),
  forearm('pronation', 80),
  wrist('flexion', 80),
  wrist('extension', 70),
  wrist('radial deviation', 20),
  wrist('ulnar deviation', 45),
]

/** Measured for force alone: a grip has no angle, an adductor squeeze is of both sides at once. */
const forcesOnly = ['Grip', 'Pinch', 'Adductor squeeze'] as const

export const motionMovements: readonly string[] = movements.map(({ name }) => name)
export const forceMovements: readonly string[] = [...motionMovements, ...forcesOnly]
