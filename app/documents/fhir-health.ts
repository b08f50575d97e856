/** What is known of a client's health: conditions, medication, questionnaires, red flags and what went wrong. */
import { conditions, type ConditionCode } from '~/domain/conditions'
import { isRow, type RecordRow, rowsIn, wordsIn } from '~/domain/whole-record'
import { recordedMeasure, screeningPressures } from './fhir-observations'
import { coded, extensionsOf, given, plain, practitioner, type Reference, type Resource, textOnly } from './fhir-values'

const terminology = 'http://terminology.hl7.org/CodeSystem'
const clinicalStatuses = ['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved']
const overStatuses = ['inactive', 'remission', 'resolved']

/** A line of an imported record as it came. */
export function recordEntry(row: RecordRow, subject: Reference): Resource {
  const kind = wordsIn(row, 'kind')
  const measured = recordedMeasure(row, subject)
  if (measured) return measured
  if (kind === 'condition') return recordedCondition(row, subject)
  if (kind === 'medication') return recordedMedication(row, subject)
  return basic(row, subject, `Imported record: ${plain(kind ?? 'entry')}`)
}

function recordedCondition(row: RecordRow, subject: Reference): Resource {
  const [status, code, ended] = [wordsIn(row, 'status'), wordsIn(row, 'code'), wordsIn(row, 'ended_on')]
  const known = status && clinicalStatuses.includes(status) ? status : null
  // R4 (con-4): what has an end is not called active, so such an end stands beside it.
  const isOver = known !== null && overStatuses.includes(known)
  return {
    resourceType: 'Condition',
    id: wordsIn(row, 'id') ?? '',
    ...given('clinicalStatus', known && { coding: [{ system: `${terminology}/condition-clinical`, code: known }] }),
    category: [coded(`${terminology}/condition-category`, 'problem-list-item', 'Problem List Item')],
    code: { ...(code ? { coding: [{ code }] } : {}), text: wordsIn(row, 'label') ?? '' },
    subject,
    ...given('onsetDateTime', wordsIn(row, 'started_on')),
    ...given('abatementDateTime', isOver || !known ? ended : null),
    ...extensionsOf(row, [
      'kind',
      'label',
      'code',
      'started_on',
      ...(known ? ['status'] : []),
      ...(isOver || !known ? ['ended_on'] : []),
    ]),
  }
}

function recordedMedication(row: RecordRow, subject: Reference): Resource {
  return {
    resourceType: 'MedicationStatement',
    id: wordsIn(row, 'id') ?? '',
    status: 'active',
    medicationCodeableConcept: textOnly(wordsIn(row, 'label') ?? ''),
    subject,
    ...given('effectiveDateTime', wordsIn(row, 'started_on')),
    ...extensionsOf(row, ['kind', 'label', 'started_on']),
  }
}

type Item = { linkId: string; text: string; answer?: object[]; item?: Item[] }

/** Whatever was answered, as items of a questionnaire: a list is several of one kind, what is nested stays so. */
function itemsOf(row: RecordRow, path = ''): Item[] {
  return Object.entries(row).flatMap(([name, value]) => {
    const linkId = path ? `${path}.${name}` : name
    const text = plain(name.replaceAll(/[a-z][A-Z]/g, ([a, b]) => `${a} ${b?.toLowerCase()}`))
    const values = Array.isArray(value) ? value : [value]
    return values.flatMap((one, index) =>
      itemOf({ linkId: values.length > 1 ? `${linkId}.${index + 1}` : linkId, text }, one),
    )
  })
}

function itemOf(named: { linkId: string; text: string }, value: unknown): Item[] {
  if (isRow(value)) {
    const item = itemsOf(value, named.linkId)
    return item.length > 0 ? [{ ...named, item }] : []
  }
  if (typeof value === 'boolean') return [{ ...named, answer: [{ valueBoolean: value }] }]
  if (typeof value === 'number') return [{ ...named, answer: [{ valueDecimal: value }] }]
  return typeof value === 'string' && value.trim() ? [{ ...named, answer: [{ valueString: value }] }] : []
}

type Asked = { by: string; title: string; items: RecordRow; placed: string[] }

function questionnaire(row: RecordRow, subject: Reference, { by, title, items, placed }: Asked): Resource {
  const author = wordsIn(row, by)
  return {
    resourceType: 'QuestionnaireResponse',
    id: wordsIn(row, 'id') ?? '',
    status: 'completed',
    subject,
    ...given('authored', wordsIn(row, 'occurred_at')),
    ...given('author', author && practitioner(author)),
    item: [{ linkId: 'all', text: title, item: itemsOf(items) }],
    ...extensionsOf(row, [by, 'occurred_at', ...placed]),
  }
}

