import { describe, expect, it } from 'vitest'
import { auditTopics, nounsOf, topicOf } from './audit-topics'

describe('the topic of an event', () => {
  it.each([
    ['decision.cleared-with-limits', 'decisions'],
    ['versions.update', 'programs'],
    ['screening_outcomes.insert', 'screenings'],
    ['sets.insert', 'sessions'],
    ['hold_lifts.insert', 'red-flags-and-holds'],
    ['care_team.delete', 'clients'],
    ['login.opened', 'access-and-logins'],
    ['access.sealed', 'access-and-logins'],
    ['export.progress', 'exports'],
    ['member_roles.delete', 'settings-and-members'],
    ['weather.insert', null],
  ])('of %s is %s', (kind, topic) => {
    expect(topicOf(kind)).toBe(topic)
  })

  it('is one only', () => {
    const all = auditTopics.flatMap((topic) => [...nounsOf(topic)])
    expect(all.filter((noun, index) => all.indexOf(noun) !== index)).toEqual([])
  })
})
