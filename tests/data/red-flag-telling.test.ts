/** Who is told of a red flag: SQL and the domain agree over made-up clinics; unanswered it goes to everybody, once. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acknowledgeRedFlag } from '~/data/red-flag-answers.server'
import { listUnanswered } from '~/data/red-flag-record.server'
import { raiseRedFlag } from '~/data/red-flags.server'
import { readClinic } from '~/database/door.server'
import { type Absence, isAway } from '~/domain/absence'
import { isLicenceValid, type Role } from '~/domain/member'
import { type TellingFacts, whoIsAddressed, whoIsTold } from '~/domain/who-is-told'
import { sendOutbox } from '~/jobs/outbox.server'
import { escalateRedFlags } from '~/jobs/red-flags.server'
import { acting } from '../acting'
import { buildClinic, type Clinic, type Who } from '../builders'
import { buildCleared, buildClient } from '../builders-program'
import { Planter } from '../builders-window'
import { startMailServer } from '../mail-server'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const minuteMs = 60_000
const later = (minutes: number) => new Date(Date.now() + minutes * minuteMs)

async function raise(clinic: Clinic, clientId: string, at = new Date()): Promise<string> {
  const raised = await raiseRedFlag(await acting(clinic.trainer), {
    key: randomUUID(),
    at,
    clientId,
    sign: 'calf-pain',
  })
  if (!raised.ok) throw new Error(raised.why)
  return raised.redFlagId
}

const acknowledge = async (who: Who, clientId: string, redFlagId: string) =>
  acknowledgeRedFlag(await acting(who), { key: randomUUID(), at: new Date(), clientId, redFlagId })

const told = async (clinic: Clinic, table: 'notifications' | 'outbox', kind: string) =>
  (
    await clinic.sql<{ name: string }>(
      clinic.admin,
      `select m.name from ${table} t join members m on m.clinic_id = t.clinic_id and m.id = t.member_id
       where t.kind = $1 order by m.name`,
      [kind],
    )
  ).map(({ name }) => name)

const inCharge = ['Ada Admin', 'Dr. Amara Osei', 'Lin Chen', 'Sam Both', 'Tove Berg']

describe('over made-up clinics', () => {
  const clinics = Number(process.env.CLEARWAY_TOLD_CLINICS ?? 60)
  const today = '2026-05-04'
  let clinic: Clinic
  let planter: Planter
  beforeAll(async () => {
    clinic = await buildClinic(database)
    planter = await Planter.open(clinic, database.urls.superuser)
  })
  afterAll(() => planter.close())

  type Member = { id: string; roles: Role[]; validUntil: string | null; isActive: boolean }
  const licences = ['2026-05-03', '2026-05-04', '2099-01-01']
  const absenceDays = [
    ['2026-05-01', '2026-05-03'],
    ['2026-05-01', '2026-05-04'],
    ['2026-05-04', '2026-05-09'],
    ['2026-05-05', '2026-05-09'],
  ] as const

  it(`SQL tells and addresses those whom the domain does, in ${clinics} of them`, {
    timeout: 60_000 + clinics * 200,
  }, async () => {
    const below = random(Number(process.env.CLEARWAY_TOLD_SEED ?? 20_261_126))
    const kinds = new Set<string>()
    for (let round = 0; round < clinics; round += 1) {
      const members = await plantMembers(below, round % 10 === 0)
      const absences = await plantAbsences(below, members)
      const { clientId, clearances } = await plantClearances(below, members, absences)
      const there = members.filter((member) => isThere(member, absences)).map(({ id }) => id)
      const facts: TellingFacts = {
        clearances,
        clinicianIds: there,
        everyoneInCharge: members
          .filter(({ isActive, roles }) => isActive && roles.some((role) => role !== 'trainer'))
          .map(({ id }) => id),
        isAcknowledged: false,
        minutesSince: 0,
        escalateAfterMinutes: 30,
      }
      const { rows } = await planter.sql(
        `select coalesce(array(select told_of_client($1, $2::date)::text), '{}') as told, addressed_of_red_flag($1, $2::date)::text as addressed`,
        [clientId, today],
      )
      const [found] = rows as { told: string[]; addressed: string | null }[]
      expect(found?.told.sort(), `clinic ${round}`).toEqual(whoIsTold(facts).sort())
      expect(found?.addressed, `clinic ${round}`).toBe(whoIsAddressed(clearances))
      kinds.add(there.length === 0 ? 'nobody there' : clearances.length === 0 ? 'nothing cleared' : 'cleared')
      for (const { signer, delegate } of clearances) kinds.add(signer ? 'signer' : delegate ? 'delegate' : 'neither')
    }
    // Every rung of the ladder was stood on.
    expect([...kinds].sort()).toEqual(['cleared', 'delegate', 'neither', 'nobody there', 'nothing cleared', 'signer'])
  })

  async function plantMembers(below: (n: number) => number, isEmpty: boolean): Promise<Member[]> {
    await planter.sql('delete from member_roles where clinic_id = $1', [clinic.id])
    await planter.sql("delete from members where clinic_id = $1 and name = 'Somebody'", [clinic.id])
    await planter.sql('update members set deactivated_at = now() where clinic_id = $1', [clinic.id])
    const members: Member[] = []
    for (let n = 0; n < 6; n += 1) {
      const roles: Role[] = n === 0 ? ['admin'] : n === 1 ? ['trainer'] : [below(2) ? 'doctor' : 'physical-therapist']
      const validUntil = n < 2 || below(8) === 0 ? null : (licences[isEmpty ? 0 : below(3)] ?? null)
      members.push({ id: randomUUID(), roles, validUntil, isActive: n === 0 || below(6) > 0 })
    }
    await planter.sql(
      `insert into members (clinic_id, id, name, email, licence_number, licence_valid_until, deactivated_at)
       select $1, m.id, 'Somebody', m.id || '@x.example', case when m.until is not null then '1' end, m.until,
         case when not m.active then now() end from unnest($2::uuid[], $3::date[], $4::boolean[]) as m (id, until, active)`,
      [
        clinic.id,
        members.map(({ id }) => id),
        members.map(({ validUntil }) => validUntil),
        members.map(({ isActive }) => isActive),
      ],
    )
    await planter.sql(
      'insert into member_roles (clinic_id, member_id, role) select $1, m.id, m.role from unnest($2::uuid[], $3::text[]) as m (id, role)',
      [clinic.id, members.map(({ id }) => id), members.map(({ roles }) => roles[0])],
    )
    return members
  }

  type Known = Absence & { delegateId: string | null }

  async function plantAbsences(below: (n: number) => number, members: Member[]): Promise<Known[]> {
    await planter.sql('delete from absences where clinic_id = $1', [clinic.id])
    const clinicians = members.slice(2)
    const known: Known[] = []
    for (const { id: memberId } of clinicians) {
      if (below(3) > 0) continue
      const [from, until] = absenceDays[below(4)] ?? absenceDays[0]
      const delegate = clinicians[below(5)]
      const delegateId = delegate && delegate.id !== memberId ? delegate.id : null
      known.push({ memberId, from, until, lastDay: null, delegateId })
      await planter.sql(
        `insert into absences (clinic_id, id, member_id, from_day, until_day, delegate_id, recorded_by, occurred_at)
         values ($1, gen_random_uuid(), $2, $3, $4, $5, $2, now())`,
        [clinic.id, memberId, from, until, delegateId],
      )
    }
    return known
  }

  const awayOf = (absences: readonly Known[], memberId: string) =>
    absences.find((absence) => absence.memberId === memberId && isAway(absence, { from: today, until: today }))

  function isThere({ id, roles, validUntil, isActive }: Member, absences: readonly Known[]): boolean {
    const isClinical = roles.includes('doctor') || roles.includes('physical-therapist')
    const isLicensed = validUntil !== null && isLicenceValid({ number: '1', state: '', validUntil }, today)
    return isActive && isClinical && isLicensed && !awayOf(absences, id)
  }

  async function plantClearances(below: (n: number) => number, members: Member[], absences: Known[]) {
    const toldNow = (id: string | null | undefined) => {
      const member = members.find((each) => each.id === id)
      return member && isThere(member, absences) ? member.id : null
    }
    const clearances: TellingFacts['clearances'][number][] = []
    const clientId = randomUUID()
    await planter.sql(
      `insert into clients (clinic_id, id, record_number, given_name, family_name, birth_date, sex, created_by)
       values ($1, $2::uuid, ($2::uuid)::text, 'Ana', 'Lindqvist', '1990-05-04', 'female', $2::uuid)`,
      [clinic.id, clientId],
    )
    for (let n = 0; n < below(4); n += 1) {
      const signer = members[2 + below(4)]?.id ?? ''
      const { programId } = await planter.program({ clientId })
      await planter.sql('update decisions set decided_by = $2 where program_id = $1', [programId, signer])
      const isOver = below(5) === 0
      if (isOver) await planter.sql("update programs set status = 'completed' where id = $1", [programId])
      const isRevoked = !isOver && below(6) === 0
      if (isRevoked) await planter.sql("update versions set status = 'revoked' where program_id = $1", [programId])
      if (isOver || isRevoked) continue
      // The newest first.
      clearances.unshift({ signer: toldNow(signer), delegate: toldNow(awayOf(absences, signer)?.delegateId) })
    }
    return { clientId, clearances }
  }

  /** mulberry32: the same clinics for the same seed. */
  function random(state: number): (below: number) => number {
    let a = state
    return (below) => {
      a = (a + 0x6d2b79f5) | 0
      let t = Math.imul(a ^ (a >>> 15), 1 | a)
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
      return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below)
    }
  }
})