/** The answers as they were given, each blood pressure, and of the newest screening the conditions that were confirmed. */
export function screening(row: RecordRow, subject: Reference): Resource[] {
  const items = {
    answers: row.answers,
    outcomes: rowsIn(row, 'screening_outcomes'),
    reasons: rowsIn(row, 'reasons'),
    note: row.note,
  }
  const placed = ['answers', 'screening_outcomes', 'reasons', 'note', 'is_newest']
  return [
    questionnaire(row, subject, { by: 'screened_by', title: 'Screening', items, placed }),
    ...screeningPressures(row, subject),
    ...(row.is_newest === true ? confirmedConditions(row, subject) : []),
  ]
}

function confirmedConditions(row: RecordRow, subject: Reference): Resource[] {
  const confirmed = isRow(row.answers) ? rowsIn(row.answers, 'conditions') : []
  return confirmed.map(({ code, limb }, index) => ({
    resourceType: 'Condition',
    id: `${wordsIn(row, 'id')}-c${index + 1}`,
    clinicalStatus: { coding: [{ system: `${terminology}/condition-clinical`, code: 'active' }] },
    verificationStatus: { coding: [{ system: `${terminology}/condition-ver-status`, code: 'confirmed' }] },
    category: [coded(`${terminology}/condition-category`, 'encounter-diagnosis', 'Encounter Diagnosis')],
    code: textOnly(conditions[code as ConditionCode]?.name ?? plain(String(code))),
    ...(typeof limb === 'string' ? { bodySite: [textOnly(plain(limb))] } : {}),
    subject,
    ...given('recordedDate', wordsIn(row, 'occurred_at')),
  }))
}

const asked = { placed: ['pain_nrs', 'sleep', 'signs', 'other_symptom', 'verdict', 'note', 'due_hour'] }

export function sessionCheck(row: RecordRow, subject: Reference): Resource {
  const { pain_nrs, sleep, signs, other_symptom, verdict } = row
  const items = { pain_nrs, sleep, signs, other_symptom, verdict }
  return questionnaire(row, subject, { by: 'checked_by', title: 'Check before a session', items, ...asked })
}

export function checkIn(row: RecordRow, subject: Reference): Resource {
  const { pain_nrs, signs, note, due_hour, has_soreness, has_swelling, has_less_range, is_growing } = row
  const items = { due_hour, pain_nrs, has_soreness, has_swelling, has_less_range, is_growing, signs, note }
  const placed = [...asked.placed, 'has_soreness', 'has_swelling', 'has_less_range', 'is_growing']
  return questionnaire(row, subject, { by: 'answered_by', title: 'Check-in after a session', items, placed })
}

export function redFlag(row: RecordRow, subject: Reference): Resource {
  const author = wordsIn(row, 'raised_by')
  return {
    resourceType: 'Flag',
    id: wordsIn(row, 'id') ?? '',
    status: row.is_answered === true ? 'inactive' : 'active',
    code: textOnly(`Red flag: ${plain(wordsIn(row, 'sign') ?? '')}`),
    subject,
    period: { start: wordsIn(row, 'occurred_at') },
    ...given('author', author && practitioner(author)),
    ...extensionsOf(row, ['occurred_at', 'raised_by', 'is_answered']),
  }
}

export function adverseEvent(row: RecordRow, subject: Reference): Resource {
  const recorder = wordsIn(row, 'recorded_by')
  return {
    resourceType: 'AdverseEvent',
    id: wordsIn(row, 'id') ?? '',
    actuality: 'actual',
    event: textOnly(plain(wordsIn(row, 'kind') ?? '')),
    subject,
    ...given('date', wordsIn(row, 'occurred_at')),
    ...given('recorder', recorder && practitioner(recorder)),
    ...extensionsOf(row, ['occurred_at', 'recorded_by']),
  }
}

/** What R4 has no resource for: a code in words, whose it is, when, and every column as an extension. */
export function basic(row: RecordRow, subject: Reference, says: string): Resource {
  return {
    resourceType: 'Basic',
    id: wordsIn(row, 'id') ?? '',
    code: textOnly(says),
    subject,
    ...given('created', wordsIn(row, 'occurred_at')?.slice(0, 10)),
    ...extensionsOf(row),
  }
}
