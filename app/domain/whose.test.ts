import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Person } from './member'
import { isTheirs, type Risk, riskOf, type Waiting } from './waiting'
import { type Colleague, isInView, type Whose, whoseIs, whoseViews } from './whose'

const today = '2026-11-26'
const clinic = { isDoctorForPrecautions: false, clearanceValidDays: 30 }

const therapist = (memberId: string, validUntil = '2027-06-30'): Person => ({
  memberId,
  roles: ['physical-therapist'],
  licence: { number: memberId, state: 'BE', validUntil },
  isActive: true,
})
const there = (person: Person): Colleague => ({ person, away: null })
const away = (person: Person, delegateId: string | null): Colleague => ({ person, away: { delegateId } })

const [lin, tove, sam] = [therapist('lin'), therapist('tove'), therapist('sam')]
const everybody = () => true

describe('what waits', () => {
  const clinicOf = (...colleagues: Colleague[]) => ({ colleagues, mayDecide: everybody })

  it.each([
    ['theirs, in whose care team they are', ['lin', 'maya'], [there(lin), there(tove)], 'care-team'],
    [
      'theirs, where they stand in for a colleague of the care team',
      ['tove'],
      [there(lin), away(tove, 'lin')],
      'delegated',
    ],
    ['nobody’s with trainers alone in the care team', ['maya'], [there(lin), there(tove)], 'pool'],
    ['another’s, where a colleague of the care team is there', ['tove'], [there(lin), there(tove)], 'others'],
    [
      'another’s, where somebody stands in who is there',
      ['tove'],
      [there(lin), away(tove, 'sam'), there(sam)],
      'others',
    ],
    [
      'nobody’s, where all of the care team are away',
      ['tove', 'sam'],
      [there(lin), away(tove, null), away(sam, null)],
      'pool',
    ],
    [
      'nobody’s, where who stands in is away as well',
      ['tove'],
      [there(lin), away(tove, 'sam'), away(sam, 'lin')],
      'pool',
    ],
    ['nobody’s, where the colleague was deactivated', ['tove'], [there(lin)], 'pool'],
  ] as const)('is %s', (_says, careTeamIds, colleagues, whose) => {
    expect(whoseIs({ careTeamIds, ...clinicOf(...colleagues) }, 'lin').whose).toBe(whose)
  })

  it('says for whom they stand in', () => {
    expect(whoseIs({ careTeamIds: ['tove'], ...clinicOf(there(lin), away(tove, 'lin')) }, 'lin')).toEqual({
      whose: 'delegated',
      awayId: 'tove',
    })
  })

  it('is nobody’s, where the care team’s clinician may not decide it', () => {
    const mayDecide = ({ memberId }: Person) => memberId !== 'tove'
    const facts = { careTeamIds: ['tove'], colleagues: [there(lin), there(tove)], mayDecide }
    expect(whoseIs(facts, 'lin').whose).toBe('pool')
    expect(whoseIs(facts, 'tove').whose).toBe('care-team')
  })
})

describe('the views', () => {
  // By hand: which of them show it, for each of whose × how grave; it may not be decided by who looks.
  it.each([
    ['care-team', 'standard', ['mine-and-pool', 'care-team', 'all']],
    ['delegated', 'standard', ['mine-and-pool', 'delegated', 'all']],
    ['pool', 'doctor', ['mine-and-pool', 'pool', 'all']],
    ['others', 'doctor', ['all']],
    ['others', 'held', ['all']],
    ['others', 'red-flag', ['mine-and-pool', 'all']],
    ['others', 'breach', ['mine-and-pool', 'all']],
  ] as [Whose, Risk, string[]][])('of %s, %s', (whose, risk, shown) => {
    const waiting = { whose, risk, whyNotYours: 'needs-doctor' } as const
    expect(whoseViews.filter((view) => isInView(view, waiting))).toEqual(shown)
  })

  it('“yours” is what they may decide, whoever’s it is', () => {
    expect(isInView('yours', { whose: 'others', risk: 'standard', whyNotYours: null })).toBe(true)
    expect(isInView('yours', { whose: 'care-team', risk: 'standard', whyNotYours: 'own-program' })).toBe(false)
  })
})

