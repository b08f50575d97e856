/**
 * Several members at one version in the same moment: some by their pages, some in straight SQL on connections of their
 * own, as from another server. One of them wins, signs once and is remembered once; the others are told why not.
 */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cell } from '~/domain/clearance-matrix.fixture'
import { isRefusal, refusals } from '~/domain/refusal'
import { sentenceOf } from '~/ui/refusals'
import { buildClinic, type Clinic, reauthenticate } from '../builders'
import {
  type Built,
  buildCleared,
  buildClient,
  buildDraft,
  buildScreening,
  buildVersion,
  sign,
  submit,
} from '../builders-program'
import { askFor } from '../routes/arrange-cell'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const races = Number(process.env.CLEARWAY_RACES ?? 15)
let clinic: Clinic
let superuser: pg.Client

beforeAll(async () => {
  clinic = await buildClinic(database)
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
})
afterAll(() => superuser.end())

type Runner = { who: string; isSigning: boolean; run: () => Promise<'won' | string> }
const sentences = new Set(refusals.map(sentenceOf))

/** By the page: a conflict is a 409 with a sentence of ours. */
function byPage(move: string, who: Cell['who'], built: Built): Runner {
  const cell: Cell = {
    move,
    who,
    status: 'submitted',
    program: "other's",
    screening: 'standard',
    cuff: 'with',
    hold: 'no hold',
    clearance: 'none',
  }
  const run = async () => {
    const { status, text } = await askFor(clinic, cell, { built, holdId: '' })
    if (status === 303) return 'won'
    expect(status, text).toBe(409)
    expect(
      [...sentences].some((sentence) => text.includes(JSON.stringify(sentence).slice(1, -1))),
      text,
    ).toBe(true)
    return text
  }
  return { who: `${move} by page`, isSigning: move !== 'withdraw', run }
}

/** In straight SQL: refused with a word that has a sentence. */
function inSql(who: string, isSigning: boolean, work: () => Promise<unknown>): Runner {
  const run = async () => {
    try {
      const answer = await work()
      return Array.isArray(answer) && answer.length === 0 ? 'nothing to take back' : 'won'
    } catch (error) {
      const { message } = error as Error
      expect(isRefusal(message), message).toBe(true)
      return message
    }
  }
  return { who: `${who} in SQL`, isSigning, run }
}

async function signer(
  who: 'otherTherapist' | 'trainerAndTherapist',
  outcome: 'cleared' | 'changes-requested' | 'revoked',
  built: Built,
) {
  const by = clinic[who]
  const reauthenticationId = await reauthenticate(clinic, by, `sign:${outcome}`, built.contentHash)
  return inSql(`${outcome} by ${who}`, true, () => sign(clinic, built, { by, outcome, reauthenticationId }))
}

const takeBack = ({ versionId }: Built) =>
  inSql('withdraw', false, () =>
    clinic.sql(
      clinic.trainer,
      "update versions set status = 'withdrawn' where id = $1 and status = 'submitted' returning id",
      [versionId],
    ),
  )

/** All at once, in another order each time; who won. */
async function race(runners: Runner[], turn: number): Promise<Runner[]> {
  const order = runners.map((_, index) => runners[(index + turn) % runners.length] as Runner)
  const answers = await Promise.all(order.map(async (runner) => ({ runner, answer: await runner.run() })))
  return answers.filter(({ answer }) => answer === 'won').map(({ runner }) => runner)
}

async function signed({ versionId }: Built): Promise<{ outcomes: string[]; remembered: number; used: number }> {
  const { rows } = await superuser.query<{ outcome: string; remembered: number; used: number }>(
    `select d.outcome,
       (select count(*)::int from audit_events e where e.clinic_id = d.clinic_id and e.table_name = 'decisions' and e.row_id like '%' || d.id || '%') as remembered,
       (select count(*)::int from decisions x where x.clinic_id = d.clinic_id and x.reauthentication_id = d.reauthentication_id) as used
     from decisions d where d.clinic_id = $1 and d.version_id = $2 order by d.seq`,
    [clinic.id, versionId],
  )
  const sum = (of: 'remembered' | 'used') => rows.reduce((all, row) => all + row[of], 0)
  return { outcomes: rows.map(({ outcome }) => outcome), remembered: sum('remembered'), used: sum('used') }
}

const statusOf = async ({ versionId }: Built) =>
  (
    await superuser.query<{ status: string }>('select status from versions where clinic_id = $1 and id = $2', [
      clinic.id,
      versionId,
    ])
  ).rows[0]?.status

async function submitted(): Promise<Built> {
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId)
  return submit(clinic, await buildDraft(clinic, clientId))
}

describe(`in each of ${races} races`, () => {
  it('a submitted version is cleared, declined, sent back or withdrawn by one of six at once', {
    timeout: 30_000 + races * 5_000,
  }, async () => {
    const winners = new Set<string>()
    for (let turn = 0; turn < races; turn += 1) {
      const built = await submitted()
      const won = await race(
        [
          byPage('clear', 'physical therapist', built),
          byPage('decline', 'doctor', built),
          byPage('withdraw', 'trainer', built),
          await signer('otherTherapist', 'cleared', built),
          await signer('trainerAndTherapist', 'changes-requested', built),
          takeBack(built),
        ],
        turn,
      )
      expect(won.map(({ who }) => who)).toHaveLength(1)
      winners.add(won[0]?.who ?? '')
      const count = won[0]?.isSigning ? 1 : 0
      expect(await signed(built)).toMatchObject({ outcomes: { length: count }, remembered: count, used: count })
    }
    expect(winners.size).toBeGreaterThan(1)
  })

  it('a clearance in force is revoked by one of three at once, while its amendment is decided', {
    timeout: 30_000 + races * 5_000,
  }, async () => {
    for (let turn = 0; turn < races; turn += 1) {
      const inForce = await buildCleared(clinic)
      const next = await submit(clinic, {
        ...inForce,
        ...(await buildVersion(clinic, inForce.programId, 2, { kind: 'amendment' })),
      })
      await race(
        [
          byPage('revoke', 'physical therapist', inForce),
          byPage('revoke', 'doctor', inForce),
          await signer('otherTherapist', 'revoked', inForce),
          byPage('clear', 'doctor', next),
          byPage('decline', 'physical therapist', next),
          takeBack(next),
        ],
        turn,
      )
      const [first, second] = [await signed(inForce), await signed(next)]
      const isRevoked = first.outcomes.includes('revoked')
      const isAmended = second.outcomes.includes('cleared')
      expect(first.outcomes.length).toBe(isRevoked ? 2 : 1)
      expect(second.outcomes.length).toBeLessThanOrEqual(1)
      expect([first.remembered, second.remembered]).toEqual([first.outcomes.length, second.outcomes.length])
      // One or the other: what was amended has nothing left to revoke, and what was revoked nothing left to amend.
      expect([isRevoked, isAmended].filter(Boolean)).toHaveLength(1)
      expect(await statusOf(inForce)).toBe(isRevoked ? 'revoked' : 'superseded')
    }
  })
})
