/** What runs: windows in each of their phases, and changes that wait to be cleared. */
import type { Answers, Client } from './client-story'
import { newcomer, type RiversideScene, type RiversideWho, runningProgram } from './courses'
import { cuffedLine, plainLine, version } from './doses'

export function tellRunning(scene: RiversideScene): void {
  open(scene)
  closing(scene)
  past(scene)
  changing(scene)
}

const varicose: Answers = { conditions: [{ code: 'varicose-veins', limb: null }] }
const treated: Answers = {
  conditions: [{ code: 'hypertension', limb: null }],
  bloodPressures: [{ systolic: 136, diastolic: 84 }],
}

type Told = { joined: number; trainer?: RiversideWho; answers?: Answers }

function course(scene: RiversideScene, client: Client, { joined, ...told }: Told) {
  return newcomer(scene, joined, client, told)
}

function open(scene: RiversideScene): void {
  const mia = course(scene, { given: 'Mia', family: 'Thorvaldsdóttir', sex: 'female', age: 25 }, { joined: -6 })
  const acl = version('ACL reconstruction, right', [cuffedLine('Leg extension', 'right-leg')])
  runningProgram(mia, { name: 'Knee, after the graft', content: acl, first: -3, last: -2, oneRmKg: 52 })
  mia.felt(-3, 'tingling-during-restriction', 'Gone as soon as the cuff was off.')

  const kwame = course(scene, { given: 'Kwame', family: 'Boateng', sex: 'male', age: 37 }, { joined: -9 })
  const both = [
    cuffedLine('Leg press, one leg', 'left-leg'),
    plainLine('Step-up', 'left-leg', { kind: 'kg', loadG: 8_000 }, [8, 8, 8]),
  ]
  const beyond = { kg: 6, reason: 'The next plate down was in use; stopped after the first exercise.' }
  runningProgram(kwame, {
    name: 'Knee, strength again',
    content: version('Meniscus repair, left', both),
    first: -6,
    last: -4,
    oneRmKg: 110,
  }).trained([-3], { beyond })

  const thandi = course(scene, { given: 'Thandiwe', family: 'Mokoena', sex: 'female', age: 43 }, { joined: -12 })
  const wrist = version('Wrist fracture, left', [cuffedLine('Hand grip', 'left-arm')], { goal: 'strength', perWeek: 2 })
  // One of two sessions in this week at most, whatever day of it today is.
  runningProgram(thandi, { name: 'Wrist, grip', content: wrist, first: -10, oneRmKg: 18 })
    .next(-5, 'amendment', ({ prescriptions }) => ({
      prescriptions: [...prescriptions, { ...cuffedLine('Wrist curl, palm up', 'left-arm'), position: 2 }],
    }))
    .submitted(-5)
    .cleared(-4, 'therapist')

  thandi.felt(-1, 'after-effects', 'Cannot close her fist since yesterday evening.', {
    hasSoreness: true,
    hasSwelling: true,
    hasLessRange: true,
    isGrowing: false,
  })

  const hakon = course(scene, { given: 'Håkon', family: 'Lie', sex: 'male', age: 29 }, { joined: -8, trainer: 'both' })
  const bench = version('Pectoral strain, right', [cuffedLine('Triceps push-down', 'right-arm')])
  const mistyped = { reps: 10, why: 'Typed 40 for 30; the counter of the cable machine says 30.' }
  runningProgram(hakon, { name: 'Chest, careful start', content: bench, first: -5, last: -3, oneRmKg: 40 })
    .trained([-2], { beyond: { kg: 2, reason: 'The pin stuck one plate lower; seen after the last set.' } })
    .trained([-1], { mistyped })
}

function closing(scene: RiversideScene): void {
  const elif = course(
    scene,
    { given: 'Elif', family: 'Yıldız', sex: 'female', age: 38 },
    { joined: -17, answers: varicose },
  )
  const hip = version('Hip impingement, left', [cuffedLine('Hip abduction', 'left-leg')], { perWeek: 2 })
  runningProgram(elif, { name: 'Hip, side strength', content: hip, first: -14, oneRmKg: 30, by: 'doctor' })

  const patrick = course(scene, { given: 'Patrick', family: 'O’Shaughnessy', sex: 'male', age: 46 }, { joined: -19 })
  const daily = version(
    'Tibial plateau fracture, right',
    [cuffedLine('Knee extension, last 30 degrees', 'right-leg', { load: { kind: 'rpe', ceiling: 5 } })],
    {
      goal: 'keep-muscle-while-limited',
      perWeek: 4,
      restrictions: {
        range: '30 to 0 degrees',
        weightBearing: 'toe touch only',
        noMaximalTestBefore: scene.calendar.day(0),
      },
    },
  )
  const whys = { 'load-range': 'No weight may be put on the leg yet; effort stays low.' }
  runningProgram(patrick, { name: 'Leg, until it may bear weight', content: daily, first: -16, whys })

  const bence = course(
    scene,
    { given: 'Bence', family: 'Tóth', sex: 'male', age: 33 },
    { joined: -22, trainer: 'both' },
  )
  const tendon = version('Patellar tendon repair, left', [cuffedLine('Leg extension', 'left-leg')])
  runningProgram(bence, { name: 'Tendon, return to sport', content: tendon, first: -19, oneRmKg: 58 })

  const saoirse = course(scene, { given: 'Saoirse', family: 'Flanagan', sex: 'female', age: 22 }, { joined: -23 })
  const sprint = version('Ankle reconstruction, left', [cuffedLine('Calf raise, seated', 'left-leg')], { perWeek: 4 })
  runningProgram(saoirse, { name: 'Ankle, three hard weeks', content: sprint, first: -20, oneRmKg: 60 })
}

