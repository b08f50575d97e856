/** What waits on somebody: drafts, submissions of every kind, and what a clinician sent back. */
import { type RiversideScene, newcomer, runningProgram, submittedProgram } from './courses'
import { ClientStory } from './client-story'
import { cuffedLine, plainLine, version, walkingLine } from './doses'
import { ProgramStory } from './program-story'
import { clinicRecord } from './record-file'

export function tellWaiting(scene: RiversideScene): void {
  drafts(scene)
  standard(scene)
  forCare(scene)
  withFindings(scene)
  sentBack(scene)
}

const knee = (exercise = 'Leg extension') => [cuffedLine(exercise, 'left-leg')]

function drafts(scene: RiversideScene): void {
  const ana = newcomer(scene, -1, { given: 'Ana', family: 'Lindqvist', sex: 'female', age: 34 })
  new ProgramStory(ana, -1, 'Knee, return from injury', version('ACL reconstruction, left', knee()))

  const priya = { given: 'Priya', family: 'Raghunathan', sex: 'female', age: 29 } as const
  const back = version('Low back pain, no radiation', [plainLine('Plank', null, { kind: 'none' }, [1, 1, 1])])
  new ProgramStory(new ClientStory(scene, priya, 'trainer').added(-2, priya), -2, 'Back, first weeks', back)

  const soren = newcomer(scene, -3, { given: 'Søren', family: 'Kjærgaard', sex: 'male', age: 52 }, { trainer: 'both' })
  const elbow = version('Tennis elbow, right', [cuffedLine('Wrist curl, palm down', 'right-arm')], { goal: 'strength' })
  new ProgramStory(soren, -2, 'Elbow, strength', elbow)

  const tomas = { given: 'Tomás', family: 'Herrera-Núñez' }
  const record = clinicRecord(scene.calendar, {
    ...tomas,
    number: 'NHS-448-219',
    sex: 'male',
    age: 68,
    conditions: [
      { label: 'Essential hypertension', snomed: '59621000', sinceDays: 390 },
      { label: 'Deep venous thrombosis of leg', snomed: '128053003', sinceDays: 380, endedDays: 300 },
    ],
    pressures: [
      { systolic: 148, diastolic: 88, days: 200 },
      { systolic: 142, diastolic: 86, days: 60 },
    ],
    bmi: 27.4,
  })
  new ClientStory(scene, tomas, 'trainer').imported(-1, record)
}

function standard(scene: RiversideScene): void {
  const zoe = newcomer(scene, -70, { given: 'Zoë', family: 'Ó Ceallaigh', sex: 'female', age: 27 })
  const ankle = [plainLine('Calf raise, standing', 'right-leg', { kind: 'kg', loadG: 20_000 })]
  const course = { name: 'Ankle, back to running', content: version('Ankle sprain, right', ankle, { perWeek: 2 }) }
  runningProgram(zoe, { ...course, first: -66, last: -58 }).stopped(-56, 'Moved to another clinic for two months')
  zoe.screened(-3)
  const content = version('Ankle sprain, right', [cuffedLine('Calf raise, seated', 'right-leg')])
  submittedProgram(zoe, -3, { name: 'Ankle, second try', content, oneRmKg: 62 })

  const hina = newcomer(scene, -44, { given: 'Hina', family: 'Takahashi', sex: 'female', age: 31 }, { trainer: 'both' })
  const hip = version('Labral repair, left hip', [cuffedLine('Hip abduction', 'left-leg')], {
    procedure: { name: 'Arthroscopic labral repair', on: scene.calendar.day(-75) },
  })
  submittedProgram(hina, -43, { name: 'Hip, first try', content: hip }).cleared(-41, 'therapist')
  hina.screened(-2)
  submittedProgram(hina, -2, { name: 'Hip, after the journey', content: hip, oneRmKg: 34 })
}

function forCare(scene: RiversideScene): void {
  const margaret = newcomer(scene, -2, { given: 'Margaret', family: 'Whitcombe', sex: 'female', age: 66 }).joinedBy(
    -2,
    'therapist',
  )
  const replaced = version(
    'Knee replacement, right',
    [cuffedLine('Leg press, one leg', 'right-leg'), walkingLine('right-leg')],
    {
      procedure: { name: 'Total knee replacement', on: scene.calendar.day(-120) },
      goal: 'keep-muscle-while-limited',
      perWeek: 2,
    },
  )
  submittedProgram(margaret, -2, { name: 'New knee, keep the muscle', content: replaced, oneRmKg: 48 })

  const felix = newcomer(
    scene,
    -1,
    { given: 'Félix', family: 'Beaulieu-Martin', sex: 'male', age: 41 },
    { answers: { bmi: 33.1 } },
  )
  const content = version('Patellofemoral pain, left', knee(), { goal: 'strength', perWeek: 2 })
  submittedProgram(felix, -1, { name: 'Knee cap, strength', content, oneRmKg: 70 })

  const pressure = {
    bloodPressures: [
      { systolic: 152, diastolic: 93 },
      { systolic: 146, diastolic: 91 },
    ],
  }
  const hypertension = { conditions: [{ code: 'hypertension' as const, limb: null }], ...pressure }
  const gabor = newcomer(
    scene,
    -2,
    { given: 'Gábor', family: 'Szentpéteri', sex: 'male', age: 58 },
    { answers: { ...hypertension, note: 'On one tablet since spring; his GP agrees to exercise.' } },
  ).joinedBy(-2, 'doctor')
  const curl = version('Distal biceps repair, right', [cuffedLine('Biceps curl', 'right-arm', { pressure: 50 })])
  submittedProgram(gabor, -2, { name: 'Elbow, after the repair', content: curl, oneRmKg: 24 })

  const edith = { given: 'Edith', family: 'Halloran' }
  const record = clinicRecord(scene.calendar, {
    ...edith,
    number: 'NHS-731-006',
    sex: 'female',
    age: 63,
    conditions: [
      { label: 'Essential hypertension', snomed: '59621000', sinceDays: 395 },
      { label: 'Acute bronchitis', snomed: '10509002', sinceDays: 250, endedDays: 236 },
    ],
    pressures: [{ systolic: 138, diastolic: 84, days: 35 }],
    bmi: 26.2,
  })
  const story = new ClientStory(scene, edith, 'trainer').imported(-6, record).screened(-5, {
    conditions: hypertension.conditions,
    bloodPressures: [{ systolic: 134, diastolic: 82 }],
  })
  const stand = version('Hip replacement, left', [cuffedLine('Leg press, one leg', 'left-leg', { pressure: 50 })], {
    perWeek: 2,
  })
  submittedProgram(story, -5, { name: 'Hip, up the stairs again', content: stand, oneRmKg: 41 })
}

