/** What was taken of a client as Observations: pressures by LOINC, everything in UCUM, beside what was typed. */
import { isRow, numberIn, type RecordRow, rowsIn, wordsIn } from '~/domain/whole-record'
import {
  coded,
  extensionsOf,
  given,
  performedBy,
  plain,
  quantity,
  type Reference,
  type Resource,
  refer,
  systems,
  textOnly,
} from './fhir-values'

const vital = [coded(systems.category, 'vital-signs', 'Vital Signs')]
const activity = [coded(systems.category, 'activity', 'Activity')]

type Pressure = { id: string; subject: Reference; systolic: number; diastolic: number; at: string }

/** A blood pressure as the panel 85354-9, which our own import reads back. */
function bloodPressure({ id, subject, systolic, diastolic, at }: Pressure, more: object = {}): Resource {
  const part = (code: string, display: string, value: number) => ({
    code: coded(systems.loinc, code, display),
    valueQuantity: quantity(value, 'mm[Hg]', 'mmHg'),
  })
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    category: vital,
    code: coded(systems.loinc, '85354-9', 'Blood pressure panel with all children optional'),
    subject,
    effectiveDateTime: at,
    component: [
      part('8480-6', 'Systolic blood pressure', systolic),
      part('8462-4', 'Diastolic blood pressure', diastolic),
    ],
    ...more,
  }
}

/** An entry that was struck through stays to be read, as one in error. */
export const statusOf = (row: RecordRow) => (rowsIn(row, 'strikes').length > 0 ? 'entered-in-error' : 'final')

export function observation(row: RecordRow, subject: Reference, more: object): Resource {
  return {
    resourceType: 'Observation',
    id: wordsIn(row, 'id') ?? '',
    status: statusOf(row),
    subject,
    ...given('effectiveDateTime', wordsIn(row, 'occurred_at')),
    ...more,
  }
}

/** During a session, where it was. */
export function during(row: RecordRow): object {
  const id = wordsIn(row, 'session_id')
  return id ? { partOf: [refer('Procedure', id)] } : {}
}

export function occlusionPressure(row: RecordRow, subject: Reference): Resource {
  return observation(row, subject, {
    code: textOnly('Limb occlusion pressure (LOP)'),
    valueQuantity: quantity(numberIn(row, 'pressure_mmhg') ?? 0, 'mm[Hg]', 'mmHg'),
    ...performedBy(row, 'measured_by'),
    ...extensionsOf(row, ['occurred_at', 'measured_by', 'pressure_mmhg']),
  })
}

export function pressureReading(row: RecordRow, subject: Reference): Resource {
  const at = wordsIn(row, 'occurred_at') ?? ''
  const [systolic, diastolic] = [numberIn(row, 'systolic') ?? 0, numberIn(row, 'diastolic') ?? 0]
  return bloodPressure(
    { id: wordsIn(row, 'id') ?? '', subject, systolic, diastolic, at },
    {
      ...performedBy(row, 'taken_by'),
      ...extensionsOf(row, ['systolic', 'diastolic', 'occurred_at', 'taken_by']),
    },
  )
}

export function loggedSet(row: RecordRow, subject: Reference): Resource {
  const part = (text: string, value: number | null, code: string, unit?: string) =>
    value === null ? [] : [{ code: textOnly(text), valueQuantity: quantity(value, code, unit) }]
  const loadG = numberIn(row, 'load_g')
  return observation(row, subject, {
    category: activity,
    code: textOnly(`Set: ${wordsIn(row, 'exercise') ?? ''}`),
    component: [
      ...part('Repetitions', numberIn(row, 'reps'), '{repetitions}', 'repetitions'),
      ...part('Load', loadG === null ? null : loadG / 1000, 'kg'),
      ...part('RPE', numberIn(row, 'rpe'), '{score}', 'RPE'),
      ...part('Time under restriction', numberIn(row, 'restriction_seconds'), 's'),
      ...part('Pressure of the cuff', numberIn(row, 'pressure_mmhg'), 'mm[Hg]', 'mmHg'),
    ],
    ...performedBy(row, 'logged_by'),
    ...during(row),
    ...extensionsOf(row, [
      'occurred_at',
      'logged_by',
      'session_id',
      'reps',
      'rpe',
      'restriction_seconds',
      'pressure_mmhg',
    ]),
  })
}

