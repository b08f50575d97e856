/** What stands still: holds of each kind, a clearance taken back, and the one session outside clearance. */
import { newcomer, type RiversideScene, runningProgram } from './courses'
import { cuffedLine, plainLine, version } from './doses'

export function tellHeld(scene: RiversideScene): void {
  heldByTrainer(scene)
  heldByRedFlag(scene)
  heldByEvent(scene)
  revoked(scene)
}

function heldByTrainer(scene: RiversideScene): void {
  const carlos = newcomer(scene, -13, { given: 'Carlos', family: 'Muñoz-Peña', sex: 'male', age: 47 })
  const content = version('Knee bruise, left', [cuffedLine('Leg extension', 'left-leg')], { goal: 'strength' })
  runningProgram(carlos, { name: 'Knee, back to work', content, first: -10, last: -4, oneRmKg: 68 })
    .held(-4, 'He has a cold; we go on when it is over')
    .reported(-2, 'He trained at home with his own cuff during the hold and told me the next morning')
}

function heldByRedFlag(scene: RiversideScene): void {
  const eilidh = newcomer(scene, -12, { given: 'Eilidh', family: 'Fraser', sex: 'female', age: 45 })
  const content = version('Patella fracture, right', [cuffedLine('Leg extension', 'right-leg')], {
    procedure: { name: 'Tension band wiring', on: scene.calendar.day(-90) },
  })
  runningProgram(eilidh, { name: 'Knee cap, strength', content, first: -9, last: -2, oneRmKg: 40 })
  const arms = version('Arms, while the knee heals', [plainLine('Row, seated', null, { kind: 'kg', loadG: 25_000 })], {
    goal: 'keep-muscle-while-limited',
    perWeek: 1,
  })
  runningProgram(eilidh, { name: 'Upper body', content: arms, first: -8, last: -2 })
  eilidh
    .redFlag(-2, 'calf-pain')
    .detailed(-2, 'trainer', {
      says: 'Right calf tender when pressed, warm, no redness.',
      limb: 'right-leg',
      since: 'after the second set',
    })
    .seen(-2, 'therapist')
    .screened(
      -1,
      { note: 'Seen the same day at the hospital; ultrasound without a clot.' },
      { by: 'therapist', time: '11:00' },
    )
}

/** Raised a minute ago: nobody has answered. */
export function tellUnanswered(scene: RiversideScene): void {
  const sipho = newcomer(scene, -8, { given: 'Sipho', family: 'Dlamini', sex: 'male', age: 51 })
  const content = version('Elbow, after a fall, left', [cuffedLine('Triceps push-down', 'left-arm')], { perWeek: 2 })
  runningProgram(sipho, { name: 'Elbow, push again', content, first: -5, last: -2, oneRmKg: 24 })
  sipho.redFlag(0, 'numbness-or-weakness-that-stays', '23:59')
}

function heldByEvent(scene: RiversideScene): void {
  const camille = newcomer(scene, -12, { given: 'Camille', family: 'Rousseau', sex: 'female', age: 31 })
  const content = version('Knee pain after running, left', [cuffedLine('Leg extension', 'left-leg')], { perWeek: 2 })
  runningProgram(camille, { name: 'Knee, running again', content, first: -9, last: -5, oneRmKg: 50 })
  camille.noted(-4, 'pregnancy', 'Told us this morning, week 7.')
}

function revoked(scene: RiversideScene): void {
  const nadia = newcomer(scene, -15, { given: 'Nadia', family: 'Petrenko', sex: 'female', age: 57 })
  const content = version('Shoulder dislocation, left', [cuffedLine('Triceps push-down', 'left-arm')])
  const reason = 'Varicose veins were not named at the screening; to be raised again with the doctor.'
  runningProgram(nadia, { name: 'Shoulder, arm strength', content, first: -12, last: -7, oneRmKg: 26 }).revoked(
    -6,
    'therapist',
    reason,
  )
}
