/** What waits for a clinician's decision in this clinic, ranked by the domain, and whose it is. */
import type { Query } from '~/database/query.server'
import type { Person } from '~/domain/member'
import type { Refusal } from '~/domain/refusal'
import { inOrder, isTheirs, type Risk, riskOf, type Waiting } from '~/domain/waiting'
import { type Whose, whoseIs } from '~/domain/whose'
import { type Acting, personOf } from './acting.server'
import { readWaitingFacts, type WaitingFact, type WaitingFacts } from './waiting-facts.server'

/** `whyNotYours` null: the member may decide it. `standsInFor`: the name of who is away, where it is theirs for that. */
export type Ranked = Waiting & { risk: Risk; whyNotYours: Refusal | null; whose: Whose; standsInFor: string | null }

/** All of it, the gravest and oldest first. Clinicians see all of their clinic; whose it is, it says. */
export async function listWaiting(query: Query, member: Acting, at: Date): Promise<Ranked[]> {
  return (await readWaiting(query, member, at)).waiting
}

/** The same with the clinicians it may be of: one statement, however much waits. */
export async function readWaiting(
  query: Query,
  member: Acting,
  at: Date,
): Promise<{ waiting: Ranked[] } & Pick<WaitingFacts, 'colleagues' | 'words'>> {
  const found = await readWaitingFacts(query, member.clinicId, at)
  const rank = ranking(member, found)
  return { waiting: found.waiting.map(rank).sort(inOrder), colleagues: found.colleagues, words: found.words }
}

function ranking(member: Acting, { colleagues, today }: WaitingFacts): (fact: WaitingFact) => Ranked {
  const clinic = {
    isDoctorForPrecautions: member.clinic.doctorForPrecautions,
    clearanceValidDays: member.clinic.clearanceValidDays,
  }
  const by = personOf(member)
  const names = new Map(colleagues.map(({ name, person }) => [person.memberId, name]))
  return ({ careTeamIds, ...waiting }) => {
    const may = (person: Person) => isTheirs(waiting, person, today, clinic)
    const { whose, awayId } = whoseIs(
      { careTeamIds, colleagues, mayDecide: (person: Person) => may(person).ok },
      by.memberId,
    )
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
