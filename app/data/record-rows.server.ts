/** A record's lines as rows and as the domain reads them, each way in one place. */
import type { Prisma } from '~/data/generated/client'
import type { CalendarDay } from '~/domain/calendar-day'
import { type ConditionCode, conditionCodes } from '~/domain/conditions'
import type { RecordCondition } from '~/domain/fhir-conditions'
import type { NotUnderstood } from '~/domain/fhir-json'
import type { MedicationClass, RecordMedication } from '~/domain/fhir-medications'
import type { RecordPressure } from '~/domain/fhir-observations'
import type { FhirRecord } from '~/domain/fhir-record'
import { newId } from './id.server'
import { dateOf } from './version-rows.server'

type Row = Omit<Prisma.RecordEntryCreateManyInput, 'clinicId' | 'clientId' | 'importId'>

/** What a screening may rest on first, so that it is there whenever a client is. */
export function entriesOf(record: FhirRecord): Row[] {
  const { weightKg, heightCm, bmi } = record.body
  return [
    ...record.conditions.map(conditionRow),
    ...record.medications.map(medicationRow),
    ...(weightKg ? [bodyRow('weight', 'Weight', weightKg, 'kg')] : []),
    ...(heightCm ? [bodyRow('height', 'Height', heightCm, 'cm')] : []),
    ...(bmi ? [bodyRow('bmi', 'BMI', bmi, 'kg/m²')] : []),
    ...record.bloodPressures.map(pressureRow).reverse(),
    ...record.notUnderstood.map(notUnderstoodRow),
  ]
}

/** A name is read by people; what is longer than any name is cut, and shows that it was. */
function short(text: string): string {
  return text.length <= 500 ? text : `${text.slice(0, 499)}…`
}

function conditionRow(condition: RecordCondition): Row {
  return {
    id: newId(),
    kind: 'condition',
    label: short(condition.label),
    code: condition.code && short(condition.code),
    status: condition.clinicalStatus && short(condition.clinicalStatus),
    startedOn: condition.onsetOn ? dateOf(condition.onsetOn) : null,
    endedOn: condition.endedOn ? dateOf(condition.endedOn) : null,
    isCurrent: condition.isCurrent,
    isHistoryThatCounts: condition.isHistoryThatCounts,
    suggests: condition.suggests,
  }
}

function medicationRow({ label, since, isA }: RecordMedication): Row {
  return {
    id: newId(),
    kind: 'medication',
    label: short(label),
    startedOn: since ? dateOf(since) : null,
    isCurrent: true,
    suggests: isA ? [isA] : [],
  }
}

function bodyRow(
  kind: string,
  label: string,
  { value, measuredOn }: { value: number; measuredOn: CalendarDay },
  unit: string,
): Row {
  return { id: newId(), kind, label, amount: value, unit, startedOn: dateOf(measuredOn) }
}

function pressureRow({ systolic, diastolic, measuredOn }: RecordPressure): Row {
  return {
    id: newId(),
    kind: 'blood-pressure',
    label: 'Blood pressure',
    systolic,
    diastolic,
    unit: 'mmHg',
    startedOn: dateOf(measuredOn),
  }
}

function notUnderstoodRow({ what, why }: NotUnderstood): Row {
  return { id: newId(), kind: 'not-understood', label: short(what), status: short(why) }
}

/** An entry as SQL gives it: days as text. */
export type EntryRow = {
  kind: string
  label: string
  code: string | null
  status: string | null
  startedOn: CalendarDay | null
  endedOn: CalendarDay | null
  isCurrent: boolean
  isHistoryThatCounts: boolean
  suggests: string[]
  systolic: number | null
  diastolic: number | null
  amount: number | null
  unit: string | null
}

export function conditionOfEntry(row: EntryRow): RecordCondition {
  return {
    label: row.label,
    code: row.code,
    system: null,
    clinicalStatus: row.status,
    onsetOn: row.startedOn,
    endedOn: row.endedOn,
    isCurrent: row.isCurrent,
    isHistoryThatCounts: row.isHistoryThatCounts,
    suggests: conditionCodes.filter((code): code is ConditionCode => row.suggests.includes(code)),
  }
}

export function medicationOfEntry({ label, startedOn, suggests }: EntryRow): RecordMedication {
  const classes: MedicationClass[] = ['anticoagulant', 'oestrogen']
  return { label, since: startedOn, isA: classes.find((each) => suggests.includes(each)) ?? null }
}
