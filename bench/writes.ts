/**
 * What somebody waits for who submits, decides or logs a set: the whole command, eight at a time through its own function,
 * with its event in the audit and the clinic's lock, beside a transaction that only writes; in one clinic and spread over
 * several. A password is not derived in it: that comes before the transaction, and takes 7 ms whatever the transaction does.
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { useSealKey } from '~/auth/seal.server'
import { verifyAudit } from '~/data/audit-verify.server'
import { decideVersion } from '~/data/decisions.server'
import { logSet } from '~/data/sets.server'
import { submitVersion } from '~/data/submissions.server'
import { closePools, openPools } from '~/database/pools.server'
import { noLimits } from '~/domain/limits'
import type { Bench, Figure } from './kit/figure'
import { type DurableDatabase, makeDurableDatabase } from './kit/durable-database'
import { interleaved } from './kit/rounds'
import { openBare } from './writing/bare-transaction'
import { confirmPasswords, prepareClinic, type Prepared, setsOfSession } from './writing/prepared-clinics'

const atATime = 8
const commandsOfTurn = 160
const bareOfTurn = 1_600
const spreads = [1, 2, 4, 8] as const
type Spread = (typeof spreads)[number]
const commands = ['submit', 'decide', 'set'] as const
type Command = (typeof commands)[number]

/** Does one of it, or throws. */
type One = () => Promise<void>

export const writes: Bench = {
  says: 'submit, decide and log a set, with the audit and the clinic’s lock, beside a transaction that only writes',
  async run({ rounds }) {
    const data = join(process.env.CLEARWAY_BENCH || '.cache/bench', 'writes')
    const database = await makeDurableDatabase(data)
    useSealKey('the seal key of the bench, long enough')
    await openPools(database.urls)
    const bare = await openBare(database.urls.superuser, atATime)
    const clinics = await prepare(database, rounds + 1)
    const ids = clinics.map(({ clinic }) => clinic.id)
    const bareTurn = (spread: Spread, isLocked: boolean) => () =>
      perSecond(Array.from({ length: bareOfTurn }, (_, n) => () => bare.write(ids[n % spread] ?? '', isLocked)))
    try {
      const found = await interleaved(
        Object.fromEntries([
          ['unlocked', bareTurn(1, false)],
          ...spreads.map((spread) => [`bare ${spread}`, bareTurn(spread, true)] as const),
          ...commands.flatMap((command) =>
            spreads.map(
              (spread) =>
                [
                  `${command} ${spread}`,
                  async () => perSecond(await take(database, clinics, command, spread)),
                ] as const,
            ),
          ),
        ]) as Record<string, () => Promise<number>>,
        rounds,
      )
      await check(database, data, clinics, rounds + 1)
      if ((await bare.count()) !== bareOfTurn * 5 * (rounds + 1))
        throw new Error('The bare transactions are not all there.')
      return figures(found)
    } finally {
      await bare.end()
      await closePools()
      await database.leave()
    }
  },
}

/** Of each clinic, what all turns of all rounds take of it: the first has a part in every spread, the last in one. */
function partOf(clinic: number): number {
  return spreads.filter((spread) => clinic < spread).reduce((sum, spread) => sum + commandsOfTurn / spread, 0)
}

async function prepare(database: DurableDatabase, rounds: number): Promise<Prepared[]> {
  const clinics: Prepared[] = []
  for (let n = 0; n < Math.max(...spreads); n += 1) clinics.push(await prepareClinic(database, partOf(n) * rounds))
  await database.superuser.query('vacuum analyze')
  return clinics
}

/** The next of each clinic of the spread, clinic by clinic in turn. */
async function take(
  database: DurableDatabase,
  clinics: readonly Prepared[],
  command: Command,
  spread: Spread,
): Promise<One[]> {
  const each = commandsOfTurn / spread
  const ofClinics: One[][] = []
  for (const prepared of clinics.slice(0, spread)) ofClinics.push(await makers[command](database, prepared, each))
  return Array.from({ length: commandsOfTurn }, (_, n) => ofClinics[n % spread]?.[Math.floor(n / spread)] as One)
}

