/** The chain: what is remembered, by whom, in which order, and who may not touch it. */
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { findAuditHead, rememberExport, rememberInstallation } from '~/data/audit.server'
import { listAuditEvents } from '~/data/audit-events.server'
import { verifyAudit } from '~/data/audit-verify.server'
import { asJobsInClinic, inClinic, readClinic } from '~/database/door.server'
import { buildClinic, type Clinic, type Who } from '../builders'
import { buildCleared, buildClient } from '../builders-program'
import { useTestDatabase } from '../use-database'
import { superuserOf } from './superuser'

const database = useTestDatabase()
let clinic: Clinic

beforeAll(async () => {
  clinic = await buildClinic(database)
})

const eventsOf = async (who: Who = clinic.admin) =>
  (await readClinic(who, (query) => listAuditEvents(query, {}, null, 1_000))).rows.reverse()

async function newEvents(work: () => Promise<unknown>, who: Who = clinic.admin) {
  const before = (await eventsOf(who)).length
  await work()
  return (await eventsOf(who)).slice(before)
}

function addClient(who: Who, recordNumber: string = v7()) {
  return inClinic(who, async (tx) => {
    const id = v7()
    await tx.$executeRaw`insert into clients (clinic_id, id, record_number, given_name, family_name, birth_date, sex, created_by)
      values (${who.clinicId}::uuid, ${id}::uuid, ${recordNumber}, 'Ana', 'Lindqvist', '1990-05-04', 'female', ${who.memberId}::uuid)`
    return id
  })
}

const isWhole = async () => (await verifyAudit(database.urls.backup, '/nowhere')).isWhole

describe('a change', () => {
  it('adds one event that says what, who and when', async () => {
    const recordNumber = v7()
    let id = ''
    const begun = Date.now()
    const [event, ...more] = await newEvents(async () => {
      id = await addClient(clinic.trainer, recordNumber)
    })
    expect(more).toEqual([])
    expect(event).toMatchObject({
      kind: 'clients.insert',
      actorId: clinic.trainer.memberId,
      actorName: 'Maya Ruiz',
      tableName: 'clients',
      rowId: id,
    })
    expect(JSON.parse(event?.detail ?? '')).toMatchObject({ record_number: recordNumber, birth_date: '1990-05-04' })
    expect(Math.abs(Number(event?.recordedAt) - begun)).toBeLessThan(60_000)
  })

  it('tells the old and the new of what changed, and nothing of what did not', async () => {
    const id = await addClient(clinic.trainer)
    const changed = await newEvents(() =>
      inClinic(
        clinic.therapist,
        (tx) => tx.$executeRaw`update clients set family_name = 'Berg' where id = ${id}::uuid`,
      ),
    )
    expect(changed.map(({ kind, detail }) => [kind, detail])).toEqual([
      ['clients.update', '{"family_name": ["Lindqvist", "Berg"]}'],
    ])
    expect(
      await newEvents(() =>
        inClinic(
          clinic.therapist,
          (tx) => tx.$executeRaw`update clients set family_name = 'Berg' where id = ${id}::uuid`,
        ),
      ),
    ).toEqual([])
  })

  it('that takes something away keeps what it was', async () => {
    const removed = await newEvents(() =>
      clinic.owner("delete from member_roles where member_id = $1 and role = 'physical-therapist'", [
        clinic.trainerAndTherapist.memberId,
      ]),
    )
    expect(removed).toMatchObject([
      { kind: 'member_roles.delete', rowId: `${clinic.trainerAndTherapist.memberId}/physical-therapist` },
    ])
  })

  it('that is rolled back leaves no event and no gap', async () => {
    const rolledBack = await newEvents(() =>
      inClinic(clinic.therapist, async (tx) => {
        await tx.$executeRaw`update clients set family_name = 'Nobody' where family_name = 'Berg'`
        throw new Error('changed my mind')
      }).catch(() => undefined),
    )
    expect(rolledBack).toEqual([])
    await addClient(clinic.trainer)
    expect(await isWhole()).toBe(true)
  })

  it('made by the enforcer is nobody’s', async () => {
    const id = await addClient(clinic.trainer)
    const [event] = await newEvents(() => asJobsInClinic(clinic.id, (tx) => tx.$queryRaw`select seal_access_events()`))
    expect(event).toBeUndefined()
    const superuser = await superuserOf(database.urls.superuser)
    await superuser.query('set session_replication_role = origin')
    const [byNobody] = await newEvents(async () => {
      await superuser.query("select set_config('clearway.clinic', $1, false)", [clinic.id])
      await superuser.query("update clients set given_name = 'Anna' where id = $1", [id])
    })
    await superuser.end()
    expect(byNobody).toMatchObject({ kind: 'clients.update', actorId: null, actorName: null })
  })
})

describe('a decision', () => {
  it('is named by its outcome, and stands before what it brings about', async () => {
    const events = await newEvents(() => buildCleared(clinic))
    const kinds = events.map(({ kind }) => kind)
    const signed = kinds.indexOf('decision.cleared')
    expect(kinds.filter((kind) => kind.startsWith('decision'))).toEqual(['decision.cleared'])
    expect(kinds.slice(signed + 1, signed + 3)).toEqual(['versions.update', 'programs.update'])
    expect(events[signed]).toMatchObject({ actorId: clinic.therapist.memberId, tableName: 'decisions' })
    expect(JSON.parse(events[signed]?.detail ?? '')).toMatchObject({ signer_name: 'Lin Chen', outcome: 'cleared' })
    expect(await isWhole()).toBe(true)
  })
})

