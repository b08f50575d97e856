import { describe, expect, it } from 'vitest'
import { conditionCodes } from './conditions'
import type { RecordCondition } from './fhir-conditions'
import { draftFromRecord } from './screening-draft'
import { conditionsOf, type Earlier, groups, optionsOf, questionsOf, rejectedOf } from './screening-questions'

const condition = (label: string, suggests: RecordCondition['suggests'], more: Partial<RecordCondition> = {}) => ({
  label,
  code: null,
  system: null,
  clinicalStatus: 'active',
  onsetOn: null,
  endedOn: null,
  isCurrent: true,
  isHistoryThatCounts: false,
  suggests,
  ...more,
})
const draftOf = (...conditions: RecordCondition[]) =>
  draftFromRecord(
    {
      birthDate: '1990-05-04',
      conditions,
      bloodPressures: [],
      body: { bmi: null },
      medications: [],
      notUnderstood: [],
    },
    { today: '2026-11-23', locale: 'en-GB' },
  )
const ticked = (...args: Parameters<typeof questionsOf>) =>
  questionsOf(...args).suggested.flatMap(({ options }) => options.flatMap((each) => (each.isPicked ? each.value : [])))
const earlier = (more: Partial<Earlier>): Earlier => ({ conditions: [], rejected: [], on: '2026-11-01', ...more })

describe('the questions', () => {
  it('ask for every condition exactly once', () => {
    expect(groups.flatMap(({ codes }) => codes).sort()).toEqual([...conditionCodes].sort())
    const asked = questionsOf(draftOf(condition('Hypertension', ['hypertension'])), null, [])
    const all = [
      ...asked.suggested.flatMap(({ options }) => options.map(({ code }) => code)),
      ...asked.groups.flatMap(({ codes }) => codes),
    ]
    expect(all.sort()).toEqual([...conditionCodes].sort())
  })

  it('come ticked where the record suggests something, with each line that says so', () => {
    const draft = draftOf(condition('Hypertension', ['hypertension']), condition('High BP', ['hypertension']))
    const { suggested } = questionsOf(draft, null, [])
    expect(suggested).toHaveLength(1)
    expect(suggested[0]).toMatchObject({ code: 'hypertension', wasRejected: false })
    expect(suggested[0]?.lines.map(({ mark }) => mark)).toEqual(['current', 'current'])
    expect(ticked(draft, null, [])).toEqual(['hypertension'])
  })

  it('show what is over without a box of its own', () => {
    const over = condition('Normal pregnancy', [], { clinicalStatus: 'resolved', isCurrent: false })
    const asked = questionsOf(draftOf(over), null, [])
    expect(asked.shown).toEqual([{ text: 'Normal pregnancy: resolved, no day given', mark: 'over', on: null }])
    expect(asked.suggested).toEqual([])
  })

  it('mark what counts although it is over', () => {
    const clot = condition('DVT', ['blood-clot-history'], { isCurrent: false, isHistoryThatCounts: true })
    expect(questionsOf(draftOf(clot), null, []).suggested[0]?.lines[0]?.mark).toBe('history')
  })

  it('offer each form of a thing, with the one on the safe side ticked', () => {
    const draft = draftOf(condition('Atrial fibrillation', ['arrhythmia-uncontrolled']))
    const [question] = questionsOf(draft, null, []).suggested
    expect(question?.options.map(({ code }) => code)).toEqual(['arrhythmia-uncontrolled', 'arrhythmia-controlled'])
    expect(ticked(draft, null, [])).toEqual(['arrhythmia-uncontrolled'])
  })

  it('ask which limb, and count for every limb until somebody says', () => {
    const draft = draftOf(condition('Open wound', ['open-wound']))
    expect(ticked(draft, null, [])).toEqual(['open-wound'])
    expect(optionsOf('open-wound')).toHaveLength(5)
  })
})

describe('the screening before', () => {
  it('ticks what it confirmed, form and limb too', () => {
    const draft = draftOf(condition('Atrial fibrillation', ['arrhythmia-uncontrolled']))
    const before = earlier({
      conditions: [
        { code: 'arrhythmia-controlled', limb: null },
        { code: 'open-wound', limb: 'left-leg' },
      ],
    })
    expect(ticked(draft, before, [])).toEqual(['arrhythmia-controlled', 'open-wound:left-leg'])
  })

  it('leaves unticked what it did not confirm, and says so', () => {
    const draft = draftOf(condition('Hypertension', ['hypertension']))
    const before = earlier({ rejected: ['hypertension'] })
    expect(ticked(draft, before, [])).toEqual([])
    expect(questionsOf(draft, before, []).suggested[0]?.wasRejected).toBe(true)
  })

  it('yields to what was noted since', () => {
    const noted = [{ kind: 'pregnancy', on: '2026-11-20', note: '' }] as const
    expect(ticked(draftOf(), earlier({ rejected: ['pregnancy'] }), noted)).toEqual(['pregnancy'])
  })
})

describe('the answers', () => {
  it('are the boxes that were ticked, each once', () => {
    expect(conditionsOf(['diabetes', 'open-wound:left-leg', 'diabetes'])).toEqual([
      { code: 'diabetes', limb: null },
      { code: 'open-wound', limb: 'left-leg' },
    ])
  })

  it.each([['made-up'], ['diabetes:left-leg'], ['open-wound:tail'], ['']])(
    'refuse a box that is not ours: %j',
    (value) => {
      expect(conditionsOf([value])).toBeNull()
    },
  )

  it('keep what was suggested and not confirmed in any of its forms', () => {
    const draft = draftOf(
      condition('Hypertension', ['hypertension']),
      condition('Atrial fibrillation', ['arrhythmia-uncontrolled']),
    )
    const questions = questionsOf(draft, null, [])
    expect(rejectedOf(questions, [{ code: 'arrhythmia-controlled', limb: null }])).toEqual(['hypertension'])
  })
})
