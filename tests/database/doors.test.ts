/** The doors: whose data one sees, who waits for whom, and what is left when something goes wrong. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asJobs, inClinic, queryInClinic, queryInstallation, readClinic } from '~/database/door.server'
import {
  ClinicBusy,
  databaseFailure,
  isCheckViolation,
  isExclusionViolation,
  isForeignKeyViolation,
  isPermissionDenied,
  isUniqueViolation,
  isUnreachable,
  Refused,
} from '~/database/refused.server'
import { useTestDatabase } from '../use-database'

const clinicId = '019a0000-0000-7000-8000-00000000000a'
const otherClinicId = '019a0000-0000-7000-8000-00000000000b'
const trainer = { clinicId, memberId: '019a0000-0000-7000-8000-000000000001' }
const stranger = { clinicId: otherClinicId, memberId: '019a0000-0000-7000-8000-000000000002' }
const database = useTestDatabase()
let owner: pg.Client

beforeAll(async () => {
  owner = new pg.Client({ connectionString: database.urls.superuser })
  await owner.connect()
  await owner.query(`create table notes (clinic_id uuid not null default current_clinic(), words text unique check (words <> ''),
    at timestamptz, day date)`)
  await owner.query('alter table notes owner to clearway_owner')
  await owner.query("call guard_table('notes', 'SELECT, INSERT')")
})
afterAll(() => owner.end())

const context = {
  name: 'context',
  text: 'select current_clinic()::text as clinic, current_member()::text as member',
  values: [],
}
const words = { name: 'words', text: 'select words from notes order by words', values: [] }

describe('context', () => {
  it('is the clinic and the member of whoever came in', async () => {
    const seen = [{ clinic: clinicId, member: trainer.memberId }]
    expect(await readClinic(trainer, (query) => query(context))).toEqual(seen)
    expect(
      await inClinic(
        trainer,
        (tx) => tx.$queryRaw`select current_clinic()::text as clinic, current_member()::text as member`,
      ),
    ).toEqual(seen)
  })

  it('ends with the transaction, on every connection of the pools', async () => {
    await Promise.all(Array.from({ length: 8 }, () => readClinic(trainer, (query) => query(context))))
    const after = await Promise.all(Array.from({ length: 8 }, () => queryInstallation(context)))
    expect(after.flat()).toEqual(Array(8).fill({ clinic: null, member: null }))
    expect(await asJobs((query) => query(context))).toEqual([{ clinic: null, member: null }])
  })

  it('never takes ids that are not uuids into its text', async () => {
    const forged = { ...trainer, clinicId: "'; drop table notes; --" }
    await expect(readClinic(forged, (query) => query(context))).rejects.toThrow('uuids')
    await expect(inClinic(forged, async () => 1)).rejects.toThrow('uuids')
  })

  it('shows a clinic its own rows and no other', async () => {
    await inClinic(trainer, (tx) => tx.$executeRaw`insert into notes (words) values ('ours')`)
    expect(await readClinic(trainer, (query) => query(words))).toEqual([{ words: 'ours' }])
    expect(await readClinic(stranger, (query) => query(words))).toEqual([])
    expect(await queryInstallation(words)).toEqual([])
  })
})

describe('a door in a door', () => {
  it('is refused, whichever they are', async () => {
    const doors = [readClinic, inClinic, queryInClinic].map((door) => () => door(trainer, async () => 1))
    for (const second of doors) {
      await expect(readClinic(trainer, second)).rejects.toThrow('A door inside a door')
      await expect(inClinic(trainer, second)).rejects.toThrow('A door inside a door')
    }
  })

  it('leaves a door after a door alone', async () => {
    expect(await readClinic(trainer, async () => 1)).toBe(1)
    expect(await inClinic(trainer, async () => 2)).toBe(2)
  })
})

describe('errors', () => {
  const insert = (text: string) => inClinic(trainer, (tx) => tx.$executeRaw`insert into notes (words) values (${text})`)

  it('leave nothing of the command behind', async () => {
    const broken = inClinic(trainer, async (tx) => {
      await tx.$executeRaw`insert into notes (words) values ('half')`
      throw new Error('stop')
    })
    await expect(broken).rejects.toThrow('stop')
    expect(await readClinic(trainer, (query) => query(words))).not.toContainEqual({ words: 'half' })
  })

  it('leave a reading connection usable', async () => {
    for (let times = 0; times < 10; times += 1) {
      await expect(
        readClinic(trainer, (query) => query({ name: 'zero', text: 'select 1 / 0', values: [] })),
      ).rejects.toThrow()
    }
    expect(await readClinic(trainer, (query) => query(context))).toHaveLength(1)
  })

  it('raised by a trigger arrive as the word of the domain, by either door', async () => {
    const refuse = { name: 'refuse', text: "select refuse('own-program')", values: [] }
    const byRead = await readClinic(trainer, (query) => query(refuse)).catch((error) => error)
    const byCommand = await inClinic(trainer, (tx) => tx.$executeRaw`select refuse('own-program')`).catch(
      (error) => error,
    )
    for (const refused of [byRead, byCommand]) {
      expect(refused).toBeInstanceOf(Refused)
      expect(refused.why).toBe('own-program')
    }
  })

  it('are told apart by what was violated', async () => {
    await insert('once')
    const unique = await insert('once').catch((error) => error)
    expect(isUniqueViolation(unique)).toBe(true)
    expect(databaseFailure(unique)?.constraint).toBe('notes_words_key')
    expect(isCheckViolation(await insert('').catch((error) => error))).toBe(true)
  })

  it('name what a row must not overlap, what it must not miss and what a role may not do', async () => {
    const failed = (sql: string) => inClinic(trainer, (tx) => tx.$executeRawUnsafe(sql)).catch((error) => error)
    await owner.query(`create table spans (span int4range, exclude using gist (span with &&)); grant all on spans to clearway_app;
      create table links (member_id uuid references accounts (id)); grant all on links to clearway_app`)
    await failed("insert into spans values ('[1,3]')")
    expect(isExclusionViolation(await failed("insert into spans values ('[2,4]')"))).toBe(true)
    expect(isForeignKeyViolation(await failed(`insert into links values ('${clinicId}')`))).toBe(true)
    expect(isPermissionDenied(await failed("update installation set kind = 'real'"))).toBe(true)
  })

  it('of a deadlock are tried again until the work is done', async () => {
    let tried = 0
    await inClinic(trainer, async (tx) => {
      tried += 1
      if (tried < 3) await tx.$executeRaw`do $$ begin raise exception 'deadlock' using errcode = '40P01'; end $$`
    })
    expect(tried).toBe(3)
  })
})

describe('a command whose statements do not wait for each other', () => {
  const write = (text: string) => ({ name: 'write', text: 'insert into notes (words) values ($1)', values: [text] })
  const hot = (...saved: { name: string; text: string; values: unknown[] }[]) =>
    queryInClinic(trainer, async (_query, save) => {
      for (const statement of saved) save(statement)
    })

  it('acts in its clinic, as its member, and only as them', async () => {
    const seen = [{ clinic: clinicId, member: trainer.memberId }]
    expect(await queryInClinic(trainer, (query) => query(context))).toEqual(seen)
    await hot(write('hot'))
    expect(await readClinic(trainer, (query) => query(words))).toContainEqual({ words: 'hot' })
    expect(await readClinic(stranger, (query) => query(words))).toEqual([])
    await expect(queryInClinic({ ...trainer, clinicId: "'; --" }, async () => 1)).rejects.toThrow('uuids')
  })

  it('loses its connection and nothing else, whichever way it went to the database', async () => {
    const own = { name: 'own', text: 'select pg_backend_pid() as pid', values: [] }
    for (const door of [queryInClinic, readClinic]) {
      const lost = await door(trainer, async (query) => {
        const [row] = await query<{ pid: number }>(own)
        await owner.query('select pg_terminate_backend($1)', [row?.pid])
        await new Promise((resolve) => setTimeout(resolve, 100))
        return query(words)
      }).catch((error) => error)
      expect(isUnreachable(lost)).toBe(true)
      expect(await door(trainer, async () => 'again')).toBe('again')
    }
  })

  it('leaves nothing of itself behind, says what went wrong first, and leaves its connection usable', async () => {
    const refuse = { name: 'refuse', text: "select refuse('own-program')", values: [] }
    for (let times = 0; times < 10; times += 1) {
      const refused = await hot(write('before'), refuse, write('after')).catch((error) => error)
      expect(refused).toBeInstanceOf(Refused)
      expect(refused.why).toBe('own-program')
    }
    const stopped = queryInClinic(trainer, async (_query, save) => {
      save(write('half'))
      throw new Error('stop')
    })
    await expect(stopped).rejects.toThrow('stop')
    const left = await readClinic(trainer, (query) => query(words))
    for (const text of ['before', 'after', 'half']) expect(left).not.toContainEqual({ words: text })
    expect(await queryInClinic(trainer, (query) => query(context))).toHaveLength(1)
  })

  it('fails where its commit does', async () => {
    await owner.query(
      'create table once (n integer unique deferrable initially deferred); grant all on once to clearway_app',
    )
    const one = { name: 'once', text: 'insert into once values (1)', values: [] }
    expect(isUniqueViolation(await hot(one, one).catch((error) => error))).toBe(true)
    expect((await owner.query('select n from once')).rowCount).toBe(0)
  })
})

describe('changes in one clinic', () => {
  it('happen one after another, each seeing what the one before committed', async () => {
    await owner.query(
      'create table counter (n integer); insert into counter values (0); grant all on counter to clearway_app',
    )
    const countUp = () =>
      inClinic(trainer, async (tx) => {
        const [row] = await tx.$queryRaw<{ n: number }[]>`select n from counter`
        await tx.$executeRaw`update counter set n = ${(row?.n ?? 0) + 1}`
      })
    const countUpHot = () =>
      queryInClinic(trainer, async (query, save) => {
        const [row] = await query<{ n: number }>({ name: 'counted', text: 'select n from counter', values: [] })
        save({ name: 'count', text: 'update counter set n = $1', values: [(row?.n ?? 0) + 1] })
      })
    await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 3 ? countUpHot() : countUp())))
    expect((await owner.query('select n from counter')).rows).toEqual([{ n: 20 }])
  })

  it('leave the connections to the other clinics, however many wait', async () => {
    await owner.query('begin')
    await owner.query('select lock_clinic($1)', [clinicId])
    const waiting = Array.from({ length: 12 }, () => inClinic(trainer, async () => 1))
    const begun = Date.now()
    expect(await inClinic(stranger, async () => 2)).toBe(2)
    expect(Date.now() - begun).toBeLessThan(1_000)
    await owner.query('rollback')
    expect(await Promise.all(waiting)).toEqual(Array(12).fill(1))
  })

  it('do not wait for those of another clinic, and give up after 3 seconds on their own', async () => {
    await owner.query('begin')
    await owner.query('select lock_clinic($1)', [clinicId])
    const begun = Date.now()
    const waiting = queryInClinic(trainer, (query) => query(context)).catch((error) => error)
    const behind = inClinic(trainer, async () => 1).catch((error) => error)
    expect(await inClinic(stranger, async () => 2)).toBe(2)
    expect(await readClinic(trainer, async () => 3)).toBe(3)
    expect(Date.now() - begun).toBeLessThan(2_000)
    expect(await waiting).toBeInstanceOf(ClinicBusy)
    expect(await behind).toBeInstanceOf(ClinicBusy)
    expect(Date.now() - begun).toBeGreaterThan(2_900)
    await owner.query('rollback')
  })
})

describe('time', () => {
  it('is stored as the instant it is, and a day as the day it is', async () => {
    const at = new Date('2026-03-29T00:30:15.123Z')
    await inClinic(
      trainer,
      (tx) => tx.$executeRaw`insert into notes (words, at, day) values ('time', ${at}, ${'2026-03-29'}::date)`,
    )
    const stored = {
      name: 'stored',
      text: "select at::text, at as instant, day from notes where words = 'time'",
      values: [],
    }
    expect(await readClinic(trainer, (query) => query(stored))).toEqual([
      { at: '2026-03-29 00:30:15.123+00', instant: at, day: '2026-03-29' },
    ])
  })
})
