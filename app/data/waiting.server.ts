/** What waits for a clinician's decision in this clinic, ranked by the domain, and whose it is. */
import type { Query } from '~/database/query.server'
import type { Person } from '~/domain/member'
import { type ClinicRules, inOrder, isTheirs, riskOf } from '~/domain/waiting'
import { whoseIs } from '~/domain/whose'
import { type Acting, personOf } from './acting.server'
import { type RankedWaiting, readWaitingFacts, type WaitingFact, type WaitingFacts } from './waiting-facts.server'
import type { Look } from './worklist-look.server'

export type Ranked = RankedWaiting

/** All of it, the gravest and oldest first. Clinicians see all of their clinic; whose it is, it says. */
export async function listWaiting(query: Query, member: Acting, at: Date): Promise<readonly Ranked[]> {
  return (await readWaiting(query, member, at)).waiting
}

/** The same with the clinicians it may be of: one statement at most, however much waits. */
export async function readWaiting(
  query: Query,
  member: Acting,
  at: Date,
  look?: Look,
): Promise<{ waiting: readonly Ranked[] } & Pick<WaitingFacts, 'colleagues' | 'words'>> {
  const { colleagues, words, ranked, waiting, today } = await readWaitingFacts(query, member.clinicId, at, look)
  const { doctorForPrecautions, clearanceValidDays } = member.clinic
  const clinic = { isDoctorForPrecautions: doctorForPrecautions, clearanceValidDays }
  const by = personOf(member)
  const key = JSON.stringify([by, clinic])
  const known = ranked.get(key)
  if (known) return { waiting: known, colleagues, words }
  const made = waiting.map(rankedFor({ by, clinic, colleagues, today })).sort(inOrder)
  ranked.set(key, made)
  return { waiting: made, colleagues, words }
}

type RankedFor = Pick<WaitingFacts, 'colleagues' | 'today'> & { by: Person; clinic: ClinicRules }

function rankedFor({ by, clinic, colleagues, today }: RankedFor): (fact: WaitingFact) => Ranked {
  const names = new Map(colleagues.map(({ name, person }) => [person.memberId, name]))
  return ({ careTeamIds, ...waiting }) => {
    const may = (person: Person) => isTheirs(waiting, person, today, clinic)
    const facts = { careTeamIds, colleagues, mayDecide: (person: Person) => may(person).ok }
    const { whose, awayId } = whoseIs(facts, by.memberId)
    const theirs = may(by)
    return {
      ...waiting,
      risk: riskOf(waiting, clinic),
      whyNotYours: theirs.ok ? null : theirs.why,
      whose,
      standsInFor: awayId && (names.get(awayId) ?? null),
    }
  }
}
