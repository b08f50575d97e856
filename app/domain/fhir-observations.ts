/** Blood pressures and body measures of a record: past values, each with its day, never today's. */
import type { CalendarDay } from './calendar-day'
import {
  dayOf,
  hasCode,
  isModified,
  isObject,
  type Json,
  labelOf,
  type NotUnderstood,
  objectsOf,
  type Taken,
  textOf,
} from './fhir-json'

/** mmHg to the tenth. `measuredAt` is the record's own text, `measuredOn` its day. */
export type RecordPressure = { systolic: number; diastolic: number; measuredAt: string; measuredOn: CalendarDay }

export type Measured = { value: number; measuredAt: string; measuredOn: CalendarDay }

/** The latest of each, with its own day. */
export type RecordBody = { weightKg: Measured | null; heightCm: Measured | null; bmi: Measured | null }

/** LOINC: the panel, its older name, and the two numbers in it, in either order. */
const pressurePanels = ['85354-9', '55284-4']
const systolicCode = '8480-6'
const diastolicCode = '8462-4'

type BodyKind = { name: keyof RecordBody; codes: string[]; factors: Record<string, number> }

const bodyKinds: BodyKind[] = [
  { name: 'weightKg', codes: ['29463-7', '3141-9'], factors: { kg: 1, g: 0.001, '[lb_av]': 0.45359237 } },
  { name: 'heightCm', codes: ['8302-2'], factors: { cm: 1, m: 100, '[in_i]': 2.54 } },
  { name: 'bmi', codes: ['39156-5'], factors: { 'kg/m2': 1 } },
]

const validStatuses = ['final', 'amended', 'corrected', 'preliminary']

function timeOf(resource: Json): { measuredAt: string; measuredOn: CalendarDay } | null {
  const period = resource.effectivePeriod
  const measuredAt =
    textOf(resource.effectiveDateTime) ??
    textOf(resource.effectiveInstant) ??
    (isObject(period) ? textOf(period.start) : null)
  const measuredOn = dayOf(measuredAt)
  const isTime = measuredAt !== null && !Number.isNaN(Date.parse(measuredAt))
  return isTime && measuredOn ? { measuredAt, measuredOn } : null
}

function amountOf(holder: Json | undefined, factors: Record<string, number>): number | null {
  const quantity = holder?.valueQuantity
  if (!isObject(quantity) || typeof quantity.value !== 'number' || quantity.comparator !== undefined) return null
  const factor = factors[textOf(quantity.code) ?? textOf(quantity.unit) ?? '']
  return factor === undefined || !Number.isFinite(quantity.value) ? null : quantity.value * factor
}

function whyRefused(resource: Json): string | null {
  if (isModified(resource)) return 'an extension changes its meaning'
  const status = textOf(resource.status)
  if (!status || !validStatuses.includes(status)) return `its status is ${status ?? 'missing'}`
  return timeOf(resource) ? null : 'it has no day'
}

/**
 * Rounded once and here: a later rounding of 184.549 over 184.55 would show 184.6. No cuff measures finer,
 * and a value at or above a bound in whole mmHg stays there.
 */
function tenthOf(value: number): number {
  return Math.round(value * 10) / 10
}

function pressureOf(resource: Json): RecordPressure | string {
  const time = timeOf(resource)
  const partOf = (code: string) => objectsOf(resource.component).find((part) => hasCode(part.code, [code]))
  const millimetres = { 'mm[Hg]': 1, mmHg: 1 }
  const systolic = amountOf(partOf(systolicCode), millimetres)
  const diastolic = amountOf(partOf(diastolicCode), millimetres)
  if (!time || systolic === null || diastolic === null) return 'systolic and diastolic in mmHg are not both there'
  const isPossible = systolic > diastolic && systolic <= 350 && diastolic >= 10
  return isPossible
    ? { systolic: tenthOf(systolic), diastolic: tenthOf(diastolic), ...time }
    : `${systolic}/${diastolic} is no blood pressure`
}

const bySooner = (one: { measuredAt: string }, other: { measuredAt: string }) =>
  Date.parse(one.measuredAt) - Date.parse(other.measuredAt)

/** Oldest first. */
export function readBloodPressures(observations: Json[]): Taken<RecordPressure> {
  const read: Taken<RecordPressure> = { taken: [], notUnderstood: [] }
  for (const resource of observations) {
    const isPanel = hasCode(resource.code, pressurePanels)
    if (!isPanel && !hasCode(resource.code, [systolicCode, diastolicCode])) continue
    const alone = 'one number alone is not a blood pressure'
    const found = whyRefused(resource) ?? (isPanel ? pressureOf(resource) : alone)
    const what = `Blood pressure of ${textOf(resource.effectiveDateTime) ?? 'an unknown day'}`
    if (typeof found === 'string') read.notUnderstood.push({ what, why: found })
    else read.taken.push(found)
  }
  read.taken.sort(bySooner)
  return read
}

function latestOf(observations: Json[], kind: BodyKind, notUnderstood: NotUnderstood[]): Measured | null {
  const found: Measured[] = []
  for (const resource of observations.filter((each) => hasCode(each.code, kind.codes))) {
    const [time, value] = [timeOf(resource), amountOf(resource, kind.factors)]
    const why = whyRefused(resource)
    if (!why && time && value !== null && value > 0) found.push({ value, ...time })
    else
      notUnderstood.push({
        what: labelOf(resource.code) ?? kind.name,
        why: why ?? 'no number in a unit that is known here',
      })
  }
  return found.sort(bySooner).at(-1) ?? null
}

export function readBody(observations: Json[]): { body: RecordBody; notUnderstood: NotUnderstood[] } {
  const notUnderstood: NotUnderstood[] = []
  const body: RecordBody = { weightKg: null, heightCm: null, bmi: null }
  for (const kind of bodyKinds) body[kind.name] = latestOf(observations, kind, notUnderstood)
  return { body, notUnderstood }
}

/** Whether something here reads observations of this kind. */
export function isReadObservation(resource: Json): boolean {
  const codes = [...pressurePanels, systolicCode, diastolicCode, ...bodyKinds.flatMap((kind) => kind.codes)]
  return hasCode(resource.code, codes)
}
