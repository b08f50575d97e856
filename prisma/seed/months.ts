/** Histories of months: program after program, the maximum tested again and again, and what came of it. */
import { type Limb, oppositeLimb, sideOf } from '~/domain/limb'
import type { Client } from './client-story'
import { newcomer, type RiversideClient, type RiversideScene, runningProgram } from './courses'
import { cuffedLine, plainLine, testLine, version } from './doses'
import { heldForce, jointMotion, repsAtLoad, scored, setToTheLimit } from './measurements'
import { ProgramStory } from './program-story'
import { strengthLogCsv } from './strength-log-file'

export function tellMonths(scene: RiversideScene): void {
  const sofia = { given: 'Sofía', family: 'Castellanos', sex: 'female', age: 26 } as const
  longWay(scene, sofia, {
    limb: 'left-leg',
    exercise: 'Leg extension',
    diagnosis: 'ACL reconstruction, left',
    from: 34,
    other: 62,
    efforts: legEfforts,
  })
  const benedikt = { given: 'Benedikt', family: 'Aumüller', sex: 'male', age: 42 } as const
  longWay(scene, benedikt, {
    limb: 'right-arm',
    exercise: 'Biceps curl',
    diagnosis: 'Distal biceps repair, right',
    from: 13,
    other: 24,
    efforts: armEfforts,
  })
  const amara = { given: 'Chiamaka', family: 'Nwosu', sex: 'female', age: 53 } as const
  longWay(scene, amara, {
    limb: 'right-leg',
    exercise: 'Leg press, one leg',
    diagnosis: 'Tibia fracture, right',
    from: 45,
    other: 84,
  })
  broughtHerLog(scene)
}

/** `efforts`: of whom more is measured than the maximum. */
type Way = { limb: Limb; exercise: string; diagnosis: string; from: number; other: number; efforts?: Efforts }

/** With a cuff, without, with, without; each block ends in a test. The fifth block runs now. */
function longWay(scene: RiversideScene, client: Client, way: Way): void {
  const { limb, exercise, diagnosis, from, other } = way
  const story = newcomer(scene, -134, client)
  story.oneRm(-133, exercise, sideOf(oppositeLimb(limb)), other, 'therapist')
  follow(story, way)
  story.aims(-133, { kind: 'one-rm', subject: exercise, side: sideOf(limb), text: String(Math.round(other * 0.8)) })
  story.aims(
    -54,
    { kind: 'one-rm', subject: exercise, side: sideOf(limb), text: String(Math.round(other * 0.9)) },
    'therapist',
  )
  story.aims(-54, { kind: 'pain', subject: '', side: 'both', text: '1' })
  const cuffed = version(diagnosis, [cuffedLine(exercise, limb)], { perWeek: 2 })
  const plain = version(
    diagnosis,
    [plainLine(exercise, limb, { kind: 'percent-1rm', percent: 70 }, [8, 8, 8]), testLine(exercise, limb)],
    {
      goal: 'strength',
      perWeek: 2,
    },
  )
  const pain = (from: number) => (index: number) => Math.max(0, from - Math.floor(index / 2))
  const at = (share: number) => Math.round(from * share)
  const block = (name: string, first: number, last: number) => ({ name, first, last })
  const first = {
    ...block('First block, with a cuff', -132, -114),
    content: cuffed,
    oneRmKg: from,
    how: { pain: pain(5), loggedLast: 9 },
  }
  runningProgram(story, first).completed(-113)
  story.screened(-108)
  runningProgram(story, {
    ...block('Second block, strength', -106, -90),
    content: plain,
    oneRmKg: at(1.14),
    how: { pain: pain(4), loggedLast: 0 },
  })
    .trained([-86], { oneRmKg: at(1.22), pain: () => 3 })
    .completed(-85)
  story.screened(-80)
  runningProgram(story, {
    ...block('Third block, with a cuff', -78, -60),
    content: cuffed,
    by: 'both',
    how: { pain: pain(3), loggedLast: 0 },
  }).completed(-59)
  story.screened(-54)
  runningProgram(story, {
    ...block('Fourth block, strength', -52, -36),
    content: plain,
    oneRmKg: at(1.35),
    how: { pain: pain(2), loggedLast: 9 },
  })
    .trained([-32], { oneRmKg: at(1.44), pain: () => 2 })
    .completed(-31)
  story.screened(-15)
  runningProgram(story, {
    // Of two sessions a week one is left, whatever day of it today is.
    ...block('Fifth block, with a cuff', -12, -3),
    content: cuffed,
    oneRmKg: at(1.5),
    how: { pain: pain(1), loggedLast: 9 },
  })
  story.measured(-24, setToTheLimit(exercise, sideOf(limb), at(1.3), 5), 'therapist')
  story.oneRm(-3, exercise, sideOf(limb), at(1.6), 'therapist')
}

