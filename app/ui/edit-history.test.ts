import { describe, expect, it } from 'vitest'
import type { TypedForm } from '~/domain/typed-program'
import { begun, type History, recorded, redone, undone, wholeOf } from './edit-history'

const empty: TypedForm = { goal: '', diagnosis: '', lines: [{ exercise: '', mode: 'strength' }] }
const typing = (...forms: TypedForm[]): History =>
  forms.reduce((history, typed) => recorded(history, wholeOf(typed)), begun(wholeOf(empty)))
const diagnosisOf = ({ present }: History) => present.diagnosis
const withLines = (...exercises: string[]): TypedForm => ({
  ...empty,
  lines: exercises.map((exercise) => ({ exercise })),
})

describe('undo in the builder', () => {
  it('takes back all that was typed in one field at once', () => {
    const typed = typing({ ...empty, diagnosis: 'A' }, { ...empty, diagnosis: 'AC' }, { ...empty, diagnosis: 'ACL' })
    expect(typed.past).toHaveLength(1)
    expect(diagnosisOf(undone(typed))).toBe('')
    expect(diagnosisOf(redone(undone(typed)))).toBe('ACL')
  })

  it('takes back two fields one after the other', () => {
    const both = typing({ ...empty, diagnosis: 'ACL' }, { ...empty, diagnosis: 'ACL', weeks: '3' })
    const once = undone(both)
    expect([once.present.diagnosis, once.present.weeks]).toEqual(['ACL', ''])
    expect(diagnosisOf(undone(once))).toBe('')
  })

  it('takes back each choice by itself', () => {
    const chosen = typing({ ...empty, goal: 'strength' }, { ...empty, goal: 'endurance' })
    expect(undone(chosen).present.goal).toBe('strength')
    expect(undone(undone(chosen)).present.goal).toBe('')
  })

  it('brings a removed line back with all that was in it', () => {
    const removed = typing(withLines('Leg press', 'Step-up'), withLines('Leg press'))
    expect(undone(removed).present.lines.map(({ exercise }) => exercise)).toEqual(['Leg press', 'Step-up'])
  })

  it('has nothing more to redo once something else is done', () => {
    const typed = typing({ ...empty, diagnosis: 'ACL' })
    const other = recorded(undone(typed), wholeOf({ ...empty, diagnosis: 'PCL' }))
    expect(other.future).toEqual([])
    expect(diagnosisOf(undone(other))).toBe('')
  })

  it('does nothing where there is nothing to take back, or nothing changed', () => {
    const begin = begun(wholeOf(empty))
    expect(undone(begin).present).toBe(begin.present)
    expect(redone(begin).present).toBe(begin.present)
    expect(recorded(begin, wholeOf(empty))).toBe(begin)
  })
})
