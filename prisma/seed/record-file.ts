/** A small FHIR R4 record as another clinic would send it; the people in it are made up. */
import type { Sex } from '~/domain/fhir-patient'
import { bornOn } from './client-story'
import type { Calendar } from './calendar'

/** Days are counted back from today. */
type Recorded = {
  given: string
  family: string
  number: string
  sex: Sex
  age: number
  conditions: { label: string; snomed: string; sinceDays: number; endedDays?: number }[]
  pressures: { systolic: number; diastolic: number; days: number }[]
  bmi: number
}

const patientId = 'patient-1'
const about = { subject: { reference: `Patient/${patientId}` } }

export function clinicRecord(calendar: Calendar, { conditions, pressures, bmi, ...person }: Recorded): object {
  const ago = (days: number) => calendar.at(-days, '10:00').toISOString()
  const resources = [
    patient(person, bornOn(calendar.day(0), person.age, 11)),
    ...conditions.map(({ label, snomed, sinceDays, endedDays }) => ({
      resourceType: 'Condition',
      ...about,
      clinicalStatus: coded(
        'http://terminology.hl7.org/CodeSystem/condition-clinical',
        endedDays ? 'resolved' : 'active',
      ),
      code: { ...coded('http://snomed.info/sct', snomed), text: label },
      onsetDateTime: ago(sinceDays),
      ...(endedDays ? { abatementDateTime: ago(endedDays) } : {}),
    })),
    ...pressures.map(({ systolic, diastolic, days }) => ({
      ...observed('85354-9', ago(days)),
      component: [part('8480-6', systolic), part('8462-4', diastolic)],
    })),
    { ...observed('39156-5', ago(40)), ...amount(bmi, 'kg/m2') },
  ]
  return { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) }
}

function patient(
  { given, family, number, sex }: Pick<Recorded, 'given' | 'family' | 'number' | 'sex'>,
  birthDate: string,
) {
  const type = coded('http://terminology.hl7.org/CodeSystem/v2-0203', 'MR')
  return {
    resourceType: 'Patient',
    id: patientId,
    identifier: [{ type, value: number }],
    name: [{ use: 'official', family, given: [given] }],
    gender: sex,
    birthDate,
  }
}

function observed(loinc: string, effectiveDateTime: string) {
  const code = coded('http://loinc.org', loinc)
  return { resourceType: 'Observation', status: 'final', ...about, code, effectiveDateTime }
}

function part(loinc: string, mmhg: number) {
  return { code: coded('http://loinc.org', loinc), ...amount(mmhg, 'mm[Hg]') }
}

function amount(value: number, code: string) {
  return { valueQuantity: { value, code, unit: code, system: 'http://unitsofmeasure.org' } }
}

function coded(system: string, code: string) {
  return { coding: [{ system, code }] }
}
