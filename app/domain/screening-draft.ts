/** A screening drafted from a record: what a person may confirm, with the line it rests on. It decides nothing. */
import { type CalendarDay, daysBetween } from './calendar-day'
import { meanings } from './condition-meanings'
import type { ConditionCode } from './conditions'
import type { RecordCondition } from './fhir-conditions'
import type { NotUnderstood } from './fhir-json'
import type { RecordMedication } from './fhir-medications'

/** What of a record a draft needs; everything in it may come from the database as well as from the file. */
export type RecordForDraft = {
  birthDate: CalendarDay
  conditions: RecordCondition[]
  bloodPressures: { systolic: number; diastolic: number; measuredOn: CalendarDay }[]
  body: { bmi: { value: number; measuredOn: CalendarDay } | null }
  medications: Pick<RecordMedication, 'label' | 'isA'>[]
  notUnderstood: NotUnderstood[]
}

/** `ask`: what the record does not say and the person screening must. */
export type Suggestion = { code: ConditionCode; source: RecordCondition; line: string; ask: string | null }

export type ScreeningDraft = {
  ageYears: number
  suggestions: Suggestion[]
  /** Shown and not suggested: what no rule speaks of, and what is over. */
  shown: { source: RecordCondition; line: string }[]
  /** Past, and never today's reading. */
  lastBloodPressure: { systolic: number; diastolic: number; measuredOn: CalendarDay; line: string } | null
  lastBmi: { value: number; measuredOn: CalendarDay } | null
  anticoagulants: string[]
  oestrogens: string[]
  medications: string[]
  notUnderstood: NotUnderstood[]
}

/** Full years lived. */
export function ageOn(birthDate: CalendarDay, today: CalendarDay): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** The day the draft is made, and the clinic's locale for what it says. */
type Frame = { today: CalendarDay; locale: string }

function dayText(day: CalendarDay, locale: string): string {
  const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(locale, options).format(Date.parse(`${day}T00:00:00Z`))
}

/** "Normal pregnancy: resolved, 19 Jan 2019 to 16 Feb 2019". */
export function conditionLine({ label, clinicalStatus, onsetOn, endedOn }: RecordCondition, locale: string): string {
  const status = clinicalStatus ?? 'status not given'
  if (onsetOn && endedOn) return `${label}: ${status}, ${dayText(onsetOn, locale)} to ${dayText(endedOn, locale)}`
  if (endedOn) return `${label}: ${status}, until ${dayText(endedOn, locale)}`
  return onsetOn ? `${label}: ${status} since ${dayText(onsetOn, locale)}` : `${label}: ${status}, no day given`
}

/** Longer than any three months of the calendar, so that nothing within three months passes as older. */
const threeMonthsInDays = 92

function suggestionOf(code: ConditionCode, source: RecordCondition, { today, locale }: Frame): Suggestion {
  const line = conditionLine(source, locale)
  if (code === 'infarction-recent' && source.onsetOn) {
    const isOld = daysBetween(source.onsetOn, today) > threeMonthsInDays
    return { code: isOld ? 'infarction-old' : code, source, line, ask: null }
  }
  return { code, source, line, ask: meanings.find((meaning) => meaning.suggests === code)?.ask ?? null }
}

function lastPressure(
  pressures: RecordForDraft['bloodPressures'],
  locale: string,
): ScreeningDraft['lastBloodPressure'] {
  const last = pressures.reduce<(typeof pressures)[number] | null>(
    (latest, next) => (latest && latest.measuredOn > next.measuredOn ? latest : next),
    null,
  )
  if (!last) return null
  const { systolic, diastolic, measuredOn } = last
  const numbers = `${Number(systolic.toFixed(1))}/${Number(diastolic.toFixed(1))} mmHg`
  return { systolic, diastolic, measuredOn, line: `${numbers} on ${dayText(measuredOn, locale)}. Measure today's.` }
}

/** Drafts a screening on a day. The record's pressures and BMI are past: today's have to be measured. */
export function draftFromRecord(record: RecordForDraft, frame: Frame): ScreeningDraft {
  const labelsOf = (isA: RecordMedication['isA']) =>
    record.medications.filter((each) => each.isA === isA).map((each) => each.label)
  return {
    ageYears: ageOn(record.birthDate, frame.today),
    suggestions: record.conditions.flatMap((source) =>
      source.suggests.map((code) => suggestionOf(code, source, frame)),
    ),
    shown: record.conditions
      .filter((source) => source.suggests.length === 0)
      .map((source) => ({ source, line: conditionLine(source, frame.locale) })),
    lastBloodPressure: lastPressure(record.bloodPressures, frame.locale),
    lastBmi: record.body.bmi,
    anticoagulants: labelsOf('anticoagulant'),
    oestrogens: labelsOf('oestrogen'),
    medications: record.medications.map((each) => each.label),
    notUnderstood: record.notUnderstood,
  }
}

/** The suggested conditions as answers of a screening, each once; which limb, a person says. */
export function suggestedConditions(draft: ScreeningDraft): { code: ConditionCode; limb: null }[] {
  return [...new Set(draft.suggestions.map(({ code }) => code))].map((code) => ({ code, limb: null }))
}
