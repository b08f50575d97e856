import { describe, expect, it } from 'vitest'
import { mayHandOver, mayTakeOver, shareOut } from './hand-over'
import type { Role } from './member'

const somebody = (memberId: string, roles: Role[], isActive = true) => ({ memberId, roles, isActive })
const maya = somebody('maya', ['trainer'])
const jo = somebody('jo', ['trainer'])
const sam = somebody('sam', ['trainer', 'physical-therapist'])
const lin = somebody('lin', ['physical-therapist'])
const osei = somebody('osei', ['doctor'])
const ada = somebody('ada', ['admin'])
const facts = { by: ada, from: maya, heirs: [jo], isInSession: false }

describe('handing over', () => {
  it.each([
    ['by an admin to a trainer', {}, null],
    ['by a clinician', { by: lin }, null],
    ['to two colleagues', { heirs: [jo, sam] }, null],
    ['from somebody deactivated', { from: { ...maya, isActive: false } }, null],
    [
      'from somebody deactivated whose session was left open',
      { from: { ...maya, isActive: false }, isInSession: true },
      null,
    ],
    ['by a trainer', { by: jo }, 'not-your-role'],
    ['to nobody', { heirs: [] }, 'hand-over-to-nobody'],
    ['to oneself', { heirs: [maya] }, 'heir-unfit'],
    ['to somebody deactivated', { heirs: [{ ...jo, isActive: false }] }, 'heir-unfit'],
    ['of a trainer’s clients to a therapist', { heirs: [lin] }, 'heir-unfit'],
    ['to a trainer and an admin', { heirs: [jo, ada] }, 'heir-unfit'],
    ['while a session they started runs', { isInSession: true }, 'hand-over-in-session'],
  ] as const)('%s', (_says, part, why) => {
    expect(mayHandOver({ ...facts, ...part })).toEqual(why ? { ok: false, why } : { ok: true })
  })

  it.each([
    ['a doctor from a therapist', lin, osei, true],
    ['a therapist from a doctor', osei, lin, false],
    ['a trainer from a therapist', lin, jo, false],
    ['who is both from a trainer', maya, sam, true],
    ['a trainer from who is both', sam, jo, false],
    ['a trainer from an admin who once trained', ada, jo, true],
  ] as const)('takes over %s: %s', (_says, from, heir, expected) => expect(mayTakeOver(from, heir)).toBe(expected))
})

describe('sharing out', () => {
  it('gives each client to one colleague, in turn', () => {
    expect(shareOut(['a', 'b', 'c'], ['jo', 'sam'], 'shared-out')).toEqual([
      { clientId: 'a', memberId: 'jo' },
      { clientId: 'b', memberId: 'sam' },
      { clientId: 'c', memberId: 'jo' },
    ])
  })

  it('gives every client to each, where that was asked for', () => {
    expect(
      shareOut(['a', 'b'], ['jo', 'sam'], 'all-to-each').map(({ clientId, memberId }) => clientId + memberId),
    ).toEqual(['ajo', 'asam', 'bjo', 'bsam'])
  })
})