describe('what no table shows', () => {
  it('an export is an event, and gets its head to carry', async () => {
    let head = { seq: 0, hash: '' }
    const [event] = await newEvents(async () => {
      head = await rememberExport(clinic.admin, 'register', { rows: 12 })
    })
    expect(event).toMatchObject({
      ...pick(head),
      kind: 'export.register',
      actorId: clinic.admin.memberId,
      detail: '{"rows":12}',
    })
    expect(await readClinic(clinic.admin, findAuditHead)).toMatchObject(head)
  })

  it('a login is an event of the member, without anything that would open it', async () => {
    const opened = (await eventsOf()).filter(({ kind }) => kind === 'login.opened')
    expect(opened.map(({ actorId }) => actorId)).toContain(clinic.admin.memberId)
    const [ended] = await newEvents(() => clinic.sql(clinic.doctor, 'select end_login($1)', [clinic.doctor.idHash]))
    expect(ended).toMatchObject({ kind: 'login.ended', actorId: clinic.doctor.memberId, detail: '{}' })
    expect(JSON.stringify(await eventsOf())).not.toContain(clinic.doctor.idHash)
  })

  it('what belongs to no clinic has a chain that no clinic sees', async () => {
    await rememberInstallation('checked', { by: 'test' })
    expect((await eventsOf()).filter(({ kind }) => kind.startsWith('installation'))).toEqual([])
    const { chains } = await verifyAudit(database.urls.backup, '/nowhere')
    expect(chains.find((chain) => chain.clinic === 'the installation')?.events).toBeGreaterThanOrEqual(3)
  })
})

describe('two clinics', () => {
  it('have each a chain of their own, from 1, and see no other', async () => {
    const other = await buildClinic(database)
    const [mine, theirs] = [await eventsOf(), await eventsOf(other.admin)]
    expect(theirs[0]).toMatchObject({ seq: 1, kind: 'clinics.insert', rowId: other.id })
    expect(mine.map(({ seq }) => seq)).toEqual(mine.map((_, place) => place + 1))
    expect(JSON.stringify(theirs)).not.toContain(clinic.id)
    await addClient(other.trainer)
    expect(await eventsOf()).toEqual(mine)
  })
})

describe('twenty commands at once', () => {
  it('make a chain without a gap', async () => {
    const added = await newEvents(() => Promise.all(Array.from({ length: 20 }, () => addClient(clinic.trainer))))
    const numbers = added.map(({ seq }) => seq)
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, place) => (numbers[0] ?? 0) + place))
    expect(await isWhole()).toBe(true)
  })

  it('make one too when they come by plain SQL, past the door', async () => {
    const added = await newEvents(() => Promise.all(Array.from({ length: 20 }, () => buildClient(clinic))))
    expect(new Set(added.map(({ seq }) => seq)).size).toBe(40)
    expect(await isWhole()).toBe(true)
  })
})

describe('the app’s own role', () => {
  const refused = [
    `insert into audit_events select clinic_id, seq + 1000, kind, actor_member_id, table_name, row_id, occurred_at,
       recorded_at, detail_hash, previous_hash, hash from audit_events limit 1`,
    "update audit_events set kind = 'clients.update'",
    'delete from audit_events',
    'truncate audit_events, audit_details',
    "insert into audit_details values (current_clinic(), 1000000, '\\x00', '')",
    "update audit_details set detail = '{}'",
    'delete from audit_details',
    'truncate audit_details',
    "update audited_tables set audited = '{}'",
    "insert into unaudited_tables values ('clients', 'because')",
    "select append_audit_event(current_clinic(), 'decision.cleared', '', '', null, '{}')",
    'select audit_heads()',
    'select unsealed_clinics()',
    'alter table audit_events disable trigger all',
    'alter table clients disable trigger a_audit',
    'set session_replication_role = replica',
  ]

  it.each(refused)('may not: %s', async (statement) => {
    await expect(clinic.sql(clinic.admin, statement)).rejects.toThrow(/permission denied|must be owner/)
  })

  it('cannot name an export that would read as something else', async () => {
    await expect(rememberExport(clinic.admin, 'x. decision.cleared', {})).rejects.toThrow()
  })
})

describe('the owner', () => {
  it.each([
    "update audit_events set kind = 'clients.update'",
    'delete from audit_events',
    'truncate audit_events cascade',
    "update audit_details set detail = '{}'",
    'truncate audit_details',
    'truncate clients cascade',
  ])('is refused as well: %s', async (statement) => {
    const owner = await superuserOf(database.urls.superuser)
    await owner.query('set session_replication_role = origin')
    await expect(owner.query(statement)).rejects.toMatchObject({ code: 'CW001', message: 'immutable' })
    await owner.end()
  })
})

it('holds no password, no verifier and no salt', async () => {
  const superuser = await superuserOf(database.urls.superuser)
  const { rows } = await superuser.query<{ leaks: number }>(
    `select count(*)::int as leaks from audit_details d, accounts a
     where strpos(d.detail, encode(a.password_verifier, 'hex')) > 0 or strpos(d.detail, encode(a.password_salt, 'hex')) > 0
        or d.detail like '%password%' or strpos(d.detail, (select encode(secret, 'hex') from login_secret)) > 0`,
  )
  await superuser.end()
  expect(rows).toEqual([{ leaks: 0 }])
})

function pick({ seq, hash }: { seq: number; hash: string }) {
  return { seq, hash }
}
