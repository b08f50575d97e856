import { describe, expect, it } from 'vitest'
import { bfrLine, plainLine, version } from './rule-book/facts.fixture'
import { linesWithoutRule } from './rule-cover'

describe('the cover of the rule book', () => {
  it('leaves a line without a cuff uncovered, and names it', () => {
    expect(linesWithoutRule({ ...version, prescriptions: [bfrLine, plainLine] })).toEqual([plainLine.id])
  })

  it('is whole where every line wears a cuff', () => {
    expect(linesWithoutRule({ ...version, prescriptions: [bfrLine] })).toEqual([])
  })
})
