/** The conditions of a record: each with its status and its dates, what is over told from what counts all the same. */
import type { CalendarDay } from './calendar-day'
import { meaningsOf } from './condition-meanings'
import type { ConditionCode } from './conditions'
import {
  codingsOf,
  dayOf,
  isModified,
  isObject,
  type Json,
  labelOf,
  type NotUnderstood,
  type Taken,
  textOf,
} from './fhir-json'

export type RecordCondition = {
  label: string
  code: string | null
  system: string | null
  /** As the record says: active, recurrence, relapse, inactive, remission, resolved; null: it does not say. */
  clinicalStatus: string | null
  onsetOn: CalendarDay | null
  endedOn: CalendarDay | null
  isCurrent: boolean
  /** Clots, infarction and stroke count although they are over. */
  isHistoryThatCounts: boolean
  /** What a person may confirm in the screening; empty for what is over and does not count. */
  suggests: ConditionCode[]
}

const currentStatuses = ['active', 'recurrence', 'relapse']
const overStatuses = ['inactive', 'remission', 'resolved']

/** The first of several forms in which FHIR gives a time: a dateTime, a period, an age, a range, a text. */
function timeText(resource: Json, name: 'onset' | 'abatement'): string | null {
  const period = resource[`${name}Period`]
  const fromPeriod = isObject(period) ? textOf(name === 'onset' ? period.start : (period.end ?? period.start)) : null
  const others = ['Age', 'Range', 'Boolean'].some((form) => resource[`${name}${form}`] !== undefined)
  return (
    textOf(resource[`${name}DateTime`]) ?? fromPeriod ?? textOf(resource[`${name}String`]) ?? (others ? 'an age' : null)
  )
}

function whyRefused(resource: Json): string | null {
  if (isModified(resource)) return 'an extension changes its meaning'
  const verification = codingsOf(resource.verificationStatus)[0]?.code
  if (verification === 'refuted') return 'the record says it was ruled out'
  if (verification === 'entered-in-error') return 'the record says it was entered in error'
  return labelOf(resource.code) || codingsOf(resource.code).length > 0 ? null : 'it has no name and no code'
}

function doubts(condition: RecordCondition, resource: Json): NotUnderstood[] {
  const { label, clinicalStatus, isCurrent } = condition
  const [onset, ended] = [timeText(resource, 'onset'), timeText(resource, 'abatement')]
  const found: NotUnderstood[] = []
  const add = (why: string) => found.push({ what: label, why })
  if (clinicalStatus === null || ![...currentStatuses, ...overStatuses].includes(clinicalStatus)) {
    add(isCurrent ? 'no status that is known here; shown as current' : 'no status that is known here; it has an end')
  }
  if (onset && !condition.onsetOn) add(`it began "${onset}", which is no day`)
  if (ended && !condition.endedOn) add(`it ended "${ended}", which is no day`)
  if (ended && currentStatuses.includes(clinicalStatus ?? '')) add('called active, yet it has an end; shown as current')
  return found
}

function readCondition(resource: Json): RecordCondition {
  const codings = codingsOf(resource.code)
  const [first] = codings
  const label = labelOf(resource.code) ?? first?.code ?? ''
  const clinicalStatus = codingsOf(resource.clinicalStatus)[0]?.code ?? null
  const isOver = overStatuses.includes(clinicalStatus ?? '')
  const isCalledCurrent = currentStatuses.includes(clinicalStatus ?? '')
  const isCurrent = isCalledCurrent || (!isOver && timeText(resource, 'abatement') === null)
  const found = meaningsOf({ label, codings })
  return {
    label,
    code: first?.code ?? null,
    system: first?.system || null,
    clinicalStatus,
    onsetOn: dayOf(timeText(resource, 'onset')),
    endedOn: dayOf(timeText(resource, 'abatement')),
    isCurrent,
    isHistoryThatCounts: found.some((meaning) => meaning.countsAsHistory),
    suggests: found.filter((meaning) => isCurrent || meaning.countsAsHistory).map((meaning) => meaning.suggests),
  }
}

export function readConditions(resources: Json[]): Taken<RecordCondition> {
  const read: Taken<RecordCondition> = { taken: [], notUnderstood: [] }
  for (const resource of resources) {
    const why = whyRefused(resource)
    if (why) {
      read.notUnderstood.push({ what: labelOf(resource.code) ?? 'A condition', why })
      continue
    }
    const condition = readCondition(resource)
    read.taken.push(condition)
    read.notUnderstood.push(...doubts(condition, resource))
  }
  return read
}