/** Girth of both sides and pain, every few weeks: the limb grows back while the other stays as it was. */
function follow(story: RiversideClient, { limb, efforts }: Way): void {
  const isArm = limb.endsWith('arm')
  const site = isArm ? 'Upper arm, widest' : 'Thigh, 16 cm above the kneecap'
  const wholeCm = isArm ? 31 : 52
  for (const [index, day] of [-133, -107, -79, -53, -14].entries()) {
    story.girth(day, site, sideOf(oppositeLimb(limb)), wholeCm - (index % 2) * 0.1)
    story.girth(day, site, sideOf(limb), wholeCm - 2.4 + index * 0.5)
    story.pain(day, sideOf(limb), 6 - index)
  }
  if (efforts) measureEffort(story, limb, efforts)
}

/** What comes back over the months; one value for each of `effortDays`, in newtons, degrees, repetitions and points. */
type Efforts = {
  force: { movement: string; position: string; involved: readonly number[]; other: number }
  motion: Record<string, readonly number[]>
  endurance: { exercise: string; kg: number; reps: readonly number[] }
  score: { instrument: string; points: readonly number[] }
}

const effortDays = [-130, -104, -76, -50, -13]

const legEfforts: Efforts = {
  force: {
    movement: 'Knee extension',
    position: 'seated, knee at 90°',
    involved: [148, 181, 214, 246, 268],
    other: 302,
  },
  motion: { 'Knee flexion': [92, 110, 121, 128, 133], 'Knee extension': [-9, -5, -3, 0, 0] },
  endurance: { exercise: 'Sit to stand', kg: 0, reps: [14, 17, 21, 24, 28] },
  score: { instrument: 'LEFS', points: [31, 42, 53, 61, 68] },
}

const armEfforts: Efforts = {
  force: {
    movement: 'Elbow flexion',
    position: 'seated, elbow at 90°',
    involved: [84, 110, 139, 158, 176],
    other: 205,
  },
  motion: { 'Elbow flexion': [118, 128, 134, 138, 141], 'Elbow extension': [-22, -14, -8, -4, -2] },
  endurance: { exercise: 'Biceps curl', kg: 6, reps: [9, 13, 16, 20, 23] },
  score: { instrument: 'DASH', points: [58, 44, 31, 22, 14] },
}

/** By the therapist: none of it is a line of the programs. */
function measureEffort(story: RiversideClient, limb: Limb, { force, motion, endurance, score }: Efforts): void {
  const [side, other] = [sideOf(limb), sideOf(oppositeLimb(limb))]
  for (const [index, day] of effortDays.entries()) {
    const at = (values: readonly number[]) => values[index] ?? 0
    const { movement, position } = force
    story.measured(day, heldForce(movement, side, at(force.involved), position), 'therapist')
    story.measured(day, heldForce(movement, other, force.other - index, position), 'therapist')
    for (const [name, degrees] of Object.entries(motion)) story.measured(day, jointMotion(name, side, at(degrees)))
    story.measured(day, repsAtLoad(endurance.exercise, 'both', endurance.kg, at(endurance.reps)), 'therapist')
    story.measured(day, scored(score.instrument, at(score.points)))
  }
}

/** Trained for herself for most of a year, and has the numbers on her phone. */
function broughtHerLog(scene: RiversideScene): void {
  const fatima = newcomer(scene, -28, { given: 'Fatima Zahra', family: 'El Idrissi', sex: 'female', age: 36 })
  fatima.logBroughtIn(-28, strengthLogCsv(scene.calendar, fatima.numbers))
  const lines = [
    plainLine('Leg press', null, { kind: 'kg', loadG: 80_000 }, [10, 10, 10]),
    plainLine('Hip thrust', null, { kind: 'kg', loadG: 60_000 }, [10, 10, 10]),
  ]
  const content = version('Low back pain, recurring', lines, { goal: 'strength', perWeek: 2 })
  // Not in this week, whatever day of it today is: two sessions in it would be all that are planned.
  runningProgram(fatima, { name: 'Back, under load again', content, first: -25, last: -8 })
  const next = version(
    'Low back pain, recurring',
    [...lines, plainLine('Side plank', null, { kind: 'none' }, [1, 1])],
    { perWeek: 2 },
  )
  new ProgramStory(fatima, -1, 'Back, next block', next)
}
