/** A client's whole record as a FHIR R4 Bundle of type collection, piece by piece, so that its length costs no memory. */
import {
  membersIn,
  type RecordExport,
  type RecordMember,
  type RecordRow,
  type RecordTable,
  rowsIn,
  wordsIn,
} from '~/domain/whole-record'
import { adverseEvent, basic, checkIn, recordEntry, redFlag, screening, sessionCheck } from './fhir-health'
import { progressReport } from './fhir-documents'
import { measurement } from './fhir-measurements'
import { inflation, loggedSet, notedEvent, occlusionPressure, pressureReading } from './fhir-observations'
import {
  consent,
  decision,
  deviation,
  finding,
  hold,
  prescription,
  program,
  trainingSession,
  version,
} from './fhir-programs'
import {
  base,
  coded,
  extensionsOf,
  given,
  plain,
  practitioner,
  type Reference,
  type Resource,
  refer,
  textOnly,
} from './fhir-values'

type Mapped = Resource | Resource[]

const mappings: Record<RecordTable, (row: RecordRow, subject: Reference, clinicId: string) => Mapped> = {
  clients: patient,
  imports: (row, subject) => basic(row, subject, `Import: ${wordsIn(row, 'kind')}`),
  record_entries: recordEntry,
  screenings: screening,
  client_events: notedEvent,
  red_flags: redFlag,
  adverse_events: adverseEvent,
  lop_measurements: occlusionPressure,
  programs: program,
  versions: version,
  prescriptions: prescription,
  findings: finding,
  decisions: decision,
  consents: consent,
  holds: hold,
  training_sessions: trainingSession,
  session_checks: sessionCheck,
  pressure_readings: pressureReading,
  sets: loggedSet,
  inflations: inflation,
  deviations: deviation,
  deviation_reviews: (row, subject) => basic(row, subject, 'Deviations of a session looked at'),
  check_ins: checkIn,
  check_in_misses: (row, subject) => basic(row, subject, 'Missed check-in'),
  measurements: measurement,
  window_flags: (row, subject) => basic(row, subject, `Rehab window past: ${plain(wordsIn(row, 'severity') ?? '')}`),
  window_reviews: (row, subject) => basic(row, subject, 'Rehab window reviewed: continue unchanged'),
  goals: (row, subject) => basic(row, subject, 'Goal'),
  window_notices: (row, subject) => basic(row, subject, 'Notice of a rehab window'),
  progress_reports: progressReport,
  record_exports: (row, subject) => basic(row, subject, `Record handed out: ${wordsIn(row, 'format')}`),
}

function patient(row: RecordRow, subject: Reference, clinicId: string): Resource[] {
  const id = wordsIn(row, 'id') ?? ''
  const family = wordsIn(row, 'family_name') ?? ''
  const team = rowsIn(row, 'care_team').flatMap((one) => wordsIn(one, 'member_id') ?? [])
  const careTeam: Resource = {
    resourceType: 'CareTeam',
    id,
    status: 'active',
    subject,
    participant: team.map((member) => ({ member: practitioner(member) })),
  }
  return [
    {
      resourceType: 'Patient',
      id,
      identifier: [
        {
          type: coded('http://terminology.hl7.org/CodeSystem/v2-0203', 'MR', 'Medical record number'),
          value: wordsIn(row, 'record_number'),
        },
      ],
      name: [{ use: 'official', family, given: [wordsIn(row, 'given_name')] }],
      gender: wordsIn(row, 'sex'),
      birthDate: wordsIn(row, 'birth_date'),
      managingOrganization: refer('Organization', clinicId),
      ...extensionsOf(row, ['record_number', 'given_name', 'family_name', 'sex', 'birth_date', 'care_team']),
    },
    ...(team.length > 0 ? [careTeam] : []),
  ]
}

function practitionerOf(member: RecordMember): Resource {
  const { licenceNumber, licenceState, licenceValidUntil } = member
  const qualification = {
    identifier: [{ value: licenceNumber }],
    code: textOnly(member.roles.map(plain).join(', ') || 'licence'),
    ...(licenceValidUntil ? { period: { end: licenceValidUntil } } : {}),
    ...(licenceState ? { issuer: { display: licenceState } } : {}),
  }
  return {
    resourceType: 'Practitioner',
    id: member.id,
    active: member.isActive,
    name: [{ text: member.name }],
    ...given('qualification', licenceNumber ? [qualification] : null),
  }
}

/** Who handed it out, to whom, when and why, and where the audit chain stood. */
function provenanceOf(taken: RecordExport): Resource {
  const { recipient, chainSeq, chainHash, timeZone } = taken
  return {
    resourceType: 'Provenance',
    id: taken.id,
    target: [refer('Patient', taken.clientId)],
    recorded: taken.at.toISOString(),
    activity: textOnly('The whole record, handed out'),
    reason: [textOnly(taken.reason)],
    agent: [{ who: practitioner(taken.byId), onBehalfOf: refer('Organization', taken.clinicId) }],
    ...extensionsOf({ recipient, chain_seq: chainSeq, chain_hash: chainHash, time_zone: timeZone }),
  }
}

function entryOf(resource: Resource): string {
  return JSON.stringify({ fullUrl: `${base}/${resource.resourceType}/${resource.id}`, resource })
}

/** A file of the same export may be fetched again, and then tells what is there by then: `at` says when it was. */
type Source = {
  taken: RecordExport
  at: Date
  rows: AsyncIterable<{ table: RecordTable; row: RecordRow }>
  members: (ids: Set<string>) => Promise<RecordMember[]>
}

/** The text of the bundle in pieces. A file that was cut off is no JSON. */
export async function* fhirBundle({ taken, at, rows, members }: Source): AsyncGenerator<string> {
  const subject = refer('Patient', taken.clientId)
  const named = new Set([taken.byId])
  const head = { resourceType: 'Bundle', id: taken.id, type: 'collection', timestamp: at.toISOString() }
  yield `${JSON.stringify(head).slice(0, -1)},"entry":[\n${entryOf(provenanceOf(taken))}`
  yield `,\n${entryOf({ resourceType: 'Organization', id: taken.clinicId, name: taken.clinicName })}`
  for await (const { table, row } of rows) {
    for (const id of membersIn(row)) named.add(id)
    for (const resource of [mappings[table](row, subject, taken.clinicId)].flat()) yield `,\n${entryOf(resource)}`
  }
  for (const member of await members(named)) yield `,\n${entryOf(practitionerOf(member))}`
  yield '\n]}\n'
}
