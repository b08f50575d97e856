/** A client put away: out of the lists, nothing begun for them, also in straight SQL; and back. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { archiveClient, restoreClient } from '~/data/client-archives.server'
import { readClient } from '~/data/client-door.server'
import { listClients } from '~/data/client-list.server'
import { searchClients } from '~/data/client-search.server'
import { readClinic } from '~/database/door.server'
import { acting } from '../acting'
import { buildClinic, type Clinic, type Who } from '../builders'
import { buildCleared, buildClient, buildDraft, buildScreening, submit, train } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let trainer: Acting
let therapist: Acting

beforeAll(async () => {
  clinic = await buildClinic(database)
  trainer = await acting(clinic.trainer)
  therapist = await acting(clinic.therapist)
})

const asked = (clientId: string) => ({ key: randomUUID(), at: new Date(), clientId })
const archive = (clientId: string, by = trainer) => archiveClient(by, { ...asked(clientId), reason: 'Moved away.' })
const row = (clientId: string, who: Who, changes = '') =>
  clinic.sql(
    who,
    `insert into client_archives (clinic_id, id, client_id, reason, archived_by, occurred_at)
     values ($1, gen_random_uuid(), $2, 'x', ${changes || '$3'}, now())`,
    changes ? [clinic.id, clientId] : [clinic.id, clientId, who.memberId],
  )
const end = (programId: string) =>
  clinic.sql(
    clinic.therapist,
    `update programs set status = 'stopped', ended_at = now(), end_reason = 'Over.' where id = $1`,
    [programId],
  )

describe('a client put away', () => {
  it('leaves list and search, is there where asked for, and comes back', async () => {
    const clientId = await buildClient(clinic)
    expect(await archive(clientId)).toEqual({ ok: true })
    const found = (withArchived: boolean) =>
      readClinic(trainer, async (query) => {
        const { rows } = await searchClients(query, trainer, { words: 'ana', withArchived, at: new Date() })
        const list = { sort: { by: 'name', direction: 'ascending' }, after: null, before: null, program: null } as const
        const page = await listClients(query, trainer, { ...list, isMine: false, withArchived, at: new Date() })
        return [rows, page.rows].map((each) => each.find(({ id }) => id === clientId)?.isArchived ?? null)
      })
    expect([await found(false), await found(true)]).toEqual([
      [null, null],
      [true, true],
    ])
    const read = () =>
      readClient(therapist, { clientId, pathKind: 'test', at: new Date() }, async (_query, { archive }) => archive)
    expect(await read()).toMatchObject({ byName: 'Maya Ruiz', reason: 'Moved away.' })
    expect(await archive(clientId)).toEqual({ ok: false, why: 'client-archived' })
    expect(await restoreClient(therapist, asked(clientId))).toEqual({ ok: true })
    expect(await restoreClient(therapist, asked(clientId))).toEqual({ ok: false, why: 'client-not-archived' })
    expect([await found(false), await read()]).toEqual([[false, false], null])
  })

  it('has no program raised and no version written, in straight SQL', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId)
    expect(await archive(clientId)).toEqual({ ok: true })
    await expect(buildDraft(clinic, clientId)).rejects.toThrow('client-archived')
    expect(await restoreClient(trainer, asked(clientId))).toEqual({ ok: true })
    await submit(clinic, await buildDraft(clinic, clientId))
  })
})

describe('a client stays', () => {
  it('while a program is not over, and not for a moment longer', async () => {
    const built = await buildCleared(clinic)
    expect(await archive(built.clientId)).toEqual({ ok: false, why: 'program-not-over' })
    await expect(row(built.clientId, clinic.trainer)).rejects.toThrow('program-not-over')
    await end(built.programId)
    expect(await archive(built.clientId)).toEqual({ ok: true })
    await expect(train(clinic, built)).rejects.toThrow('client-archived')
  })

  it('while a session runs', async () => {
    const built = await buildCleared(clinic)
    await train(clinic, built)
    expect(await archive(built.clientId)).toEqual({ ok: false, why: 'session-running' })
  })

  it('while nobody answered a red flag', async () => {
    const clientId = await buildClient(clinic)
    await clinic.sql(
      clinic.trainer,
      `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, raised_by, occurred_at)
       values ($1, gen_random_uuid(), $2, 'calf-pain', true, $3, now())`,
      [clinic.id, clientId, clinic.trainer.memberId],
    )
    expect(await archive(clientId)).toEqual({ ok: false, why: 'red-flag-unanswered' })
    await expect(row(clientId, clinic.therapist)).rejects.toThrow('red-flag-unanswered')
  })

  it('where the member may not see them, or has no clinical role', async () => {
    const clientId = await buildClient(clinic)
    for (const who of [clinic.otherTrainer, clinic.admin]) {
      const denied = await archive(clientId, await acting(who)).catch((thrown: unknown) => thrown)
      expect(denied).toMatchObject({ status: 404 })
    }
    await expect(row(clientId, clinic.otherTrainer)).rejects.toThrow('not-in-care-team')
    await expect(row(clientId, clinic.admin)).rejects.toThrow('not-your-role')
    await expect(row(clientId, clinic.therapist, `'${clinic.trainer.memberId}'`)).rejects.toThrow('not-your-role')
  })
})

it('the row of an archiving is closed once, by who closes it, and never taken back', async () => {
  const clientId = await buildClient(clinic)
  await archive(clientId)
  const sql = (text: string) => clinic.sql(clinic.therapist, text, [clientId])
  await expect(sql(`update client_archives set reason = 'other' where client_id = $1`)).rejects.toThrow('immutable')
  await expect(
    sql(`update client_archives set restored_at = now(), restored_by = archived_by where client_id = $1`),
  ).rejects.toThrow('not-your-role')
  await expect(sql('delete from client_archives where client_id = $1')).rejects.toThrow('permission denied')
  await restoreClient(trainer, asked(clientId))
  await expect(
    sql(`update client_archives set restored_at = null, restored_by = null where client_id = $1`),
  ).rejects.toThrow('client-not-archived')
})

it('a client is added in nobody else’s name', async () => {
  const added = (who: Who, by: Who) =>
    clinic.sql(
      who,
      `insert into clients (clinic_id, id, record_number, given_name, family_name, birth_date, sex, created_by)
       values ($1, gen_random_uuid(), $2, 'A', 'B', '1990-01-01', 'other', $3)`,
      [clinic.id, randomUUID(), by.memberId],
    )
  await expect(added(clinic.admin, clinic.trainer)).rejects.toThrow('not-your-role')
  await expect(added(clinic.trainer, clinic.trainer)).resolves.toEqual([])
})