const makers: Record<Command, (database: DurableDatabase, prepared: Prepared, count: number) => Promise<One[]>> = {
  submit: async (_database, { trainer, drafts }, count) =>
    drafts.splice(0, count).map((draft) => async () => {
      const whys = {}
      isDone(await submitVersion(trainer, { key: randomUUID(), at: new Date(), ...draft, whys }))
    }),
  decide: async ({ superuser }, prepared, count) => {
    const waiting = prepared.waiting.splice(0, count)
    const confirmed = await confirmPasswords(superuser, prepared, waiting)
    return waiting.map(({ programId, versionId, contentHash, screeningId }, n) => async () => {
      const form = { programId, versionId, contentHash, kind: 'cleared' as const, readScreeningId: screeningId }
      const said = { limits: noLimits, justification: '', reason: '', answers: {} }
      const signed = { key: randomUUID(), at: new Date(), reauthenticationId: confirmed[n] ?? '' }
      isDone(await decideVersion(prepared.therapist, { ...form, ...said, ...signed }))
    })
  },
  set: async (_database, { trainer, sessions }, count) => {
    const taken = sessions.splice(0, Math.ceil(count / setsOfSession))
    return Array.from({ length: count }, (_, n) => async () => {
      const { sessionId = '', lineId = '' } = taken[n % taken.length] ?? {}
      const reps = Math.floor(n / taken.length) === 0 ? 30 : 15
      const load = { loadG: 7_000, enteredValue: '7', enteredUnit: 'kg' as const }
      const cuff = { isRestricted: true, restrictionSeconds: 90, pressureMmhg: 100 }
      const set = { sessionId, lineId, side: 'left' as const, reps, load, rpe: 6, ...cuff, reason: '' }
      isDone(await logSet(trainer, { key: randomUUID(), at: new Date(), ...set }))
    })
  },
}

function isDone(outcome: { ok: boolean; why?: string }): void {
  if (!outcome.ok) throw new Error(`A command was refused: ${outcome.why}.`)
}

/** Eight at a time, each of the eight going on as soon as it is answered. */
async function perSecond(all: readonly One[]): Promise<number> {
  let next = 0
  const began = performance.now()
  const one = async () => {
    while (next < all.length) {
      next += 1
      await all[next - 1]?.()
    }
  }
  await Promise.all(Array.from({ length: atATime }, one))
  return (1000 * all.length) / (performance.now() - began)
}

/** Each command left its event, and every chain is whole. */
async function check({ superuser, urls }: DurableDatabase, data: string, clinics: readonly Prepared[], rounds: number) {
  const kinds = { submit: 'versions.update', decide: 'decision.cleared', set: 'sets.insert' }
  for (const [n, { clinic }] of clinics.entries())
    for (const [command, kind] of Object.entries(kinds)) {
      const { rows } = await superuser.query<{ count: string }>(
        `select count(*) from audit_events e where clinic_id = $1 and kind = $2 and actor_member_id is not null
         and exists (select 1 from audit_details d where d.clinic_id = e.clinic_id and d.seq = e.seq
           and ($2 <> 'versions.update' or d.detail like '%"submitted"]%'))`,
        [clinic.id, kind],
      )
      const count = Number(rows[0]?.count)
      const built = command === 'set' ? 0 : command === 'submit' ? 2 : 1
      if (count !== partOf(n) * rounds + built) throw new Error(`${command} left ${count} events in clinic ${n}.`)
    }
  const { isWhole } = await verifyAudit(urls.backup, join(data, 'no-witness'))
  if (!isWhole) throw new Error('The chain of the audit is broken.')
}

function figures(found: Record<string, number[]>): Figure[] {
  const share = (of: string, to: string, unit: string, factor = 100) => ({
    unit,
    values: (found[of] ?? []).map((value, round) => (factor * value) / (found[to]?.[round] ?? Number.NaN)),
  })
  return [
    ...commands.map((command) => ({
      name: `${command}, one clinic`,
      ...share(`${command} 1`, 'bare 1', '% of the bare transaction'),
      goal: { least: 15 },
    })),
    ...commands.map((command) => ({
      name: `${command}, one clinic`,
      ...share(`${command} 1`, 'unlocked', '% of it without the lock'),
    })),
    ...commands.map((command) => ({
      name: `${command}, four clinics`,
      ...share(`${command} 4`, `${command} 1`, 'times one clinic', 1),
    })),
    ...commands.flatMap((command) =>
      spreads.map((spread) => ({
        name: `${command}, clinics: ${spread}`,
        unit: 'a second',
        values: found[`${command} ${spread}`] ?? [],
      })),
    ),
    ...spreads.map((spread) => ({
      name: `the bare transaction, clinics: ${spread}`,
      unit: 'a second',
      values: found[`bare ${spread}`] ?? [],
    })),
    { name: 'the bare transaction without the lock', unit: 'a second', values: found.unlocked ?? [] },
  ]
}
