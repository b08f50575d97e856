import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FhirRecord } from './fhir-record'
import { readFhirRecord } from './fhir-record'

type Resource = Record<string, unknown>

const patient: Resource = {
  resourceType: 'Patient',
  id: 'p1',
  identifier: [
    { system: 'urn:other', value: 'not-this' },
    { type: { coding: [{ code: 'SS' }] }, value: '999-00-1111' },
    { type: { coding: [{ code: 'MR' }] }, value: 'MRN-7' },
  ],
  name: [
    { use: 'maiden', family: 'Before', given: ['Ana'] },
    { use: 'official', family: 'Núñez', given: ['Ana', 'Sofía'] },
  ],
  gender: 'female',
  birthDate: '1990-05-04',
}

const subject = { reference: 'urn:uuid:p1' }
const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] })

function condition(text: string, more: Resource = {}): Resource {
  const clinicalStatus = { coding: [{ code: 'active' }] }
  return { resourceType: 'Condition', subject, clinicalStatus, code: { text }, onsetDateTime: '2020-03-01', ...more }
}

function pressure(systolic: unknown, diastolic: unknown, more: Resource = {}): Resource {
  const part = (code: string, value: unknown) => ({
    code: loinc(code),
    valueQuantity: { value, unit: 'mmHg', code: 'mm[Hg]' },
  })
  return {
    resourceType: 'Observation',
    status: 'final',
    subject,
    code: loinc('85354-9'),
    effectiveDateTime: '2024-02-01T10:00:00+01:00',
    component: [part('8462-4', diastolic), part('8480-6', systolic)],
    ...more,
  }
}

function quantity(code: string, value: unknown, unit: string, more: Resource = {}): Resource {
  const when = { effectiveDateTime: '2024-02-01' }
  return {
    resourceType: 'Observation',
    status: 'final',
    subject,
    code: loinc(code),
    valueQuantity: { value, code: unit },
    ...when,
    ...more,
  }
}

const bundle = (...resources: unknown[]) => ({
  resourceType: 'Bundle',
  entry: resources.map((resource) => ({ resource })),
})

function recordOf(...resources: unknown[]): FhirRecord {
  const reading = readFhirRecord(bundle(patient, ...resources))
  if (!reading.ok) throw new Error(reading.why)
  return reading.record
}