describe('nothing that waits', () => {
  const ids = ['lin', 'tove', 'sam', 'osei', 'rao']
  const id = fc.constantFrom(...ids)
  const colleague = fc.record({
    roles: fc.constantFrom<Person['roles'][]>(['physical-therapist'], ['doctor'], ['trainer', 'physical-therapist']),
    validUntil: fc.constantFrom(null, '2026-11-25', '2027-06-30'),
    away: fc.option(fc.record({ delegateId: fc.option(id) })),
  })
  const clinicians = fc
    .tuple(fc.subarray(ids), fc.array(colleague, { minLength: ids.length, maxLength: ids.length }))
    .map(([present, drawn]) =>
      present.flatMap((memberId, index): Colleague[] => {
        const one = drawn[index]
        if (!one) return []
        const licence = one.validUntil && { number: memberId, state: 'BE', validUntil: one.validUntil }
        return [{ person: { memberId, roles: one.roles, licence, isActive: true }, away: one.away }]
      }),
    )
  const waiting = fc.record<Waiting>({
    id: fc.constant('w'),
    programId: fc.constant('p'),
    asks: fc.constantFrom('new', 'extension', 'lift'),
    since: fc.constant(new Date('2026-11-25T10:00:00Z')),
    programStatus: fc.constantFrom('not-started', 'active', 'on-hold'),
    hasBfr: fc.boolean(),
    outcome: fc.constantFrom('standard', 'precaution', 'elevated', 'no-restriction', null),
    isOutdatedByEvent: fc.boolean(),
    authorIds: fc.subarray(ids),
    isInBreach: fc.boolean(),
    earlierExtensions: fc.constantFrom(0, 1),
    toJustify: fc.constantFrom(0, 2),
    hold: fc.constant(null),
  })
  const lift = fc.record<NonNullable<Waiting['hold']>>({
    cause: fc.constantFrom('red-flag', 'screening', 'event'),
    heldBy: id,
    needsAssessment: fc.boolean(),
    isScreenedSince: fc.boolean(),
    clearedAs: fc.constantFrom('physical-therapist', 'doctor', null),
  })

  it('is out of the first view of all who may decide it: of those who are there, if any is', () => {
    fc.assert(
      fc.property(clinicians, fc.subarray(ids), waiting, lift, (colleagues, careTeamIds, drawn, hold) => {
        const item = drawn.asks === 'lift' ? { ...drawn, hold } : drawn
        const mayDecide = (person: Person) => isTheirs(item, person, today, clinic).ok
        const risk = riskOf(item, clinic)
        const isSeenBy = ({ person }: Colleague) => {
          const { whose } = whoseIs({ careTeamIds, colleagues, mayDecide }, person.memberId)
          return isInView('mine-and-pool', { whose, risk, whyNotYours: null })
        }
        const deciders = colleagues.filter(({ person }) => mayDecide(person))
        const present = deciders.filter(({ away }) => !away)
        const needed = present.length > 0 ? present : deciders
        expect(needed.length === 0 || needed.some(isSeenBy)).toBe(true)
        // And where nobody who is there may decide it, everybody sees that it waits.
        if (present.length === 0) expect(colleagues.every(isSeenBy)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  it('of a red flag or a breach is out of anybody’s first view', () => {
    fc.assert(
      fc.property(
        clinicians,
        fc.subarray(ids),
        fc.constantFrom<Risk>('red-flag', 'breach'),
        (colleagues, team, risk) => {
          for (const { person } of colleagues) {
            const { whose } = whoseIs({ careTeamIds: team, colleagues, mayDecide: everybody }, person.memberId)
            expect(isInView('mine-and-pool', { whose, risk, whyNotYours: null })).toBe(true)
          }
        },
      ),
    )
  })
})
