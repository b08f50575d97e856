import { describe, expect, it } from 'vitest'
import type { RecordCondition } from './fhir-conditions'
import { ageOn, conditionLine, draftFromRecord, type RecordForDraft, suggestedConditions } from './screening-draft'

const frame = { today: '2026-11-23', locale: 'en-GB' }

const stroke: RecordCondition = {
  label: 'Stroke',
  code: '230690007',
  system: 'http://snomed.info/sct',
  clinicalStatus: 'resolved',
  onsetOn: '1998-04-01',
  endedOn: '1998-05-01',
  isCurrent: false,
  isHistoryThatCounts: true,
  suggests: ['stroke-or-tia'],
}

const infarction: RecordCondition = { ...stroke, label: 'Myocardial infarction', suggests: ['infarction-recent'] }

const empty: RecordForDraft = {
  birthDate: '1960-11-24',
  conditions: [],
  bloodPressures: [],
  body: { bmi: null },
  medications: [],
  notUnderstood: [],
}

describe('a draft', () => {
  it('names each suggestion with the line it rests on', () => {
    expect(draftFromRecord({ ...empty, conditions: [stroke] }, frame).suggestions).toEqual([
      { code: 'stroke-or-tia', source: stroke, line: 'Stroke: resolved, 1 Apr 1998 to 1 May 1998', ask: null },
    ])
  })

  it('shows what it does not suggest', () => {
    const pregnancy = { ...stroke, label: 'Normal pregnancy', isHistoryThatCounts: false, suggests: [] }
    const draft = draftFromRecord({ ...empty, conditions: [pregnancy] }, frame)
    expect(draft.suggestions).toEqual([])
    expect(draft.shown.map(({ line }) => line)).toEqual(['Normal pregnancy: resolved, 1 Apr 1998 to 1 May 1998'])
  })

  it.each([
    ['2026-08-23', 'infarction-recent'],
    ['2026-08-22', 'infarction-old'],
    ['1998-04-01', 'infarction-old'],
  ])('calls an infarction of %s %s', (onsetOn, code) => {
    const [suggestion] = draftFromRecord({ ...empty, conditions: [{ ...infarction, onsetOn }] }, frame).suggestions
    expect(suggestion).toMatchObject({ code, ask: null })
  })

  it('takes an infarction of no known day as recent, and asks', () => {
    const [suggestion] = draftFromRecord(
      { ...empty, conditions: [{ ...infarction, onsetOn: null }] },
      frame,
    ).suggestions
    expect(suggestion).toMatchObject({ code: 'infarction-recent', ask: 'When was it?' })
  })

  it('asks what the record does not say', () => {
    const conditions = [
      { ...stroke, suggests: ['heart-failure-class-unknown' as const, 'arrhythmia-uncontrolled' as const] },
    ]
    const asked = draftFromRecord({ ...empty, conditions }, frame).suggestions.map(({ ask }) => ask)
    expect(asked).toEqual(['Which NYHA class?', 'Is it controlled?'])
  })

  it('gives the last recorded pressure as past, whatever the order of the record', () => {
    const bloodPressures = [
      { systolic: 184.5, diastolic: 115.4, measuredOn: '2020-10-26' },
      { systolic: 120, diastolic: 80, measuredOn: '2014-10-20' },
    ]
    expect(draftFromRecord({ ...empty, bloodPressures }, frame).lastBloodPressure).toEqual({
      systolic: 184.5,
      diastolic: 115.4,
      measuredOn: '2020-10-26',
      line: "184.5/115.4 mmHg on 26 Oct 2020. Measure today's.",
    })
    expect(draftFromRecord(empty, frame).lastBloodPressure).toBeNull()
  })

  it('sorts the medication that is asked about from the rest', () => {
    const medications = [
      { label: 'Clopidogrel', isA: 'anticoagulant' as const },
      { label: 'Estradiol', isA: 'oestrogen' as const },
      { label: 'Simvastatin', isA: null },
    ]
    expect(draftFromRecord({ ...empty, medications }, frame)).toMatchObject({
      anticoagulants: ['Clopidogrel'],
      oestrogens: ['Estradiol'],
      medications: ['Clopidogrel', 'Estradiol', 'Simvastatin'],
    })
  })

  it('answers each suggested condition once', () => {
    const draft = draftFromRecord({ ...empty, conditions: [stroke, stroke] }, frame)
    expect(draft.suggestions).toHaveLength(2)
    expect(suggestedConditions(draft)).toEqual([{ code: 'stroke-or-tia', limb: null }])
  })
})

describe('a line of the record', () => {
  it.each([
    [{}, 'Stroke: resolved, 1 Apr 1998 to 1 May 1998'],
    [{ endedOn: null, clinicalStatus: 'active' }, 'Stroke: active since 1 Apr 1998'],
    [{ onsetOn: null }, 'Stroke: resolved, until 1 May 1998'],
    [{ onsetOn: null, endedOn: null }, 'Stroke: resolved, no day given'],
    [{ clinicalStatus: null, endedOn: null }, 'Stroke: status not given since 1 Apr 1998'],
  ])('with %j reads %s', (more, line) => {
    expect(conditionLine({ ...stroke, ...more }, 'en-GB')).toBe(line)
  })
})

describe('an age', () => {
  it('grows on the birthday, and for the 29th of February on the day after the 28th', () => {
    expect(ageOn('1960-11-24', '2026-11-23')).toBe(65)
    expect(ageOn('1960-11-23', '2026-11-23')).toBe(66)
    expect(ageOn('2004-02-29', '2026-02-28')).toBe(21)
    expect(ageOn('2004-02-29', '2026-03-01')).toBe(22)
  })
})