describe('a record', () => {
  it('of any shape at all is read or refused, and never breaks', () => {
    const keys = [
      'code',
      'subject',
      'status',
      'component',
      'valueQuantity',
      'onsetDateTime',
      'name',
      'identifier',
      'clinicalStatus',
    ]
    const kinds = fc.constantFrom('Patient', 'Condition', 'Observation', 'MedicationRequest', 'Medication', '')
    const bent = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue())
    const resource = fc
      .tuple(kinds, bent)
      .map(([resourceType, more]) => ({ subject, ...condition('Stroke'), ...more, resourceType }))
    fc.assert(
      fc.property(fc.array(fc.oneof(resource, fc.jsonValue())), fc.jsonValue(), (resources, any) => {
        expect([true, false]).toContain(readFhirRecord(bundle(patient, ...resources)).ok)
        expect(readFhirRecord(any).ok).toBe(false)
      }),
      { numRuns: 300, seed: 1 },
    )
  })

  it.each([
    ['nothing', null],
    ['a text', 'Bundle'],
    ['a patient alone', patient],
    ['a bundle without entries', { resourceType: 'Bundle' }],
    ['a list', [patient]],
  ])('is refused when it is %s', (_, json) => {
    expect(readFhirRecord(json)).toMatchObject({ ok: false, why: 'not-a-bundle' })
  })

  it('is refused without a patient, and with two', () => {
    expect(readFhirRecord(bundle(condition('Stroke')))).toMatchObject({ ok: false, why: 'no-patient' })
    expect(readFhirRecord(bundle(patient, { ...patient, id: 'p2' }))).toMatchObject({
      ok: false,
      why: 'several-patients',
    })
  })

  it.each([
    ['deceased', { deceasedDateTime: '2020-01-01' }],
    ['deceased', { deceasedBoolean: true }],
    ['no-name', { name: [{ use: 'old', family: 'X', given: ['Y'] }] }],
    ['no-name', { name: [{ use: 'official', family: 'X' }] }],
    ['no-name', { name: 'Ana Núñez' }],
    ['no-birth-date', { birthDate: '1990' }],
    ['no-birth-date', { birthDate: '1990-02-30' }],
    ['no-birth-date', { birthDate: '1899-12-31' }],
    ['no-record-number', { identifier: [], id: undefined }],
  ])('is refused with a sentence: %s', (why, more) => {
    expect(readFhirRecord(bundle({ ...patient, ...more }))).toMatchObject({
      ok: false,
      why,
      says: expect.stringMatching(/\.$/),
    })
  })

  it('knows its client by the official name, accents and all, and by the medical record number alone', () => {
    expect(recordOf().client).toEqual({
      recordNumber: 'MRN-7',
      givenName: 'Ana Sofía',
      familyName: 'Núñez',
      birthDate: '1990-05-04',
      sex: 'female',
    })
  })

  it('keeps the digits of generated names', () => {
    const named = { ...patient, name: [{ family: 'Ferry570', given: ['Gayla123'] }] }
    const reading = readFhirRecord(bundle(named))
    expect(reading).toMatchObject({ record: { client: { givenName: 'Gayla123', familyName: 'Ferry570' } } })
  })

  it('falls back to the record’s own id, and to an unknown sex', () => {
    const reading = readFhirRecord(bundle({ ...patient, identifier: undefined, gender: 'f', deceasedBoolean: false }))
    expect(reading).toMatchObject({ record: { client: { recordNumber: 'p1', sex: 'unknown' } } })
  })

  it('lists what it did not read, by kind, and entries that hold nothing', () => {
    const record = recordOf(
      { resourceType: 'Claim' },
      { resourceType: 'Claim' },
      quantity('2093-3', 200, 'mg/dL'),
      null,
      {},
    )
    expect(record.notRead).toEqual([
      { kind: 'Claim', count: 2 },
      { kind: 'Observation', count: 1 },
    ])
    expect(record.notUnderstood).toEqual([
      { what: '2 entries of the file', why: 'they hold nothing that could be read' },
    ])
  })

  it('takes nothing that is about somebody else, or about nobody', () => {
    const record = recordOf(
      condition('Stroke', { subject: { reference: 'Patient/p2' } }),
      condition('Stroke', { subject: undefined }),
      condition('Stroke', { subject: { reference: 'https://hospital.example/fhir/Patient/p1' } }),
    )
    expect(record.conditions).toHaveLength(1)
    expect(record.notUnderstood).toEqual([
      { what: 'Condition', why: 'it is not about this patient' },
      { what: 'Condition', why: 'it is not about this patient' },
    ])
  })

  it('does not trust what an extension may turn round', () => {
    const modifierExtension = [{ url: 'urn:x', valueBoolean: true }]
    const record = recordOf(condition('Stroke', { modifierExtension }), pressure(120, 80, { modifierExtension }))
    expect([record.conditions, record.bloodPressures]).toEqual([[], []])
    expect(record.notUnderstood).toHaveLength(2)
  })
})

const status = (code: string) => ({ clinicalStatus: { coding: [{ code }] } })

