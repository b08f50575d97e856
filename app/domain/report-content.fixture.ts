/** A client's progress as a report of it is tried on: a knee over twelve weeks, with a hold, a red flag and a goal. */
import { addDays, type CalendarDay } from './calendar-day'
import type { StrengthKind, StrengthSeries } from './progress'
import type { Progress } from './progress-shown'
import { reportFacts, type ReportGiven, reportMeaning } from './progress-report'
import { symmetrySeries } from './progress-symmetry'
import type { ReportContent } from './report-content'

const today = '2026-11-26'

export function series(
  side: 'left' | 'right',
  points: [on: CalendarDay, kind: StrengthKind, loadKg: number][],
): StrengthSeries {
  return {
    exercise: 'Leg extension',
    side,
    measure: 'one-rm',
    formula: 'epley',
    points: points.map(([on, kind, loadKg]) => ({ on, kind, loadG: loadKg * 1000, reps: kind === 'tested' ? 1 : 8 })),
    notEstimated: side === 'left' ? [{ why: 'restricted', sets: 84 }] : [],
  }
}

const left = series('left', [
  ['2026-09-07', 'tested', 23],
  ['2026-10-12', 'estimated', 26],
  ['2026-11-02', 'estimated', 30],
  ['2026-11-23', 'tested', 34],
])
const right = series('right', [
  ['2026-09-07', 'tested', 41],
  ['2026-11-23', 'tested', 43],
])

const weekOf = (place: number) => addDays('2026-09-07', 7 * place)

export const knee: Progress = {
  exercises: [{ exercise: 'Leg extension', days: 30, lastOn: '2026-11-23', isTested: true }],
  exercise: 'Leg extension',
  range: '90-days',
  bucket: 'day',
  formula: 'epley',
  involved: { side: 'left', limb: 'left-leg', isChosen: false },
  strength: [left, right],
  symmetry: symmetrySeries(left, right),
  endurance: [
    {
      exercise: 'Leg extension',
      side: 'left',
      loadG: 12_500,
      points: [
        { on: '2026-09-08', reps: 14 },
        { on: '2026-11-20', reps: 22 },
      ],
    },
  ],
  girth: [
    {
      site: 'Thigh, 16 cm above the kneecap',
      side: 'left',
      points: [
        { on: '2026-09-07', mm: 480 },
        { on: '2026-11-23', mm: 495 },
      ],
    },
  ],
  force: [],
  motion: [
    {
      movement: 'Knee flexion',
      isPassive: false,
      side: 'left',
      points: [
        { on: '2026-09-07', degrees: 95 },
        { on: '2026-11-23', degrees: 128 },
      ],
    },
  ],
  scores: [
    {
      instrument: 'LEFS',
      side: 'both',
      low: 0,
      high: 8000,
      isHigherBetter: true,
      points: [
        { on: '2026-09-07', hundredths: 4100 },
        { on: '2026-11-23', hundredths: 6350 },
      ],
    },
  ],
  pain: [5, 5, 4, 4, 3, 2].map((nrs, place) => ({ on: weekOf(place * 2), nrs })),
  weeks: Array.from({ length: 11 }, (_, place) => ({
    weekOf: weekOf(place),
    volumeG: place === 6 ? 0 : 1_400_000 + place * 120_000,
    sessions: place === 6 ? 1 : 3,
    planned: 3,
  })),
  work: {
    weeks: [{ from: '2026-11-23', until: '2026-11-29', planned: 3, done: 1, isOver: false }],
    planned: 33,
    kept: 30,
    extra: 1,
  },
  course: {
    clearedOn: ['2026-09-09'],
    holds: [{ from: '2026-10-19', until: '2026-10-22' }],
    windows: [{ openedOn: '2026-09-10', extensionDays: 0, windowDays: 21 }],
    redFlags: ['2026-10-19', '2024-01-05'],
  },
  clearedOn: '2026-09-09',
  goals: [
    { kind: 'one-rm', subject: 'Leg extension', side: 'left', amount: 40_000, setOn: '2026-09-10', setBy: 'Lin Chen' },
    { kind: 'pain', subject: '', side: 'both', amount: 1, setOn: '2026-09-10', setBy: 'Lin Chen' },
    { kind: 'score', subject: 'LEFS', side: 'both', amount: 7000, setOn: '2026-09-10', setBy: 'Lin Chen' },
  ],
}

export const given: ReportGiven = {
  today,
  clinic: 'Riverside Clinic',
  writing: { locale: 'en-GB', units: 'kg', timeZone: 'Europe/Berlin' },
  client: {
    id: '019abc00-0000-7000-8000-00000000c1e0',
    givenName: 'Ana',
    familyName: 'Lindqvist',
    birthDate: '1990-05-04',
    recordNumber: 'R-1004',
  },
  program: {
    name: 'Knee, return from injury',
    status: 'active',
    goal: 'return-from-injury',
    diagnosis: 'ACL reconstruction, left',
    procedureName: 'ACL graft',
    procedureOn: '2026-06-30',
    rangeRestriction: '0 to 90 degrees',
    weightBearing: null,
    startedOn: '2026-09-10',
    endedOn: null,
  },
  decisions: [
    { on: '2025-02-01', outcome: 'cleared', program: 'Shoulder', by: 'Lin Chen', signedAs: 'physical-therapist' },
    {
      on: '2026-09-09',
      outcome: 'cleared-with-limits',
      program: 'Knee, return from injury',
      by: 'Mara Weiss',
      signedAs: 'doctor',
    },
  ],
  adverseEventsOn: ['2026-09-11', '2023-01-01'],
  measuredBy: [
    { kind: 'one-rm', subject: 'Leg extension', by: 'Lin Chen', isImported: false, count: 4, devices: [] },
    { kind: 'one-rm', subject: 'Squat', by: 'Lin Chen', isImported: false, count: 2, devices: [] },
    {
      kind: 'girth',
      subject: 'Thigh, 16 cm above the kneecap',
      by: 'Maya Ruiz',
      isImported: false,
      count: 2,
      devices: ['tape'],
    },
  ],
  progress: [knee],
}

export function contentOf(changes: Partial<ReportGiven> = {}, summary = 'Ana may jog from January.'): ReportContent {
  const addressee = { name: 'Dr Elsewhere', practice: 'Elm Street Practice' }
  return { ...reportFacts({ ...given, ...changes }), addressee, summary, meaning: reportMeaning }
}

/** Nothing on record: a client of today. */
export const nothing: Progress = {
  ...knee,
  exercises: [],
  exercise: null,
  range: 'all',
  involved: null,
  strength: [],
  symmetry: [],
  endurance: [],
  girth: [],
  motion: [],
  scores: [],
  pain: [],
  weeks: [],
  work: { weeks: [], planned: 0, kept: 0, extra: 0 },
  course: { clearedOn: [], holds: [], windows: [], redFlags: [] },
  clearedOn: null,
  goals: [],
}