describe('a red flag nobody answers', () => {
  it('goes to who cleared the client at once, and after 30 minutes to all clinicians and admins, once', async () => {
    const clinic = await buildClinic(database)
    const { clientId } = await buildCleared(clinic)
    await raise(clinic, clientId)
    expect(await told(clinic, 'notifications', 'red-flag')).toEqual(['Lin Chen'])
    expect(await told(clinic, 'outbox', 'red-flag')).toEqual(['Lin Chen'])
    expect(await escalateRedFlags(later(29))).toEqual({ escalated: 0, busy: 0 })
    const runs = await Promise.all([1, 2, 3].map(() => escalateRedFlags(later(31))))
    expect(runs.reduce((sum, { escalated }) => sum + escalated, 0)).toBe(1)
    expect(await escalateRedFlags(later(3000))).toMatchObject({ escalated: 0 })
    for (const table of ['notifications', 'outbox'] as const) {
      expect(await told(clinic, table, 'red-flag-escalation')).toEqual(inCharge)
    }
  })

  it('is caught up with after hours of being off, and reads when it was due', async () => {
    const clinic = await buildClinic(database)
    const raisedAt = new Date(Date.now() - 300 * minuteMs)
    await raise(clinic, await buildClient(clinic), raisedAt)
    expect(await escalateRedFlags()).toMatchObject({ escalated: 1 })
    const [row] = await clinic.sql<{ due_at: Date }>(clinic.admin, 'select due_at from red_flag_escalations')
    expect(row?.due_at).toEqual(new Date(raisedAt.getTime() + 30 * minuteMs))
  })

  it('goes sooner where the clinic is quicker, for flags that wait already', async () => {
    const clinic = await buildClinic(database)
    await raise(clinic, await buildClient(clinic))
    await clinic.sql(clinic.admin, 'update clinics set red_flag_escalation_minutes = 5 where id = $1', [clinic.id])
    expect(await escalateRedFlags(later(6))).toMatchObject({ escalated: 1 })
  })

  it('stands over the pages people begin on, whether or not a job has run', async () => {
    const clinic = await buildClinic(database)
    const clientId = await buildClient(clinic)
    const redFlagId = await raise(clinic, clientId, new Date(Date.now() - 47 * minuteMs))
    const seenBy = async (who: Who, roles?: Role[]) => {
      const asked = await acting(who)
      const member = roles ? { ...asked, roles } : asked
      const { count, flags, oldestMinutes } = await readClinic(member, (q) => listUnanswered(q, member, new Date()))
      return { count, oldestMinutes, ids: flags.map(({ id }) => id) }
    }
    const all = { count: 1, oldestMinutes: 47, ids: [redFlagId] }
    expect(await seenBy(clinic.doctor)).toEqual(all)
    expect(await seenBy(clinic.trainer)).toEqual(all)
    expect(await seenBy(clinic.otherTrainer)).toEqual({ count: 0, oldestMinutes: 0, ids: [] })
    // An admin learns that one waits, and of nobody.
    expect(await seenBy(clinic.admin)).toEqual({ count: 1, oldestMinutes: 47, ids: [] })
    // Nor does one who trains others as well.
    expect(await seenBy(clinic.admin, ['admin', 'trainer'])).toEqual({ count: 1, oldestMinutes: 47, ids: [] })
    expect(await seenBy(clinic.trainer, ['admin', 'trainer'])).toEqual(all)
    await acknowledge(clinic.doctor, clientId, redFlagId)
    expect((await seenBy(clinic.doctor)).count).toBe(0)
  })
})

