import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type FhirRecord, readFhirRecord } from '~/domain/fhir-record'
import { screen } from '~/domain/screening'
import { draftFromRecord, type ScreeningDraft, suggestedConditions } from '~/domain/screening-draft'

const folder = new URL('../../../shared/data/fhir/', import.meta.url)
const today = '2026-11-23'

function readingOf(name: string) {
  return readFhirRecord(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')))
}

function recordOf(name: string): FhirRecord {
  const reading = readingOf(name)
  if (!reading.ok) throw new Error(reading.says)
  return reading.record
}

function draftOf(name: string): ScreeningDraft {
  const record = recordOf(name)
  return draftFromRecord({ ...record, birthDate: record.client.birthDate }, { today, locale: 'en-GB' })
}

function screenedWith(name: string, systolic: number, diastolic: number) {
  const draft = draftOf(name)
  const [all] = screen({
    ageYears: draft.ageYears,
    bmi: null,
    conditions: suggestedConditions(draft),
    bloodPressures: [{ systolic, diastolic }],
    painNrs: null,
    surgery: null,
    medication: { isOnAnticoagulant: false, anticoagulantFor: null, isOnOestrogen: false },
  }).outcomes
  return all
}

// Counted with Python's json module: conditions, active conditions, blood pressures, active medications.
const counted = {
  'abdul-koepp': ['Abdul', 'Koepp', 3, 1, 10, 0],
  'erin-rempel': ['Erin', 'Rempel', 6, 0, 11, 0],
  'gayla-ferry': ['Gayla', 'Ferry', 6, 6, 10, 7],
  'jose-maria-casares': ['José María', 'Casares', 6, 2, 5, 1],
  'laurie-mccullough': ['Laurie', 'McCullough', 6, 1, 8, 1],
  'trent-jaskolski': ['Trent', 'Jaskolski', 10, 4, 4, 1],
} as const

describe('the records of seven people', () => {
  it('are all there', () => {
    const names = readdirSync(folder).map((file) => file.replace('.json', ''))
    expect(names.sort()).toEqual([...Object.keys(counted), 'shane-jast'].sort())
  })

  it.each(Object.entries(counted))('%s is read whole, with nothing that was not understood', (name, expected) => {
    const { client, conditions, bloodPressures, medications, body, notUnderstood } = recordOf(name)
    const current = conditions.filter((each) => each.isCurrent).length
    const counts = [conditions.length, current, bloodPressures.length, medications.length]
    expect([client.givenName, client.familyName, ...counts]).toEqual(expected)
    expect(notUnderstood).toEqual([])
    expect(Object.values(body)).not.toContain(null)
  })

  it('do not include the one of a man who died in 1984: refused, with a sentence', () => {
    expect(readingOf('shane-jast')).toEqual({
      ok: false,
      why: 'deceased',
      says: 'The record says that this person has died, so nothing was imported.',
    })
  })
})

describe('the drafts', () => {
  it('name Gayla’s high blood pressure of 1956 and her heart disease, and her antiplatelet', () => {
    const draft = draftOf('gayla-ferry')
    expect(draft.suggestions.map(({ code, line }) => [code, line])).toEqual([
      ['hypertension', 'Hypertension: active since 19 Jan 1956'],
      ['heart-disease-other', 'Coronary Heart Disease: active since 9 Aug 2018'],
    ])
    expect(draft.anticoagulants).toEqual(['Clopidogrel 75 MG Oral Tablet'])
  })

  it.each(['laurie-mccullough', 'jose-maria-casares', 'trent-jaskolski'])(
    'name the high blood pressure of %s',
    (name) => {
      expect(suggestedConditions(draftOf(name))).toEqual([{ code: 'hypertension', limb: null }])
    },
  )

  it.each(['abdul-koepp', 'erin-rempel'])('suggest nothing for %s', (name) => {
    expect(draftOf(name).suggestions).toEqual([])
  })

  it('show Laurie’s pregnancy, over since 2019, without counting it', () => {
    const draft = draftOf('laurie-mccullough')
    expect(draft.shown.map(({ line }) => line)).toContain('Normal pregnancy: resolved, 19 Jan 2019 to 16 Feb 2019')
    expect(suggestedConditions(draft).map(({ code }) => code)).not.toContain('pregnancy')
  })

  it('show the last recorded pressures as past', () => {
    expect(draftOf('jose-maria-casares').lastBloodPressure).toMatchObject({
      systolic: 187.5,
      diastolic: 114.3,
      measuredOn: '2020-07-24',
    })
    expect(draftOf('trent-jaskolski').lastBloodPressure).toMatchObject({
      systolic: 184.5,
      diastolic: 115.4,
      measuredOn: '2020-10-26',
    })
  })

  it.each(['gayla-ferry', 'laurie-mccullough', 'jose-maria-casares', 'trent-jaskolski'])(
    'leave %s elevated for restriction, also with a normal pressure today',
    (name) => {
      expect(screenedWith(name, 118, 76)).toMatchObject({ scope: 'all', bfr: 'elevated' })
    },
  )

  it.each([
    ['jose-maria-casares', 187.5, 114.3],
    ['trent-jaskolski', 184.5, 115.4],
  ])('prohibit any exercise for %s once the old pressure is entered as today’s', (name, systolic, diastolic) => {
    expect(screenedWith(name, systolic, diastolic)).toMatchObject({ bfr: 'no-exercise', plain: 'no-exercise' })
  })
})
