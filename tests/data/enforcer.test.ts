/** The enforcer: one flag for each window that went past, whoever runs it and however late. */
import { beforeAll, describe, expect, it } from 'vitest'
import { findLogin } from '~/data/login.server'
import { listNotices } from '~/data/notifications.server'
import { findProof } from '~/data/proof.server'
import { listRegister } from '~/data/register-list.server'
import { listBoard } from '~/data/window-board.server'
import { readClinic } from '~/database/door.server'
import { enforce, rehearse } from '~/jobs/enforcer.server'
import { buildClinic, type Clinic, inOne, type Who } from '../builders'
import { type Built, buildCleared, train } from '../builders-program'
import { everyDecision } from '../fill-register'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const dayMs = 86_400_000
const now = Date.now()
const daysFromNow = (days: number) => new Date(now + days * dayMs)

let clinic: Clinic
let twiceDaily: Built
let twiceWeekly: Built
let unstarted: Built
let young: Built

beforeAll(async () => {
  clinic = await buildClinic(database)
  const start = daysFromNow(-21)
  twiceDaily = await buildCleared(clinic, { sessionsPerWeek: 10, at: start })
  await train(clinic, twiceDaily, { at: start })
  twiceWeekly = await buildCleared(clinic, { sessionsPerWeek: 2, isBfr: false, at: start })
  await train(clinic, twiceWeekly, { at: start, isBfr: false })
  young = await buildCleared(clinic, { at: daysFromNow(-3) })
  await train(clinic, young, { at: daysFromNow(-3) })
  unstarted = await buildCleared(clinic, { at: daysFromNow(-31) })
})

async function member(who: Who) {
  const login = await findLogin(who.idHash)
  if (!login) throw new Error('The login is open.')
  return login.member
}

const flags = () =>
  clinic.sql<{ program_id: string; severity: string }>(
    clinic.admin,
    'select program_id, severity from window_flags order by severity',
  )

describe('a flag in straight SQL, by the role that may write it', () => {
  const flag = (changed: string, programs: Built[]) =>
    inOne(database.urls.jobs, { clinicId: clinic.id, memberId: '' }, (rows) =>
      rows(
        `insert into window_flags (clinic_id, id, program_id, scope, severity, opened_on, review_on, occurred_at)
         select f.clinic_id, uuidv7(), f.program_id, f.scope, f.severity, f.opened_on, f.review_on, now()
         from rehab_windows w, jsonb_populate_record(w, $1) f where w.program_id = any ($2)`,
        [changed, programs.map(({ programId }) => programId)],
      ),
    )

  it.each([
    ['of a window that is not past', '{}', () => [young]],
    ['of one that is not, beside one that is', '{}', () => [twiceDaily, young]],
    ['of another severity', '{"severity": "review-due"}', () => [twiceDaily]],
    ['for another day', '{"review_on": "2026-01-01"}', () => [twiceDaily]],
    ['of a window opened another day', '{"opened_on": "2026-01-01"}', () => [twiceDaily]],
    ['of a limb that has no window', '{"scope": "right-arm"}', () => [twiceDaily]],
  ])('%s is refused', async (_what, changed, programs) => {
    await expect(flag(changed, programs())).rejects.toThrow('window-not-past')
    expect(await flags()).toEqual([])
  })
})

describe('the enforcer', () => {
  it('says what it would do and writes nothing', async () => {
    expect(await rehearse()).toEqual([expect.objectContaining({ clinicId: clinic.id, windows: 2, clearances: 1 })])
    expect(await flags()).toEqual([])
  })

  it('flags the breach and the review due, once, though five run at the same time and again', async () => {
    await Promise.all([enforce(), enforce(), enforce(), enforce(), enforce()])
    expect(await enforce()).toMatchObject({ flags: 0, mails: 0, expired: 0 })
    expect(await flags()).toEqual([
      { program_id: twiceDaily.programId, severity: 'breach' },
      { program_id: twiceWeekly.programId, severity: 'review-due' },
    ])
  })

  it('writes mail for the breach alone, to who raised it and who cleared it', async () => {
    const mails = await clinic.sql<{ member_id: string }>(clinic.admin, 'select member_id from outbox')
    const expected = [clinic.trainer.memberId, clinic.therapist.memberId]
    expect(mails.map((mail) => mail.member_id).sort()).toEqual(expected.sort())
  })

  it('tells both in their inbox of both windows', async () => {
    const trainer = await member(clinic.trainer)
    const { notices } = await readClinic(trainer, (query) => listNotices(query, trainer, null))
    const about = notices.map(({ kind, programId }) => ({ kind, programId }))
    expect(about).toHaveLength(2)
    expect(about).toContainEqual({ kind: 'window-past', programId: twiceDaily.programId })
    expect(about).toContainEqual({ kind: 'reviews-due', programId: twiceWeekly.programId })
  })

  it('lets a clearance expire that nobody started in its thirty days', async () => {
    const [row] = await clinic.sql(clinic.trainer, 'select status from versions where id = $1', [unstarted.versionId])
    expect(row).toEqual({ status: 'expired' })
  })

  it('is caught up with when it runs days late, with one flag more for what went past meanwhile', async () => {
    expect(await enforce(daysFromNow(25))).toMatchObject({ flags: 1 })
    expect(await flags()).toHaveLength(3)
  })
})

describe('without the enforcer', () => {
  it('the board says past, breaches of the longest standing first, to whoever may see them', async () => {
    const therapist = await member(clinic.therapist)
    const none = { severity: null, frequency: null, trainerId: null, limb: null, after: null, before: null }
    const asked = { ...none, phase: 'past' } as const
    const { rows } = await readClinic(therapist, (query) => listBoard(query, therapist, asked, new Date(now)))
    expect(rows.map(({ window, flag }) => [window.phase, window.day, flag])).toEqual([
      ['past', 22, 'breach'],
      ['past', 22, 'review-due'],
    ])
    const other = await member(clinic.otherTrainer)
    const others = await readClinic(other, (query) => listBoard(query, other, asked, new Date(now)))
    expect(others.rows).toEqual([])
  })
})

describe('the register', () => {
  const everything = {
    filter: everyDecision,
    sort: { by: 'signed', direction: 'descending' },
    cursor: null,
  } as const

  it('shows every decision with who signed it as what, newest first', async () => {
    const admin = await member(clinic.admin)
    const { rows } = await readClinic(admin, (query) => listRegister(query, everything))
    expect(rows).toHaveLength(4)
    expect(rows[0]).toMatchObject({ signerName: 'Lin Chen', signedAs: 'physical-therapist', licenceNumber: 'PT-1002' })
  })

  it('proves one: the content is whole, and says when it is not', async () => {
    const admin = await member(clinic.admin)
    const { rows } = await readClinic(admin, (query) => listRegister(query, everything))
    const id = rows[0]?.id ?? ''
    const proof = await readClinic(admin, (query) => findProof(query, id, new Date()))
    expect(proof).toMatchObject({ isContentWhole: true, decision: { outcome: 'cleared' } })
  })

  it('of another clinic shows nothing of this one', async () => {
    const other = await buildClinic(database)
    const admin = await member(other.admin)
    const own = await member(clinic.admin)
    const { rows } = await readClinic(own, (query) => listRegister(query, everything))
    expect(await readClinic(admin, (query) => listRegister(query, everything))).toMatchObject({ rows: [], after: null })
    expect(await readClinic(admin, (query) => findProof(query, rows[0]?.id ?? '', new Date()))).toBeNull()
  })
})
