/** A program as its form has it, all text, and as the content of a version; each way without loss. */
import { isExtensionInRange } from './rehab-window'
import type { Prescription } from './prescription'
import { lineFields, readLine, type TypedLine } from './typed-line'
import { type Mistake, Reading, type Typed } from './typed-values'
import { inUnit, type LoadUnit, parseLoad, unitOfForm } from './units'
import { goals, type Schedule, type VersionContent, type VersionKind } from './version'

/** How a schedule is said: so many times a week, or every day once or more. */
export const rhythms = ['week', 'day'] as const
type Rhythm = (typeof rhythms)[number]

export const headFields = [
  'name',
  'goal',
  'diagnosis',
  'procedureName',
  'procedureOn',
  'range',
  'weightBearing',
  'noMaximalTestBefore',
  'rhythm',
  'sessionsPerWeek',
  'sessionsPerDay',
  'weeks',
  'extensionDays',
  'extensionReason',
] as const
export type HeadField = (typeof headFields)[number]
export type TypedProgram = Typed<HeadField> & { lines?: readonly (TypedLine | undefined)[] | undefined }

/** With what a form has beside the version itself; `loadUnit` is what its loads were typed in. */
export type TypedForm = TypedProgram & { supervisedBy?: string | undefined; loadUnit?: string | undefined }

export const mostLines = 40

/** `content` is null while anything is wrong; `lines` and `schedule` are what can be read of it all the same. */
export type ProgramRead = {
  content: VersionContent | null
  /** Empty where the program has its name already. */
  name: string
  extensionReason: string | null
  lines: (Prescription | null)[]
  schedule: Schedule | null
  mistakes: Mistake[]
}

/** A form that was kept, to go on in `unit`: what was typed in another one says so from now on. */
export function inUnitOf(kept: TypedForm, unit: LoadUnit): TypedForm {
  const typedIn = unitOfForm(kept.loadUnit, unit)
  if (typedIn === unit) return kept
  const lines = kept.lines?.map((line) => {
    const isBare = line?.loadKind === 'kg' && /^[\d.,]+$/.test(line.load ?? '')
    return isBare ? { ...line, load: `${line.load} ${typedIn}` } : line
  })
  return { ...kept, lines, loadUnit: unit }
}

/** A load without a unit of its own is in `unit`; `isNew`: the program is raised with it, and so is named. */
export type Expected = { kind: VersionKind; unit: LoadUnit; isNew: boolean }

/** What is typed, as a version of this kind. */
export function readProgram(typed: TypedProgram, { kind, unit, isNew }: Expected): ProgramRead {
  const read = new Reading<HeadField>(typed)
  const lines = (typed.lines ?? []).map((line, index) => readLine(line ?? {}, index + 1, unit))
  const schedule = readSchedule(read)
  const head = readHead(read, kind)
  const name = isNew ? read.text('name', 200, 'Name the program, like “Knee, return from injury”.') : ''
  const extensionReason = kind === 'extension' ? read.text('extensionReason', 1000, 'Write why it goes on.') : null
  const ofLines = lines.flatMap(({ mistakes }, index) =>
    mistakes.map(({ path, says }) => ({ path: ['lines', index, ...path], says })),
  )
  const mistakes: Mistake[] = [...read.mistakes, ...ofLines]
  if (lines.length === 0) mistakes.push({ path: ['lines'], says: 'Add at least one exercise.' })
  if (lines.length > mostLines) mistakes.push({ path: ['lines'], says: `A program has at most ${mostLines} lines.` })
  const prescriptions = lines.flatMap(({ line }) => line ?? [])
  return {
    content: mistakes.length === 0 && schedule ? { ...head, schedule, prescriptions } : null,
    name,
    extensionReason,
    lines: lines.map(({ line }) => line),
    schedule,
    mistakes,
  }
}

function readHead(read: Reading<HeadField>, kind: VersionKind): Omit<VersionContent, 'schedule' | 'prescriptions'> {
  const procedureName = read.text('procedureName', 200)
  const procedureOn = read.day('procedureOn')
  if (procedureOn && !procedureName) read.wrong('procedureName', 'Name the procedure of that day.')
  return {
    kind,
    goal: read.choice('goal', goals, 'Choose the goal.') ?? 'strength',
    diagnosis: read.text('diagnosis', 500, 'Type what the client is treated for.'),
    procedure: procedureName ? { name: procedureName, on: procedureOn } : null,
    restrictions: {
      range: read.text('range', 200) || null,
      weightBearing: read.text('weightBearing', 200) || null,
      noMaximalTestBefore: read.day('noMaximalTestBefore'),
    },
    extensionDays: kind === 'extension' ? readExtension(read) : null,
  }
}