function past(scene: RiversideScene): void {
  const viktor = course(scene, { given: 'Viktor', family: 'Nilsson', sex: 'male', age: 28 }, { joined: -27 })
  const five = version('ACL reconstruction, left', [cuffedLine('Leg extension', 'left-leg')], {
    perWeek: 5,
    goal: 'muscle-size',
  })
  runningProgram(viktor, { name: 'Knee, daily block', content: five, first: -24, last: -5, oneRmKg: 72 })

  const beatriz = course(scene, { given: 'Beatriz', family: 'Carvalho', sex: 'female', age: 62 }, { joined: -26 })
  const shoulder = version('Frozen shoulder, right', [cuffedLine('Biceps curl', 'right-arm', { pressure: 50 })], {
    perWeek: 2,
  })
  runningProgram(beatriz, { name: 'Shoulder, keep the arm', content: shoulder, first: -23, oneRmKg: 14 })

  const jiri = course(
    scene,
    { given: 'Jiří', family: 'Dvořák', sex: 'male', age: 54 },
    { joined: -31, answers: treated },
  )
  jiri.screened(-6, treated)
  const walk = version('Meniscus, conservative, right', [cuffedLine('Leg curl, seated', 'right-leg')], { perWeek: 2 })
  runningProgram(jiri, { name: 'Knee without surgery', content: walk, first: -28, oneRmKg: 44, by: 'doctor' })

  const annelies = course(scene, { given: 'Annelies', family: 'De Vries', sex: 'female', age: 40 }, { joined: -27 })
  const grip = version('Tennis elbow, left', [cuffedLine('Wrist curl, palm down', 'left-arm')], { goal: 'endurance' })
  const extension = { days: 14, reason: 'Grip is at 80 % of the other side; two weeks more, load unchanged.' }
  const whys = { window: 'Two more weeks at three sessions a week, then a new test.' }
  runningProgram(annelies, { name: 'Elbow, endurance', content: grip, first: -24, oneRmKg: 9 })
    .next(-4, 'extension', () => ({}), extension)
    .submitted(-4, whys)
    .cleared(-3, 'therapist')
}

function changing(scene: RiversideScene): void {
  const giulia = course(scene, { given: 'Giulia', family: 'Rossi', sex: 'female', age: 35 }, { joined: -12 })
  const content = version('ACL reconstruction, left', [cuffedLine('Leg extension', 'left-leg')], { perWeek: 3 })
  runningProgram(giulia, { name: 'Knee, month four', content, first: -9, oneRmKg: 56 })
    .next(-1, 'amendment', ({ prescriptions }) => ({
      prescriptions: [
        ...prescriptions.map((line) => ({ ...line, load: { kind: 'percent-1rm' as const, percent: 35 } })),
        { ...cuffedLine('Leg curl, seated', 'left-leg'), position: 2 },
      ],
    }))
    .submitted(-1)

  const marek = course(scene, { given: 'Marek', family: 'Havlíček', sex: 'male', age: 51 }, { joined: -21 })
  const block = version('Quadriceps wasting after a cast, right', [cuffedLine('Leg extension', 'right-leg')], {
    perWeek: 5,
  })
  runningProgram(marek, { name: 'Thigh, after the cast', content: block, first: -18, last: -2, oneRmKg: 38 })
    .next(-1, 'step-down', ({ schedule }) => ({ schedule: { ...schedule, sessionsPerWeek: 2 } }))
    .submitted(-1)

  const seun = course(
    scene,
    { given: 'Oluwaseun', family: 'Adébáyọ̀', sex: 'male', age: 32 },
    { joined: -22, trainer: 'both' },
  )
  const block4 = version('Achilles repair, left', [cuffedLine('Calf raise, seated', 'left-leg')], { perWeek: 4 })
  const extension = { days: 7, reason: 'One week was lost to a cold; the calf still measures 2 cm less.' }
  const whys = { frequency: 'Seven days more at the same dose, no longer.', window: 'Seven days more.' }
  runningProgram(seun, { name: 'Achilles, return to running', content: block4, first: -19, last: -3, oneRmKg: 48 })
    .next(-1, 'extension', () => ({}), extension)
    .submitted(-1, whys)
}
