/** Programs as care plans: each version with its lines, what the rules said of it, who signed what, and what was done. */
import { type RecordRow, rowsIn, wordsIn } from '~/domain/whole-record'
import { statusOf } from './fhir-observations'
import {
  coded,
  extensionsOf,
  given,
  performedBy,
  plain,
  practitioner,
  type Reference,
  type Resource,
  refer,
  textOnly,
} from './fhir-values'

type Status = 'draft' | 'active' | 'on-hold' | 'revoked' | 'completed'

const statuses: Record<string, Status> = {
  'not-started': 'draft',
  active: 'active',
  'on-hold': 'on-hold',
  completed: 'completed',
  stopped: 'revoked',
  draft: 'draft',
  submitted: 'draft',
  'changes-requested': 'revoked',
  declined: 'revoked',
  withdrawn: 'revoked',
  cleared: 'active',
  superseded: 'completed',
  expired: 'revoked',
  revoked: 'revoked',
}

const planStatus = (row: RecordRow, column = 'status') => statuses[wordsIn(row, column) ?? ''] ?? 'unknown'
const idOf = (row: RecordRow, column = 'id') => wordsIn(row, column) ?? ''
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')

export function program(row: RecordRow, subject: Reference): Resource {
  const [start, end] = [wordsIn(row, 'started_at'), wordsIn(row, 'ended_at')]
  return {
    resourceType: 'CarePlan',
    id: idOf(row),
    status: planStatus(row),
    intent: 'plan',
    title: wordsIn(row, 'name') ?? '',
    subject,
    ...(start || end ? { period: { ...given('start', start), ...given('end', end) } } : {}),
    ...given('created', wordsIn(row, 'occurred_at')),
    author: practitioner(idOf(row, 'raised_by')),
    ...extensionsOf(row, ['name', 'started_at', 'ended_at', 'occurred_at', 'raised_by']),
  }
}

/** A version, and the text that was signed as a document of its own: the hash of a signature is of exactly its bytes. */
export function version(row: RecordRow, subject: Reference): Resource[] {
  const content = wordsIn(row, 'content')
  const plan: Resource = {
    resourceType: 'CarePlan',
    id: idOf(row),
    status: planStatus(row),
    intent: wordsIn(row, 'status') === 'cleared' ? 'order' : 'proposal',
    title: `Version ${String(row.number)}: ${plain(wordsIn(row, 'goal') ?? '')}`,
    ...given('description', wordsIn(row, 'diagnosis')),
    subject,
    partOf: [refer('CarePlan', idOf(row, 'program_id'))],
    ...given('created', wordsIn(row, 'occurred_at')),
    author: practitioner(idOf(row, 'author_id')),
    ...extensionsOf(row, ['number', 'goal', 'diagnosis', 'program_id', 'occurred_at', 'author_id', 'content']),
  }
  if (!content) return [plan]
  const attachment = {
    contentType: 'application/json',
    data: base64(content),
    title: `Content of version ${String(row.number)}`,
  }
  return [
    plan,
    {
      resourceType: 'DocumentReference',
      id: idOf(row),
      status: 'current',
      type: textOnly('The content that is signed'),
      subject,
      ...given('date', wordsIn(row, 'submitted_at')),
      content: [{ attachment }],
      ...extensionsOf({ content_format: row.content_format, content_hash: row.content_hash }),
    },
  ]
}

export function prescription(row: RecordRow, subject: Reference): Resource {
  const limb = wordsIn(row, 'limb')
  return {
    resourceType: 'ServiceRequest',
    id: idOf(row),
    status: planStatus(row, 'version_status'),
    intent: 'plan',
    code: textOnly(wordsIn(row, 'exercise') ?? ''),
    subject,
    basedOn: [refer('CarePlan', idOf(row, 'version_id'))],
    ...given('bodySite', limb && [textOnly(plain(limb))]),
    ...extensionsOf(row, ['exercise', 'version_id', 'limb', 'version_status']),
  }
}

const severities: Record<string, string> = { stop: 'high', justify: 'moderate', advise: 'low' }

/** What a rule said of a version; how it was answered stands as what was done about it. */
export function finding(row: RecordRow, subject: Reference): Resource {
  const line = wordsIn(row, 'prescription_id')
  const answers = rowsIn(row, 'finding_answers')
  return {
    resourceType: 'DetectedIssue',
    id: idOf(row),
    status: 'final',
    code: textOnly(`Rule: ${plain(wordsIn(row, 'rule_id') ?? '')}`),
    ...given('severity', severities[wordsIn(row, 'severity') ?? '']),
    patient: subject,
    implicated: [refer('CarePlan', idOf(row, 'version_id')), ...(line ? [refer('ServiceRequest', line)] : [])],
    ...given('detail', wordsIn(row, 'says')),
    ...(answers.length > 0
      ? {
          mitigation: answers.map((answer) => ({
            action: textOnly(wordsIn(answer, 'answer') ?? ''),
            ...extensionsOf(answer, ['answer', 'finding_id']),
          })),
        }
      : {}),
    ...extensionsOf(row, ['rule_id', 'version_id', 'prescription_id', 'says', 'finding_answers']),
  }
}