describe('a condition', () => {
  it.each(['active', 'recurrence', 'relapse'])('that is %s is current', (code) => {
    expect(recordOf(condition('Hypertension', status(code))).conditions[0]).toMatchObject({
      isCurrent: true,
      suggests: ['hypertension'],
      clinicalStatus: code,
      onsetOn: '2020-03-01',
      endedOn: null,
    })
  })

  it.each(['inactive', 'remission', 'resolved'])('that is %s is over, is shown, and suggests nothing', (code) => {
    const [found] = recordOf(
      condition('Normal pregnancy', { ...status(code), abatementDateTime: '2020-11-20' }),
    ).conditions
    expect(found).toMatchObject({ isCurrent: false, isHistoryThatCounts: false, suggests: [], endedOn: '2020-11-20' })
  })

  it.each([
    ['Deep vein thrombosis of leg', 'blood-clot-history'],
    ['Pulmonary embolism', 'blood-clot-history'],
    ['Myocardial infarction', 'infarction-recent'],
    ['Stroke', 'stroke-or-tia'],
  ])('%s counts although resolved', (text, code) => {
    expect(recordOf(condition(text, status('resolved'))).conditions[0]).toMatchObject({
      isCurrent: false,
      isHistoryThatCounts: true,
      suggests: [code],
    })
  })

  it('without a status is shown as current, and said so; with an end it is over', () => {
    const record = recordOf(
      condition('Diabetes', { clinicalStatus: undefined }),
      condition('Diabetes', { clinicalStatus: undefined, abatementDateTime: '2021-01-01' }),
    )
    expect(record.conditions.map((each) => each.isCurrent)).toEqual([true, false])
    expect(record.notUnderstood).toEqual([
      { what: 'Diabetes', why: 'no status that is known here; shown as current' },
      { what: 'Diabetes', why: 'no status that is known here; it has an end' },
    ])
  })

  it('called active with an end stays current, and the contradiction is said', () => {
    const record = recordOf(condition('Diabetes', { abatementDateTime: '2021-01-01' }))
    expect(record.conditions[0]).toMatchObject({ isCurrent: true, endedOn: '2021-01-01' })
    expect(record.notUnderstood).toEqual([
      { what: 'Diabetes', why: 'called active, yet it has an end; shown as current' },
    ])
  })

  it.each([
    ['refuted', 'the record says it was ruled out'],
    ['entered-in-error', 'the record says it was entered in error'],
  ])('that is %s is not taken, and listed', (code, why) => {
    const record = recordOf(condition('Stroke', { verificationStatus: { coding: [{ code }] } }))
    expect(record.conditions).toEqual([])
    expect(record.notUnderstood).toEqual([{ what: 'Stroke', why }])
  })

  it.each([
    [{ onsetDateTime: '2019' }, 'it began "2019", which is no day'],
    [{ onsetDateTime: undefined, onsetString: 'as a child' }, 'it began "as a child", which is no day'],
    [{ onsetDateTime: undefined, onsetAge: { value: 40 } }, 'it began "an age", which is no day'],
  ])('of which the day is not known has none: %j', (more, why) => {
    const record = recordOf(condition('Stroke', more))
    expect(record.conditions[0]?.onsetOn).toBeNull()
    expect(record.notUnderstood).toEqual([{ what: 'Stroke', why }])
  })

  it('may carry a period instead of days', () => {
    const onset = { onsetDateTime: undefined, onsetPeriod: { start: '2019-01-02', end: '2019-02-02' } }
    const more = { ...onset, abatementPeriod: { end: '2019-02-02' }, ...status('resolved') }
    expect(recordOf(condition('Sprain', more)).conditions[0]).toMatchObject({
      onsetOn: '2019-01-02',
      endedOn: '2019-02-02',
    })
  })

  it('goes by its text, else its coding’s name, else its code, and not at all without any', () => {
    const coding = [{ system: 'http://snomed.info/sct', code: '38341003', display: 'Hypertensive disorder' }]
    const record = recordOf(
      condition('', { code: { text: 'Bluthochdruck', coding } }),
      condition('', { code: { coding } }),
      condition('', { code: { coding: [{ code: 'X1' }] } }),
      condition('', { code: {} }),
    )
    expect(record.conditions.map((each) => each.label)).toEqual(['Bluthochdruck', 'Hypertensive disorder', 'X1'])
    expect(record.conditions.map((each) => each.suggests)).toEqual([['hypertension'], ['hypertension'], []])
    expect(record.conditions[0]).toMatchObject({ code: '38341003', system: 'http://snomed.info/sct' })
    expect(record.notUnderstood).toEqual([{ what: 'A condition', why: 'it has no name and no code' }])
  })
})

