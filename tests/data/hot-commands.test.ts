/** What is done all day asks the database little: a budget of statements and of trips, for submitting, deciding and a set. */
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { decideVersion } from '~/data/decisions.server'
import { logSet } from '~/data/sets.server'
import { submitVersion } from '~/data/submissions.server'
import { watchStatements } from '~/database/statements.server'
import { type Limits, noLimits } from '~/domain/limits'
import { acting } from '../acting'
import { buildClinic, type Clinic, reauthenticate } from '../builders'
import { buildCleared, buildClient, buildDraft, buildScreening, submit, train } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let trainer: Acting

beforeAll(async () => {
  clinic = await buildClinic(database)
  trainer = await acting(clinic.trainer)
})

/** The names of its statements in order; the second time nothing is read of the catalogue any more. */
async function statementsOf(command: () => Promise<{ ok: boolean }>): Promise<string[]> {
  const told: string[] = []
  const stop = watchStatements(({ name }) => told.push(name))
  const outcome = await command().finally(stop)
  expect(outcome).toMatchObject({ ok: true })
  return told
}

const drafted = async () => {
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId)
  return buildDraft(clinic, clientId, { isBfr: false })
}

it('a submission is eight statements', async () => {
  const { programId, versionId } = await drafted()
  const asked = { key: randomUUID(), at: new Date(), programId, versionId, whys: {} }
  expect(await statementsOf(() => submitVersion(trainer, asked))).toEqual([
    'begin',
    'command-before',
    'program-version',
    'screening-standing',
    'rule-facts',
    'version-submitted',
    'command-kept',
    'commit',
  ])
})

it('a decision is seven, one more where it limits, and one for all answers', async () => {
  const therapist = await acting(clinic.therapist)
  const decide = async (kind: 'cleared' | 'cleared-with-limits', limits: Limits) => {
    const { programId, versionId, contentHash, screeningId } = await submit(clinic, await drafted())
    const reauthenticationId = await reauthenticate(clinic, clinic.therapist, `sign:${kind}`, contentHash)
    const form = { programId, versionId, contentHash, kind, readScreeningId: screeningId, limits }
    const said = { justification: '', reason: '', answers: {} }
    const signed = { key: randomUUID(), at: new Date(), reauthenticationId }
    return statementsOf(() => decideVersion(therapist, { ...form, ...said, ...signed }))
  }
  const loaded = ['begin', 'command-before', 'program-version', 'version-standing']
  const saved = ['decision', 'command-kept', 'commit']
  expect(await decide('cleared', noLimits)).toEqual([...loaded, ...saved])
  const limited = await decide('cleared-with-limits', { ...noLimits, isSupervisedOnly: true })
  expect(limited).toEqual([...loaded, 'rule-facts', ...saved])
})

it('a set is six, one more for all that went beyond, and four where it was logged before', async () => {
  const built = await buildCleared(clinic)
  await clinic.sql(clinic.trainer, `update programs set status = 'active', started_at = now() where id = $1`, [
    built.programId,
  ])
  const sessionId = await train(clinic, built)
  const cuff = { isRestricted: true, restrictionSeconds: 90, pressureMmhg: 100 }
  const set = { sessionId, lineId: built.lineId, side: 'left' as const, reps: 30, load: null, rpe: null, ...cuff }
  const log = (reason: string, pressureMmhg: number, key: string = randomUUID()) =>
    statementsOf(() => logSet(trainer, { ...set, key, at: new Date(), reason, pressureMmhg }))
  const key = randomUUID()
  const within = ['begin', 'command-before', 'session-to-log', 'set', 'command-kept', 'commit']
  expect(await log('', 100, key)).toEqual(within)
  expect(await log('', 100, key)).toEqual(['begin', 'command-before', 'session-to-log', 'commit'])
  expect(await log('Asked for it', 160)).toEqual(within.toSpliced(4, 0, 'set-deviations'))
})