function withFindings(scene: RiversideScene): void {
  const luca = newcomer(scene, -1, { given: 'Luca', family: 'D’Angelo', sex: 'male', age: 31 }).joinedBy(
    -1,
    'therapist',
  )
  const high = version('ACL reconstruction, left', [cuffedLine('Leg extension', 'left-leg', { pressure: 90 })])
  const whys = { pressure: 'No muscle response at 80 % over two weeks elsewhere; he tolerates it well.' }
  submittedProgram(luca, -1, { name: 'Knee, more pressure', content: high, oneRmKg: 66, whys })

  const nkechi = newcomer(scene, -4, { given: 'Nkechi', family: 'Obiora', sex: 'female', age: 36 })
  const byFeel = [cuffedLine('Leg curl, seated', 'left-leg', { load: { kind: 'rpe', ceiling: 6 } })]
  const unmeasured = { 'load-range': 'No maximal test before week 12 after surgery; effort is kept at 6 or less.' }
  const content = version('Meniscus repair, left', byFeel, {
    procedure: { name: 'Meniscus repair', on: scene.calendar.day(-48) },
    restrictions: { range: '0 to 90 degrees', weightBearing: 'as tolerated', noMaximalTestBefore: null },
  })
  submittedProgram(nkechi, -4, { name: 'Meniscus, by feel', content, whys: unmeasured })

  const yusuf = newcomer(scene, -1, { given: 'Yusuf', family: 'Karadağ', sex: 'male', age: 48 })
  const five = cuffedLine('Leg press, one leg', 'right-leg', {
    reps: [30, 15, 15, 15, 15],
    restSeconds: 75,
    minutes: 9,
  })
  const long = {
    'set-count': 'A fifth set, as he plateaued on four.',
    'rest-between-sets': 'He needs longer between sets with his breathing.',
  }
  const goal = version('Quadriceps tendon tear, right', [five], { goal: 'muscle-size' })
  submittedProgram(yusuf, -1, { name: 'Thigh, size', content: goal, oneRmKg: 88, whys: long })
}

function sentBack(scene: RiversideScene): void {
  const chloe = newcomer(scene, -6, { given: 'Chloé', family: 'Marchand', sex: 'female', age: 33 })
  const content = version('Patellar tendon pain, left', [cuffedLine('Leg press, one leg', 'left-leg', { minutes: 10 })])
  submittedProgram(chloe, -6, { name: 'Jumper’s knee', content, oneRmKg: 95 }).decided(
    -5,
    'changes-requested',
    'therapist',
    {
      reason: 'Please start with two sessions a week: the tendon was still swollen on Monday.',
      comments: ['Ten minutes of cuff is the end of the range. Begin with eight, and keep the knee above 60°.'],
    },
  )

  const dmitri = newcomer(scene, -8, { given: 'Dmitri', family: 'Volkov-Hansen', sex: 'male', age: 55 })
  const row = version('Rotator cuff repair, left', [cuffedLine('Biceps curl', 'left-arm')], { perWeek: 3 })
  submittedProgram(dmitri, -7, { name: 'Shoulder, keep the arm', content: row, oneRmKg: 22 })
    .decided(-5, 'changes-requested', 'both', {
      reason: 'Name the surgeon’s limits on range before this goes on.',
      comments: ['The arm hangs at the bottom of a curl: say how far it may be let down, or have it rest on a table.'],
    })
    .next(-2, 'new', ({ restrictions }) => ({
      restrictions: { ...restrictions, range: 'No lifting above the shoulder' },
    }))

  const bronia = newcomer(scene, -9, { given: 'Bronisława', family: 'Nowicka', sex: 'female', age: 62 })
  const squat = version('Osteoarthritis, both knees', [
    cuffedLine('Leg extension', 'right-leg', { load: { kind: 'percent-1rm', percent: 45 } }),
  ])
  const heavy = { 'load-range': 'She wants to be stronger before the summer.' }
  submittedProgram(bronia, -9, { name: 'Knees, stronger', content: squat, oneRmKg: 36, whys: heavy }).decided(
    -7,
    'declined',
    'therapist',
    {
      reason: 'Too heavy with this cartilage. Strength work without restriction first, please.',
    },
  )

  const aicha = newcomer(scene, -5, { given: 'Aïcha', family: 'Benmoussa', sex: 'female', age: 30 })
  const wrong = version('Ankle fracture, left', [cuffedLine('Calf raise, seated', 'right-leg')])
  submittedProgram(aicha, -5, { name: 'Ankle, calf', content: wrong }).withdrawn(-5)
  const right = version('Ankle fracture, left', [cuffedLine('Calf raise, seated', 'left-leg')])
  new ProgramStory(aicha, -4, 'Ankle, calf of the left', right)
}
