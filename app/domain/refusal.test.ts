import { describe, expect, it } from 'vitest'
import { isRefusal, refusals } from './refusal'

describe('a refusal', () => {
  it('is a word in kebab-case, said once', () => {
    expect(refusals.filter((refusal) => !/^[a-z]+(-[a-z]+)*$/.test(refusal))).toEqual([])
    expect(new Set(refusals).size).toBe(refusals.length)
  })

  it('of the database is known by its word', () => {
    expect(isRefusal('own-program')).toBe(true)
    expect(isRefusal('deadlock detected')).toBe(false)
  })
})