/** A decision with its signature: name, role, licence, time with zone and meaning, over the hash of the content. */
export function decision(row: RecordRow): Resource {
  const signer = practitioner(idOf(row, 'decided_by'))
  const [at, why] = [wordsIn(row, 'occurred_at'), wordsIn(row, 'reason')]
  return {
    resourceType: 'Provenance',
    id: idOf(row),
    target: [refer('CarePlan', idOf(row, 'version_id')), refer('DocumentReference', idOf(row, 'version_id'))],
    ...given('occurredDateTime', at),
    recorded: wordsIn(row, 'recorded_at') ?? at,
    activity: textOnly(plain(wordsIn(row, 'outcome') ?? '')),
    ...given('reason', why && [textOnly(why)]),
    agent: [{ role: [textOnly(plain(wordsIn(row, 'signed_as') ?? ''))], who: signer }],
    signature: [
      {
        type: [
          {
            system: 'urn:iso-astm:E1762-95:2013',
            code: '1.2.840.10065.1.12.1.5',
            display: 'Verification Signature',
          },
        ],
        when: at,
        who: signer,
        sigFormat: 'text/plain',
        data: base64(wordsIn(row, 'content_hash') ?? ''),
      },
    ],
    ...extensionsOf(row, ['occurred_at', 'recorded_at', 'decided_by', 'version_id', 'reason']),
  }
}

export function consent(row: RecordRow, subject: Reference): Resource {
  return {
    resourceType: 'Consent',
    id: idOf(row),
    status: 'active',
    scope: coded('http://terminology.hl7.org/CodeSystem/consentscope', 'treatment', 'Treatment'),
    category: [coded('http://loinc.org', '59284-0', 'Consent Document')],
    patient: subject,
    ...given('dateTime', wordsIn(row, 'occurred_at')),
    policyRule: coded('http://terminology.hl7.org/CodeSystem/v3-ActCode', 'OPTIN', 'opt-in'),
    ...extensionsOf(row, ['occurred_at']),
  }
}

export function hold(row: RecordRow, subject: Reference): Resource {
  const [start, end] = [wordsIn(row, 'occurred_at'), wordsIn(row, 'lifted_at')]
  return {
    resourceType: 'Flag',
    id: idOf(row),
    status: end ? 'inactive' : 'active',
    code: textOnly(`On hold: ${plain(wordsIn(row, 'cause') ?? '')}`),
    subject,
    period: { ...given('start', start), ...given('end', end) },
    author: practitioner(idOf(row, 'placed_by')),
    ...extensionsOf(row, ['occurred_at', 'lifted_at', 'placed_by']),
  }
}

export function trainingSession(row: RecordRow, subject: Reference): Resource {
  const end = wordsIn(row, 'ended_at')
  const isRunning = !end && wordsIn(row, 'kind') === 'started'
  return {
    resourceType: 'Procedure',
    id: idOf(row),
    status: statusOf(row) === 'final' ? (isRunning ? 'in-progress' : 'completed') : 'entered-in-error',
    code: textOnly(row.is_bfr === true ? 'Training session with blood-flow restriction' : 'Training session'),
    subject,
    performedPeriod: { start: wordsIn(row, 'occurred_at'), ...given('end', end) },
    basedOn: [refer('CarePlan', idOf(row, 'version_id'))],
    performer: (performedBy(row, 'logged_by').performer ?? []).map((actor) => ({ actor })),
    ...extensionsOf(row, ['occurred_at', 'ended_at', 'version_id', 'logged_by', 'is_bfr']),
  }
}

export function deviation(row: RecordRow, subject: Reference): Resource {
  const entry = wordsIn(row, 'set_id') ?? wordsIn(row, 'inflation_id')
  return {
    resourceType: 'DetectedIssue',
    id: idOf(row),
    status: 'final',
    code: textOnly(`Beyond the cleared dose: ${plain(wordsIn(row, 'kind') ?? '')}`),
    patient: subject,
    ...given('identifiedDateTime', wordsIn(row, 'occurred_at')),
    author: practitioner(idOf(row, 'recorded_by')),
    implicated: [refer('Procedure', idOf(row, 'session_id')), ...(entry ? [refer('Observation', entry)] : [])],
    ...given('detail', wordsIn(row, 'says')),
    ...extensionsOf(row, ['occurred_at', 'recorded_by', 'session_id', 'set_id', 'inflation_id', 'says']),
  }
}