export function inflation(row: RecordRow, subject: Reference): Resource {
  const { effectiveDateTime: _, ...rest } = observation(row, subject, {})
  const pressure = numberIn(row, 'pressure_mmhg')
  return {
    ...rest,
    resourceType: 'Observation',
    id: wordsIn(row, 'id') ?? '',
    category: activity,
    code: textOnly(`Cuff on: ${plain(wordsIn(row, 'limb') ?? '')}`),
    effectivePeriod: { start: wordsIn(row, 'on_at'), end: wordsIn(row, 'off_at') },
    ...given('valueQuantity', pressure === null ? null : quantity(pressure, 'mm[Hg]', 'mmHg')),
    ...performedBy(row, 'logged_by'),
    ...during(row),
    ...extensionsOf(row, ['on_at', 'off_at', 'logged_by', 'session_id', 'pressure_mmhg']),
  }
}

/** What was noted of a client between screenings. */
export function notedEvent(row: RecordRow, subject: Reference): Resource {
  return observation(row, subject, {
    code: textOnly(`Noted: ${plain(wordsIn(row, 'kind') ?? '')}`),
    ...given('valueString', wordsIn(row, 'note')),
    ...performedBy(row, 'noted_by'),
    ...extensionsOf(row, ['occurred_at', 'noted_by', 'note']),
  })
}

const body: Record<string, { code: string; display: string; unit: string }> = {
  weight: { code: '29463-7', display: 'Body weight', unit: 'kg' },
  height: { code: '8302-2', display: 'Body height', unit: 'cm' },
  bmi: { code: '39156-5', display: 'Body mass index (BMI) [Ratio]', unit: 'kg/m2' },
}

/** A weight, height, BMI or blood pressure of an imported record; null for another kind of entry. */
export function recordedMeasure(row: RecordRow, subject: Reference): Resource | null {
  const kind = wordsIn(row, 'kind') ?? ''
  const [id, at] = [wordsIn(row, 'id') ?? '', wordsIn(row, 'started_on') ?? '']
  const [systolic, diastolic] = [numberIn(row, 'systolic'), numberIn(row, 'diastolic')]
  const rest = extensionsOf(row, ['kind', 'label', 'started_on', 'systolic', 'diastolic', 'amount', 'unit'])
  if (kind === 'blood-pressure' && systolic !== null && diastolic !== null)
    return bloodPressure({ id, subject, systolic, diastolic, at }, rest)
  const found = body[kind]
  const amount = numberIn(row, 'amount')
  if (!found || amount === null) return null
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    category: vital,
    code: coded(systems.loinc, found.code, found.display),
    subject,
    effectiveDateTime: at,
    valueQuantity: quantity(amount, found.unit),
    ...rest,
  }
}

/** Each reading of a screening: the answers hold them all, and the one that decided where they hold none. */
export function screeningPressures(row: RecordRow, subject: Reference): Resource[] {
  const answers = isRow(row.answers) ? rowsIn(row.answers, 'bloodPressures') : []
  const readings = answers.length > 0 ? answers : [row]
  return readings.flatMap((reading, index) => {
    const [systolic, diastolic] = [numberIn(reading, 'systolic'), numberIn(reading, 'diastolic')]
    if (systolic === null || diastolic === null) return []
    const id = `${wordsIn(row, 'id')}-bp${index + 1}`
    const pressure = { id, subject, systolic, diastolic, at: wordsIn(row, 'occurred_at') ?? '' }
    return [bloodPressure(pressure, performedBy(row, 'screened_by'))]
  })
}