describe('a blood pressure', () => {
  it('is read in either order of its numbers, from either panel, to the tenth, oldest first', () => {
    const record = recordOf(
      pressure(184.54900310597094, 115.38333915973121, { code: loinc('55284-4') }),
      pressure(120, 80, { effectiveDateTime: '2019-05-01T23:30:00-05:00' }),
    )
    expect(record.bloodPressures).toEqual([
      { systolic: 120, diastolic: 80, measuredAt: '2019-05-01T23:30:00-05:00', measuredOn: '2019-05-01' },
      { systolic: 184.5, diastolic: 115.4, measuredAt: '2024-02-01T10:00:00+01:00', measuredOn: '2024-02-01' },
    ])
    expect(record.notUnderstood).toEqual([])
  })

  it('is never rounded below a bound', () => {
    expect(recordOf(pressure(180.04, 110.01)).bloodPressures[0]).toMatchObject({ systolic: 180, diastolic: 110 })
  })

  it.each([
    ['of which one number is missing', pressure(120, undefined)],
    ['of which a number is a text', pressure('120', 80)],
    ['that is upside down', pressure(80, 120)],
    ['no living person has', pressure(360, 80)],
    ['with a diastolic of nothing', pressure(120, 5)],
    ['in another unit', pressure(16, 10, { component: [] })],
    ['without a day', pressure(120, 80, { effectiveDateTime: undefined })],
    ['of no time', pressure(120, 80, { effectiveDateTime: '2020-01-01Tnoon' })],
    ['of a year only', pressure(120, 80, { effectiveDateTime: '2020' })],
    ['entered in error', pressure(120, 80, { status: 'entered-in-error' })],
    ['without a status', pressure(120, 80, { status: undefined })],
    ['of one number alone', quantity('8480-6', 120, 'mm[Hg]')],
  ])('%s is not taken, and listed', (_, resource) => {
    const record = recordOf(resource)
    expect(record.bloodPressures).toEqual([])
    expect(record.notUnderstood).toHaveLength(1)
  })
})

describe('body measures', () => {
  it('are the latest of each, with their days, in kilograms and centimetres', () => {
    const record = recordOf(
      quantity('29463-7', 70.25, 'kg'),
      quantity('29463-7', 90, 'kg', { effectiveDateTime: '2010-01-01' }),
      quantity('8302-2', 70, '[in_i]'),
      quantity('39156-5', 24.9, 'kg/m2', { effectiveDateTime: '2023-01-01' }),
    )
    expect(record.body.weightKg).toEqual({ value: 70.25, measuredAt: '2024-02-01', measuredOn: '2024-02-01' })
    expect(record.body.heightCm?.value).toBeCloseTo(177.8, 6)
    expect(record.body.bmi).toMatchObject({ value: 24.9, measuredOn: '2023-01-01' })
  })

  it('in a unit that is not known here are listed', () => {
    const record = recordOf(quantity('29463-7', 11, 'stone'), quantity('8302-2', 0, 'cm'))
    expect(record.body).toEqual({ weightKg: null, heightCm: null, bmi: null })
    expect(record.notUnderstood).toHaveLength(2)
  })
})

function medication(more: Resource): Resource {
  return { resourceType: 'MedicationRequest', status: 'active', intent: 'order', subject, ...more }
}

const drug = (text: string) => ({ medicationCodeableConcept: { text } })

describe('a medication', () => {
  it('is taken while it is active, with its name, its day and its class', () => {
    const record = recordOf(
      medication({ ...drug('Warfarin 5 MG'), authoredOn: '2020-01-01T10:00:00Z' }),
      medication(drug('Estradiol 1 MG')),
      medication(drug('Simvastatin 20 MG')),
      medication({ ...drug('Ibuprofen'), status: 'stopped' }),
    )
    expect(record.medications).toEqual([
      { label: 'Warfarin 5 MG', since: '2020-01-01', isA: 'anticoagulant' },
      { label: 'Estradiol 1 MG', since: null, isA: 'oestrogen' },
      { label: 'Simvastatin 20 MG', since: null, isA: null },
    ])
  })

  it('is found where the file keeps it apart', () => {
    const apart = { resourceType: 'Medication', id: 'm1', code: { text: 'Apixaban 5 MG' } }
    const contained = [{ resourceType: 'Medication', id: 'm2', code: { text: 'Aspirin 81 MG' } }]
    const record = recordOf(
      apart,
      medication({ medicationReference: { reference: 'Medication/m1' } }),
      medication({ medicationReference: { reference: '#m2' }, contained }),
    )
    expect(record.medications.map(({ label, isA }) => [label, isA])).toEqual([
      ['Apixaban 5 MG', 'anticoagulant'],
      ['Aspirin 81 MG', 'anticoagulant'],
    ])
  })

  it.each([
    [{ medicationReference: { reference: 'Medication/lost' } }, 'its name is not in the file'],
    [{ ...drug('Aspirin'), intent: 'proposal' }, 'proposed, not prescribed'],
    [{ ...drug('Aspirin'), doNotPerform: true }, 'the record says not to take it'],
  ])('is listed and not taken: %j', (more, why) => {
    const record = recordOf(medication(more))
    expect(record.medications).toEqual([])
    expect(record.notUnderstood).toMatchObject([{ why }])
  })
})
