/** The witness: what it keeps outside the database, and what that shows later on. */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyAudit } from '~/data/audit-verify.server'
import { appendWitness } from '~/data/audit-witness-file.server'
import { auditWitness } from '~/jobs/audit-witness.server'
import type { Clinic } from '../builders'
import { buildCleared } from '../builders-program'
import { useTestDatabase } from '../use-database'
import { buildWitnessed, forget, headOf, rechain, superuserOf, witnessedAt } from './superuser'

const database = useTestDatabase()
const now = new Date('2026-11-23T09:00:00Z')
let superuser: pg.Client
let folder: string
let witness: string
let clinic: Clinic
let headSeq: number

beforeAll(async () => {
  superuser = await superuserOf(database.urls.superuser)
  folder = await mkdtemp(join(tmpdir(), 'clearway-witness-'))
})
afterAll(async () => {
  await superuser.end()
  await rm(folder, { recursive: true })
})
beforeEach(async (test) => {
  if (clinic) await forget(superuser, clinic.id)
  witness = join(folder, `${test.task.id}.log`)
  clinic = await buildWitnessed(database, witness)
  headSeq = await headOf(superuser, clinic.id)
})

const verified = async (path = witness) => {
  const { isWhole, unreadable, chains } = await verifyAudit(database.urls.backup, path)
  const chain = chains.find(({ clinicId }) => clinicId === clinic.id)
  return { isWhole, unreadable, fault: chain?.fault, unwitnessed: chain?.unwitnessed }
}
const alterFifth = () =>
  superuser.query("update audit_events set kind = 'members.update' where clinic_id = $1 and seq = 5", [clinic.id])

describe('the tail the witness has not seen', () => {
  it('is counted', async () => {
    await buildCleared(clinic)
    const newHead = await headOf(superuser, clinic.id)
    expect(await verified()).toMatchObject({ isWhole: true, unwitnessed: newHead - headSeq })
    expect(await verified(join(folder, 'never-written.log'))).toMatchObject({ isWhole: true, unwitnessed: newHead })
  })

  it('is counted to the true end where the chain is broken earlier', async () => {
    await buildCleared(clinic)
    await alterFifth()
    expect(await verified()).toMatchObject({
      fault: { seq: 5, what: 'was altered' },
      unwitnessed: (await headOf(superuser, clinic.id)) - headSeq,
    })
  })
})

describe('a line once written', () => {
  const notTheOne = () => ({ seq: headSeq, what: `is not the one the witness saw at ${witnessedAt}` })

  it('speaks against a chain rewritten before it, though the rewritten one was witnessed too', async () => {
    await alterFifth()
    await rechain(superuser, clinic.id, 5)
    await buildCleared(clinic)
    await auditWitness(witness)(now)
    expect(await verified()).toMatchObject({ isWhole: false, fault: notTheOne() })
  })

  it('speaks against others put in the place of those cut off', async () => {
    await superuser.query('update access_events set sealed_by = null where clinic_id = $1', [clinic.id])
    for (const table of ['audit_details', 'audit_subjects', 'audit_events']) {
      await superuser.query(`delete from ${table} where clinic_id = $1 and seq > $2`, [clinic.id, headSeq - 3])
    }
    await buildCleared(clinic)
    expect(await verified()).toMatchObject({ isWhole: false, fault: notTheOne() })
  })

  it('that names a head nobody wrote is held against the chain', async () => {
    await appendWitness(witness, [{ clinic: clinic.id, seq: 2, hash: '0'.repeat(64), at: witnessedAt }])
    expect(await verified()).toMatchObject({ isWhole: false, fault: { ...notTheOne(), seq: 2 } })
  })
})

describe('the file', () => {
  it('is only ever added to, by any number of replicas, with heads that moved', async () => {
    const before = await readFile(witness, 'utf8')
    const replicas = Array.from({ length: 5 }, () => auditWitness(witness))
    const all = () => Promise.all(replicas.map((replica) => replica(now)))
    await all()
    await buildCleared(clinic)
    expect(await all()).toEqual([1, 1, 1, 1, 1])
    expect(await all()).toEqual([0, 0, 0, 0, 0])
    const after = await readFile(witness, 'utf8')
    expect(after.startsWith(before)).toBe(true)
    expect(after.split('\n').filter((line) => line && JSON.parse(line).hash.length !== 64)).toEqual([])
    expect(await verified()).toMatchObject({ isWhole: true, unreadable: 0, unwitnessed: 0 })
  })

  it('goes on after a line torn by a full disk', async () => {
    await writeFile(witness, (await readFile(witness, 'utf8')).slice(0, -20))
    await auditWitness(witness)(now)
    expect(await verified()).toMatchObject({ isWhole: true, unreadable: 1, unwitnessed: 0 })
  })
})

it('is not read by a role that sees one clinic or none, which would find nothing wrong', async () => {
  for (const url of [database.urls.app, database.urls.owner, database.urls.jobs]) {
    await expect(verifyAudit(url, witness)).rejects.toThrow('does not see every clinic')
  }
})

describe('npm run audit:verify', () => {
  const run = () =>
    new Promise<{ code: number | null; said: string }>((done) => {
      const { app, backup } = database.urls
      const env = { ...process.env, DATABASE_URL: app, CLEARWAY_BACKUP_URL: backup, CLEARWAY_AUDIT_WITNESS: witness }
      const child = spawn(process.execPath, ['--import', 'tsx', 'prisma/audit-verify.ts'], { env })
      let said = ''
      child.stdout.on('data', (text) => (said += text))
      child.stderr.on('data', (text) => (said += text))
      child.on('close', (code) => done({ code, said }))
    })

  it('says that all is whole, and then which event was altered', async () => {
    const { code, said } = await run()
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(/The audit is whole: 2 chains, .*, 0 events not yet witnessed\.\n$/),
    ])
    await alterFifth()
    const after = await run()
    expect(after.code).toBe(1)
    expect(after.said).toMatch(/BROKEN in clinic-[0-9a-f-]+: event 5 was altered\.\nThe audit is NOT whole\.\n$/)
  })
})