it('a red flag that is seen goes to nobody else', async () => {
  const clinic = await buildClinic(database)
  const { clientId } = await buildCleared(clinic)
  const redFlagId = await raise(clinic, clientId)
  expect(await acknowledge(clinic.otherTherapist, clientId, redFlagId)).toEqual({ ok: true, isFirst: true })
  expect(await escalateRedFlags(later(60))).toMatchObject({ escalated: 0 })
  expect(await told(clinic, 'notifications', 'red-flag-escalation')).toEqual([])
})

it('the mails of a red flag and of its escalation say how many and where to look, and nothing of anybody', async () => {
  const clinic = await buildClinic(database)
  const { clientId } = await buildCleared(clinic)
  await clinic.sql(clinic.trainer, "update clients set given_name = 'Canarywell' where id = $1", [clientId])
  await raise(clinic, clientId, new Date(Date.now() - 40 * minuteMs))
  await escalateRedFlags()
  const server = await startMailServer()
  const url = 'https://clearway.clinic.example'
  const over = { host: '127.0.0.1', port: server.port, isSecure: false, isLoopback: true, login: null }
  // Other tests' clinics have mail of their own.
  const isOurs = ({ to }: { to: string[] }) => to.some((address) => address.includes(clinic.id))
  await sendOutbox({ server: over, from: 'rehab@clinic.example', url })
  const taken = server.taken.filter(isOurs)
  await server.close()
  expect(taken.map(({ subject }) => subject).sort()).toEqual([
    'Riverside Clinic: 1 red flag is still unanswered',
    'Riverside Clinic: 1 red flag is still unanswered',
    'Riverside Clinic: 1 red flag is still unanswered',
    'Riverside Clinic: 1 red flag is still unanswered',
    'Riverside Clinic: 1 red flag is still unanswered',
    'Riverside Clinic: 1 red flag needs an answer',
  ])
  expect(taken.filter(({ subject }) => subject.endsWith('needs an answer'))[0]?.to).toEqual([clinic.therapist.email])
  for (const { raw } of taken) {
    for (const secret of ['Canarywell', 'calf', 'Calf', 'clot', 'Knee', 'Maya', 'Lin Chen', 'BFR', clientId]) {
      expect(raw.replaceAll(`@${clinic.id}.example`, ''), secret).not.toContain(secret)
    }
  }
})
