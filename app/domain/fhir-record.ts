/** A FHIR R4 record: read whole or refused whole, with everything that was not understood listed. */
import { type RecordCondition, readConditions } from './fhir-conditions'
import { isModified, isObject, type Json, type NotUnderstood, objectsOf, textOf } from './fhir-json'
import { type RecordMedication, readMedications } from './fhir-medications'
import {
  isReadObservation,
  type RecordBody,
  type RecordPressure,
  readBloodPressures,
  readBody,
} from './fhir-observations'
import { type PatientRefusal, type RecordClient, readPatient } from './fhir-patient'

export type FhirRecord = {
  client: RecordClient
  conditions: RecordCondition[]
  /** Oldest first. */
  bloodPressures: RecordPressure[]
  body: RecordBody
  medications: RecordMedication[]
  notUnderstood: NotUnderstood[]
  /** Kinds of resources that this import does not read, and how many there were. */
  notRead: { kind: string; count: number }[]
}

export type RecordRefusal = 'not-a-bundle' | 'no-patient' | 'several-patients' | PatientRefusal

export type FhirReading = { ok: true; record: FhirRecord } | { ok: false; why: RecordRefusal; says: string }

const sentences: Record<RecordRefusal, string> = {
  'not-a-bundle': 'This is not a FHIR R4 bundle, so nothing was imported.',
  'no-patient': 'The file holds no patient, so nothing was imported.',
  'several-patients': 'The file holds more than one patient. Import one record at a time.',
  deceased: 'The record says that this person has died, so nothing was imported.',
  'no-name': 'The record has no name with a given and a family part, so nothing was imported.',
  'no-birth-date': 'The record has no full date of birth, so nothing was imported.',
  'no-record-number': 'The record has no number to know the client by, so nothing was imported.',
}

function refused(why: RecordRefusal): FhirReading {
  return { ok: false, why, says: sentences[why] }
}

type Entry = { kind: string; resource: Json; addresses: string[] }

function entryOf(entry: Json): Entry | null {
  const resource = entry.resource
  const kind = isObject(resource) ? textOf(resource.resourceType) : null
  if (!isObject(resource) || !kind) return null
  const [id, fullUrl] = [textOf(resource.id), textOf(entry.fullUrl)]
  const addresses = [...(fullUrl ? [fullUrl] : []), ...(id ? [`${kind}/${id}`, `urn:uuid:${id}`] : [])]
  return { kind, resource, addresses }
}

const readKinds = ['Patient', 'Condition', 'Observation', 'MedicationRequest', 'MedicationStatement', 'Medication']

function countUnread(entries: Entry[]): FhirRecord['notRead'] {
  const counts = new Map<string, number>()
  for (const { kind, resource } of entries) {
    const isRead = kind === 'Observation' ? isReadObservation(resource) : readKinds.includes(kind)
    if (!isRead) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((one, other) => other.count - one.count)
}

function isAbout(patient: Entry, resource: Json): boolean {
  const subject = isObject(resource.subject) ? textOf(resource.subject.reference) : null
  return subject !== null && patient.addresses.some((address) => subject === address || subject.endsWith(`/${address}`))
}

function strangers(entries: Entry[], patient: Entry): NotUnderstood[] {
  const judged = entries.filter(({ kind }) => readKinds.includes(kind) && kind !== 'Patient' && kind !== 'Medication')
  const about = judged.filter(({ resource }) => !isAbout(patient, resource))
  return about.map(({ kind }) => ({ what: kind, why: 'it is not about this patient' }))
}

function readAbout(patient: Entry, client: RecordClient, entries: Entry[]): FhirRecord {
  const about = (...kinds: string[]) =>
    entries
      .filter(({ kind, resource }) => kinds.includes(kind) && isAbout(patient, resource))
      .map((entry) => entry.resource)
  const drugs = entries.filter(({ kind }) => kind === 'Medication')
  const drugsByAddress = new Map(
    drugs.flatMap(({ addresses, resource }) => addresses.map((each) => [each, resource] as const)),
  )
  const observations = about('Observation')
  const conditions = readConditions(about('Condition'))
  const pressures = readBloodPressures(observations)
  const body = readBody(observations)
  const medications = readMedications(about('MedicationRequest', 'MedicationStatement'), drugsByAddress)
  return {
    client,
    conditions: conditions.taken,
    bloodPressures: pressures.taken,
    body: body.body,
    medications: medications.taken,
    notUnderstood: [conditions, pressures, body, medications].flatMap((read) => read.notUnderstood),
    notRead: countUnread(entries),
  }
}

/**
 * Reads one patient's bundle. Names stay exactly as written, accents and digits too.
 * What is over is not current; clots, infarction and stroke count all the same. Nothing is guessed.
 */
export function readFhirRecord(json: unknown): FhirReading {
  if (!isObject(json) || json.resourceType !== 'Bundle' || !Array.isArray(json.entry)) return refused('not-a-bundle')
  const found = objectsOf(json.entry).map(entryOf)
  const entries = found.filter((entry) => entry !== null)
  const [patient, another] = entries.filter(({ kind }) => kind === 'Patient')
  if (!patient) return refused('no-patient')
  if (another) return refused('several-patients')
  const reading = readPatient(patient.resource)
  if (!reading.ok) return refused(reading.why)
  const record = readAbout(patient, reading.client, entries)
  const empty = json.entry.length - entries.length
  const notUnderstood = [
    ...(isModified(patient.resource) ? [{ what: 'Patient', why: 'an extension changes its meaning' }] : []),
    ...(empty > 0 ? [{ what: `${empty} entries of the file`, why: 'they hold nothing that could be read' }] : []),
    ...strangers(entries, patient),
    ...record.notUnderstood,
  ]
  return { ok: true, record: { ...record, notUnderstood } }
}
