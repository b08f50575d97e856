/** What stands beside the worklist is kept, and never shown when it is no longer so. */
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { readBeside } from '~/data/worklist-beside.server'
import { type Look, lookAround } from '~/data/worklist-look.server'
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import { type Built, buildCleared, buildDraft, submit, train } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let member: Awaited<ReturnType<typeof acting>>

beforeAll(async () => {
  clinic = await buildClinic(database)
  member = await acting(clinic.therapist)
})

describe('what stands beside the worklist, kept', () => {
  let built: Built
  let sessionId: string
  const redFlagId = v7()
  const doneAt = new Date(Date.now() - 3 * 24 * 3_600_000)

  const look = (at = new Date(), who = member) =>
    readClinic(who, (query) =>
      lookAround(query, who, { kind: 'reading', clientId: null, pathKind: 'x', occurredAt: at }),
    )

  /** What is shown, and whether it was asked for. */
  async function shown(seen: Look, who = member) {
    const asked: string[] = []
    const beside = await readClinic(who, (query) => {
      const listening: Query = (named) => {
        asked.push(named.name)
        return query(named)
      }
      return readBeside(listening, who, seen)
    })
    return { beside, isKept: asked.length === 0 }
  }
  const anew = async (seen: Look) => (await shown({ ...seen, besideStamp: null })).beside

  const by = (who: Clinic['trainer'], text: string, ...values: unknown[]) => clinic.sql(who, text, values)

  it('is what it would be read anew, after whatever changes it', async () => {
    const { trainer, therapist, doctor, admin, otherTherapist } = clinic
    built = await buildCleared(clinic, { at: new Date(doneAt.getTime() - 24 * 3_600_000) })
    const changes: [string, () => Promise<unknown>][] = [
      ['a submission', async () => submit(clinic, await buildDraft(clinic, built.clientId))],
      ['a session that nobody asked after', async () => (sessionId = await train(clinic, built, { at: doneAt }))],
      [
        'a deviation',
        () =>
          by(
            trainer,
            `insert into deviations (clinic_id, id, session_id, kind, says, reason, recorded_by, occurred_at)
             values ($1, $2, $3, 'load-above', '12 kg, cleared for 9 kg', 'Wrong plate', $4, now())`,
            ...[clinic.id, v7(), sessionId, trainer.memberId],
          ),
      ],
      [
        'a look at it',
        () =>
          by(
            therapist,
            `insert into deviation_reviews (clinic_id, id, session_id, reviewed_by, note, occurred_at) values ($1, $2, $3, $4, '', now())`,
            ...[clinic.id, v7(), sessionId, therapist.memberId],
          ),
      ],
      [
        'a red flag',
        () =>
          by(
            trainer,
            `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, raised_by, occurred_at)
             values ($1, $2, $3, 'calf-pain', true, $4, now())`,
            ...[clinic.id, redFlagId, built.clientId, trainer.memberId],
          ),
      ],
      [
        'somebody who saw it',
        () =>
          by(
            doctor,
            `insert into red_flag_acknowledgements (clinic_id, id, red_flag_id, acknowledged_by, occurred_at) values ($1, $2, $3, $4, now())`,
            ...[clinic.id, v7(), redFlagId, doctor.memberId],
          ),
      ],
      ['another name', () => by(trainer, "update clients set family_name = 'Anders' where id = $1", built.clientId)],
      [
        'a warning that comes earlier',
        () => by(admin, 'update clinics set closing_from_day = 2 where id = $1', clinic.id),
      ],
      [
        'the session struck through',
        () =>
          by(
            trainer,
            `insert into strikes (clinic_id, subject, subject_id, client_id, reason, struck_by, occurred_at)
             values ($1, 'session', $2, $3, 'Entered twice', $4, now())`,
            ...[clinic.id, sessionId, built.clientId, trainer.memberId],
          ),
      ],
    ]
    for (const [what, change] of changes) {
      const seen = await look()
      const before = await shown(seen)
      expect([what, (await shown(await look())).isKept]).toEqual([what, true])
      await change()
      const now = await look()
      const after = await shown(now)
      expect([what, after.isKept, after.beside]).toEqual([what, false, await anew(now)])
      expect([what, after.beside]).not.toEqual([what, before.beside])
    }
    await clinic.owner("select append_audit_event(current_clinic(), 'set.insert', 'sets', '1', null, '{}')")
    expect((await shown(await look())).isKept).toBe(true)
    expect(
      (await shown(await look(new Date(), await acting(otherTherapist)), await acting(otherTherapist))).isKept,
    ).toBe(false)
  })

  it('counts what is new in the inbox each time', async () => {
    const { shell } = (await shown(await look())).beside
    const news = () => shell.items.find(({ to }) => to === '/inbox')?.count ?? 0
    expect(news()).toBeGreaterThan(0)
    await by(clinic.therapist, 'update notifications set seen_at = now() where seen_at is null')
    const after = await shown(await look())
    expect([after.isKept, after.beside.shell.items.find(({ to }) => to === '/inbox')?.count]).toEqual([true, 0])
  })

  it('says each time which red flag was sent to the member', async () => {
    const own = await buildClinic(database)
    const who = await acting(own.therapist)
    const { clientId } = await buildCleared(own)
    const flagId = v7()
    await own.sql(
      own.trainer,
      `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, raised_by, occurred_at)
       values ($1, $2, $3, 'calf-pain', true, $4, now())`,
      [own.id, flagId, clientId, own.trainer.memberId],
    )
    await own.owner("delete from notifications where kind = 'red-flag'")
    const told = async () => {
      const { beside, isKept } = await shown(await look(new Date(), who), who)
      return [isKept, beside.unanswered.flags.map(({ id, isTold }) => [id, isTold])]
    }
    expect(await told()).toEqual([false, [[flagId, false]]])
    await own.owner(
      `insert into notifications (clinic_id, id, member_id, kind, subject_id, client_id, occurred_at)
       values ($1, $2, $3, 'red-flag', $4, $5, now())`,
      [own.id, v7(), who.memberId, flagId, clientId],
    )
    expect(await told()).toEqual([true, [[flagId, true]]])
  })

  it('is read anew where the time alone has changed it', async () => {
    const hour = 3_600_000
    const at = (hours: number) => new Date(doneAt.getTime() + hours * hour)
    const again = await buildCleared(clinic, { at: at(-1) })
    await train(clinic, again, { at: at(0) })
    const counts: number[] = []
    // Later and later, by the page's clock; the last before what changes, and the first of it.
    for (const hours of [47, 48 - 1 / hour, 48, 71, 72, 96, 335, 336]) {
      const seen = await look(at(hours))
      const { beside } = await shown(seen)
      expect([hours, beside]).toEqual([hours, await anew(seen)])
      counts.push(beside.missed.count)
    }
    expect(counts).toEqual([0, 0, 1, 1, 1, 1, 1, 0])
    const late = await look(at(337))
    expect((await shown(late)).isKept).toBe(true)
    // A page that is asked for an earlier time is not shown what is later.
    expect((await shown({ ...late, at: at(335) })).isKept).toBe(false)
  })

  it('ends with the session that brought its client to the member', async () => {
    const both = await acting(clinic.trainerAndTherapist)
    const again = await buildCleared(clinic)
    await by(
      clinic.trainer,
      'insert into care_team (clinic_id, client_id, member_id, added_by) values ($1, $2, $3, $4)',
      ...[clinic.id, again.clientId, both.memberId, clinic.trainer.memberId],
    )
    await train(clinic, again, { by: clinic.trainerAndTherapist })
    await shown(await look(new Date(), both), both)
    const seen = await look(new Date(), both)
    expect((await shown(seen, both)).isKept).toBe(true)
    const later = (hours: number) => ({ ...seen, now: new Date(seen.now.getTime() + hours * 3_600_000) })
    expect((await shown(later(2.9), both)).isKept).toBe(true)
    expect((await shown(later(3), both)).isKept).toBe(false)
  })
})
