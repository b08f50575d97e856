/** What FHIR R4 demands of the resources an export holds, as its pages say (hl7.org/fhir/R4): what must be there, and the codes that bind. */

type Json = Record<string, unknown>
type Demand = { needs: string[]; codes?: Record<string, string[]> }

const finished = [
  'registered',
  'preliminary',
  'final',
  'amended',
  'corrected',
  'cancelled',
  'entered-in-error',
  'unknown',
]
const request = ['draft', 'active', 'on-hold', 'revoked', 'completed', 'entered-in-error', 'unknown']

/** Elements of cardinality 1..1 and 1..*, and required bindings. */
const demands: Record<string, Demand> = {
  Patient: { needs: [], codes: { gender: ['male', 'female', 'other', 'unknown'] } },
  Practitioner: { needs: [] },
  Organization: { needs: ['name'] },
  CareTeam: { needs: [], codes: { status: ['proposed', 'active', 'suspended', 'inactive', 'entered-in-error'] } },
  Condition: { needs: ['subject'] },
  Observation: { needs: ['status', 'code'], codes: { status: finished } },
  MedicationStatement: {
    needs: ['status', 'subject', 'medicationCodeableConcept'],
    codes: {
      status: ['active', 'completed', 'entered-in-error', 'intended', 'stopped', 'on-hold', 'unknown', 'not-taken'],
    },
  },
  QuestionnaireResponse: {
    needs: ['status'],
    codes: { status: ['in-progress', 'completed', 'amended', 'entered-in-error', 'stopped'] },
  },
  Flag: { needs: ['status', 'code', 'subject'], codes: { status: ['active', 'inactive', 'entered-in-error'] } },
  AdverseEvent: { needs: ['actuality', 'subject'], codes: { actuality: ['actual', 'potential'] } },
  CarePlan: {
    needs: ['status', 'intent', 'subject'],
    codes: { status: request, intent: ['proposal', 'plan', 'order', 'option'] },
  },
  ServiceRequest: {
    needs: ['status', 'intent', 'subject'],
    codes: { status: request, intent: ['proposal', 'plan', 'directive', 'order'] },
  },
  DetectedIssue: { needs: ['status'], codes: { status: finished, severity: ['high', 'moderate', 'low'] } },
  Provenance: { needs: ['target', 'recorded', 'agent'] },
  DocumentReference: {
    needs: ['status', 'content'],
    codes: { status: ['current', 'superseded', 'entered-in-error'] },
  },
  Consent: {
    needs: ['status', 'scope', 'category', 'policyRule'],
    codes: { status: ['draft', 'proposed', 'active', 'rejected', 'inactive', 'entered-in-error'] },
  },
  Procedure: {
    needs: ['status', 'subject'],
    codes: {
      status: [
        'preparation',
        'in-progress',
        'not-done',
        'on-hold',
        'stopped',
        'completed',
        'entered-in-error',
        'unknown',
      ],
    },
  },
  Basic: { needs: ['code'] },
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/** What is wrong with a bundle, each in words; empty where nothing is. */
export function faultsOf(bundle: Json): string[] {
  const entries = (bundle.entry ?? []) as { fullUrl: string; resource: Json }[]
  const own = new Map(entries.map(({ fullUrl, resource }) => [`${resource.resourceType}/${resource.id}`, fullUrl]))
  const faults: string[] = []
  if (bundle.type !== 'collection') faults.push(`a bundle of type ${bundle.type}`)
  if (own.size !== entries.length) faults.push('two entries have one id')
  for (const { fullUrl, resource } of entries) {
    const name = `${resource.resourceType}/${resource.id}`
    if (!fullUrl.endsWith(`/${name}`)) faults.push(`${name} stands under ${fullUrl}`)
    if (!/^[A-Za-z0-9.-]{1,64}$/.test(String(resource.id))) faults.push(`${name} has an id that is none`)
    const demand = demands[String(resource.resourceType)]
    if (!demand) faults.push(`${name} is a kind nobody looked up`)
    for (const element of demand?.needs ?? [])
      if (resource[element] === undefined) faults.push(`${name} lacks ${element}`)
    for (const [element, codes] of Object.entries(demand?.codes ?? {}))
      if (resource[element] !== undefined && !codes.includes(String(resource[element])))
        faults.push(`${name}: ${element} is ${resource[element]}`)
    if (resource.resourceType === 'Provenance' && !instant.test(String(resource.recorded)))
      faults.push(`${name} was recorded ${resource.recorded}`)
    walk(resource, name, own, faults)
  }
  return faults
}

// Everywhere: references resolve, values of an extension are one, and nothing is empty, which R4 forbids in JSON.
function walk(value: unknown, where: string, own: Map<string, string>, faults: string[]): void {
  if (value === null || value === undefined || value === '') faults.push(`${where} is empty`)
  if (Array.isArray(value)) {
    if (value.length === 0) faults.push(`${where} is an empty list`)
    for (const [place, one] of value.entries()) walk(one, `${where}[${place}]`, own, faults)
  } else if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
    if (fields.length === 0) faults.push(`${where} holds nothing`)
    const { reference, url } = value as Json
    if (typeof reference === 'string' && !own.has(reference)) faults.push(`${where} points to ${reference}`)
    if (
      typeof url === 'string' &&
      fields.filter(([name]) => name === 'extension' || name.startsWith('value')).length !== 1
    )
      faults.push(`${where} is an extension without one value`)
    for (const [name, one] of fields) walk(one, `${where}.${name}`, own, faults)
  }
}