function readExtension(read: Reading<HeadField>): number {
  const days = Number(read.typedAs('extensionDays'))
  if (isExtensionInRange(days)) return days
  read.wrong('extensionDays', 'An extension is 1 to 21 days.')
  return 0
}

/** Every day is seven days a week; where no rhythm was chosen, the week counts as it is typed. */
function readSchedule(read: Reading<HeadField>): Schedule | null {
  const isDaily = read.choice('rhythm', rhythms) === 'day'
  const missing = 'Type how often a day.'
  const sessionsPerDay = read.number('sessionsPerDay', { least: 1, most: isDaily ? 3 : 5, missing })
  const sessionsPerWeek = isDaily
    ? sessionsPerDay && 7 * sessionsPerDay
    : read.number('sessionsPerWeek', { least: 1, most: 21, missing: 'Type how often a week.' })
  const weeks = read.number('weeks', { least: 1, most: 52, missing: 'Type for how many weeks.' })
  return sessionsPerWeek && sessionsPerDay && weeks ? { sessionsPerWeek, sessionsPerDay, weeks } : null
}

/** What the form starts from, so that saving it untouched changes nothing. */
export function typeProgram(content: VersionContent, unit: LoadUnit): Typed<HeadField> & { lines: TypedLine[] } {
  const { procedure, restrictions, schedule } = content
  return {
    goal: content.goal,
    diagnosis: content.diagnosis,
    procedureName: procedure?.name,
    procedureOn: procedure?.on ?? undefined,
    range: restrictions.range ?? undefined,
    weightBearing: restrictions.weightBearing ?? undefined,
    noMaximalTestBefore: restrictions.noMaximalTestBefore ?? undefined,
    rhythm: rhythmOf(schedule),
    sessionsPerWeek: String(schedule.sessionsPerWeek),
    sessionsPerDay: String(schedule.sessionsPerDay),
    weeks: String(schedule.weeks),
    extensionDays: content.extensionDays === null ? undefined : String(content.extensionDays),
    lines: content.prescriptions.map((line) => typeLine(line, unit)),
  }
}

function rhythmOf({ sessionsPerWeek, sessionsPerDay }: Schedule): Rhythm {
  return sessionsPerWeek === 7 * sessionsPerDay ? 'day' : 'week'
}

function typeLine(line: Prescription, unit: LoadUnit): TypedLine {
  const { restriction, aerobic, load } = line
  const values: Record<(typeof lineFields)[number], string | number | null | undefined> = {
    exercise: line.exercise,
    mode: line.mode,
    limb: line.limb,
    loadKind: load.kind,
    load: typeLoad(load, unit),
    reps: line.reps.join('-'),
    restSeconds: line.restSeconds,
    tempoSeconds: line.tempoSeconds,
    pressureKind: restriction?.pressure.kind,
    pressure: restriction?.pressure.kind === 'mmhg' ? restriction.pressure.mmhg : restriction?.pressure.percent,
    cuffWidthCm: restriction?.cuffWidthCm,
    restrictionMinutes: restriction?.restrictionMinutes,
    reperfusionSeconds: restriction?.reperfusionSeconds,
    aerobicPercent: aerobic?.intensityPercent,
    aerobicMinutes: aerobic?.minutes,
  }
  return Object.fromEntries(lineFields.map((name) => [name, values[name]?.toString()]))
}

function typeLoad(load: Prescription['load'], unit: LoadUnit): string | undefined {
  if (load.kind === 'percent-1rm') return String(load.percent)
  if (load.kind === 'rpe') return String(load.ceiling)
  return load.kind === 'kg' ? typeWeight(load.loadG, unit) : undefined
}

/** To two decimals, as it is shown; to three where two would not be read as the same grams again. */
function typeWeight(loadG: number, unit: LoadUnit): string {
  const shown = String(inUnit(loadG, unit))
  if (parseLoad(shown, unit)?.loadG === loadG) return shown
  return unit === 'kg' ? (loadG / 1000).toFixed(3) : (loadG / 453.59237).toFixed(3)
}
