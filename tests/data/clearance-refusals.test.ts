/** What the database itself refuses, asked in plain SQL as the app's own role. */
import { beforeAll, describe, expect, it } from 'vitest'
import { buildClinic, type Clinic, reauthenticate } from '../builders'
import {
  type Built,
  buildCleared,
  buildClient,
  buildDraft,
  buildScreening,
  buildVersion,
  consent,
  sign,
  submit,
  train,
} from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic

beforeAll(async () => {
  clinic = await buildClinic(database)
})

async function submitted(
  asked: Parameters<typeof buildDraft>[2] = {},
  screened: Parameters<typeof buildScreening>[2] = {},
) {
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId, screened)
  return submit(clinic, await buildDraft(clinic, clientId, asked), asked.by)
}

const statusOf = async (built: Pick<Built, 'programId' | 'versionId'>) => {
  const [row] = await clinic.sql<{ program: string; version: string }>(
    clinic.therapist,
    `select p.status as program, v.status as version from programs p join versions v on v.clinic_id = p.clinic_id and v.id = $2
     where p.clinic_id = $3 and p.id = $1`,
    [built.programId, built.versionId, clinic.id],
  )
  return row
}

describe('a program is never made active', () => {
  it('without a clearance', async () => {
    const built = await submitted()
    await consent(clinic, built)
    await expect(
      clinic.sql(clinic.trainer, `update programs set status = 'active', started_at = now() where id = $1`, [
        built.programId,
      ]),
    ).rejects.toThrow('not-cleared')
  })

  it('by a hand that writes the clearance into the version or the program', async () => {
    const built = await submitted()
    await expect(
      clinic.sql(clinic.trainer, `update versions set status = 'cleared' where id = $1`, [built.versionId]),
    ).rejects.toThrow('not-cleared')
    await expect(
      clinic.sql(clinic.trainer, 'update programs set in_force_version_id = $2 where id = $1', [
        built.programId,
        built.versionId,
      ]),
    ).rejects.toThrow('not-cleared')
  })

  it('without consent, and is with it', async () => {
    const built = await submitted({ isBfr: false })
    await sign(clinic, built)
    await expect(train(clinic, built)).rejects.toThrow('no-consent')
    await consent(clinic, built)
    await train(clinic, built)
    expect(await statusOf(built)).toEqual({ program: 'active', version: 'cleared' })
  })

  it('while another of the client has the same limb, and is for the other limb', async () => {
    const first = await buildCleared(clinic)
    await train(clinic, first)
    const second = await buildCleared(clinic, { clientId: first.clientId })
    await expect(train(clinic, second)).rejects.toThrow('limb-in-use')
    const third = await buildCleared(clinic, { clientId: first.clientId, limb: 'right-leg' })
    await train(clinic, third)
    expect((await statusOf(third))?.program).toBe('active')
  })
})

describe('a session is never started', () => {
  it('under a version that is not the one in force', async () => {
    const built = await buildCleared(clinic)
    const next = await buildVersion(clinic, built.programId, 2, { kind: 'amendment' })
    await expect(train(clinic, { ...built, ...next })).rejects.toThrow('not-the-cleared-version')
  })

  it('before a clearance, after a revocation, on a finished program', async () => {
    const waiting = await submitted()
    await expect(train(clinic, waiting)).rejects.toThrow('not-cleared')
    const revoked = await buildCleared(clinic)
    await sign(clinic, revoked, { outcome: 'revoked' })
    await expect(train(clinic, revoked)).rejects.toThrow('clearance-revoked')
    expect(await statusOf(revoked)).toEqual({ program: 'stopped', version: 'revoked' })
  })

  it('without a measured LOP of this limb and cuff, lately', async () => {
    const built = await submitted()
    await sign(clinic, built)
    await consent(clinic, built)
    await expect(train(clinic, built)).rejects.toThrow('lop-missing')
  })

  it('when the clearance was not started within its validity', async () => {
    const built = await buildCleared(clinic)
    const late = new Date(Date.now() + 31 * 86_400_000)
    await expect(train(clinic, built, { at: late })).rejects.toThrow('clearance-expired')
  })

  it('a third time on one day', async () => {
    const built = await buildCleared(clinic)
    await train(clinic, built)
    await train(clinic, built)
    await expect(train(clinic, built)).rejects.toThrow('two-sessions-a-day')
  })

  it('in breach of the three weeks: four a week, on day 22, but a plain one goes on', async () => {
    const start = new Date(Date.now() - 21 * 86_400_000)
    const built = await buildCleared(clinic, { sessionsPerWeek: 4, at: start })
    await train(clinic, built, { at: start })
    await buildScreening(clinic, built.clientId)
    await clinic.sql(
      clinic.trainer,
      `insert into lop_measurements (clinic_id, id, client_id, limb, cuff_width_mm, position, pressure_mmhg, measured_by, occurred_at, measured_on)
       values ($1, gen_random_uuid(), $2, 'left-leg', 115, 'lying', 168, $3, now(), now())`,
      [clinic.id, built.clientId, clinic.trainer.memberId],
    )
    await expect(train(clinic, built)).rejects.toThrow('in-breach')
    // It has no plain line, so it is none without its cuff either.
    await expect(train(clinic, built, { isBfr: false })).rejects.toThrow('in-breach')
    const plain = await buildCleared(clinic, { clientId: built.clientId, isBfr: false })
    await train(clinic, plain, { isBfr: false })
  })

  it('by a past one slipped in as if it had been allowed', async () => {
    const built = await submitted()
    const yesterday = new Date(Date.now() - 86_400_000)
    await expect(train(clinic, built, { kind: 'reported', at: yesterday })).rejects.toThrow(
      'outside-clearance-needs-reason',
    )
    const id = await train(clinic, built, {
      kind: 'reported',
      at: yesterday,
      outsideReason: 'The client trained at home',
    })
    expect((await statusOf(built))?.program).toBe('not-started')
    const told = await clinic.sql(clinic.admin, 'select member_id from notifications where subject_id = $1', [id])
    const expected = [clinic.therapist, clinic.otherTherapist, clinic.doctor, clinic.admin, clinic.trainerAndTherapist]
    expect(new Set(told.map((row) => row.member_id))).toEqual(new Set(expected.map((who) => who.memberId)))
  })
})

describe('a decision is never signed', () => {
  it('by the member who raised the program, even with a licence and the password', async () => {
    const both = clinic.trainerAndTherapist
    const built = await submitted({ by: both })
    await expect(sign(clinic, built, { by: both })).rejects.toThrow('own-program')
    await sign(clinic, built)
  })

  it('by the member who wrote an earlier version of it', async () => {
    const both = clinic.trainerAndTherapist
    const built = await buildCleared(clinic)
    const own = await buildVersion(clinic, built.programId, 2, { kind: 'amendment', by: both })
    const asked = await submit(clinic, { ...built, ...own }, both)
    await expect(sign(clinic, asked, { by: both })).rejects.toThrow('own-program')
    await sign(clinic, asked)
    const third = await buildVersion(clinic, built.programId, 3, { kind: 'amendment' })
    await expect(sign(clinic, await submit(clinic, { ...built, ...third }), { by: both })).rejects.toThrow(
      'own-program',
    )
  })

  it("by a member who wrote in another member's draft of it", async () => {
    for (const text of [
      'update prescriptions set load_percent = 40 where version_id = $1 and position = 1',
      'delete from prescriptions where version_id = $1 and position = 2',
      'update versions set weeks = 2, edited_by = default where id = $1',
    ]) {
      const clientId = await buildClient(clinic)
      await buildScreening(clinic, clientId)
      const draft = await buildDraft(clinic, clientId)
      await clinic.sql(
        clinic.trainer,
        `insert into prescriptions (clinic_id, id, version_id, position, exercise, mode, load_kind, rpe_ceiling, reps)
         values ($1, gen_random_uuid(), $2, 2, 'Squat', 'strength', 'rpe', 6, '{10}')`,
        [clinic.id, draft.versionId],
      )
      await clinic.sql(clinic.therapist, text, [draft.versionId])
      const built = await submit(clinic, draft)
      await expect(sign(clinic, built), text).rejects.toThrow('own-program')
      await sign(clinic, built, { by: clinic.doctor })
    }
  })

  it('by a trainer, an admin, or a role the signer does not hold', async () => {
    const built = await submitted()
    await expect(sign(clinic, built, { by: clinic.trainer })).rejects.toThrow('not-a-clinician')
    await expect(sign(clinic, built, { by: clinic.admin })).rejects.toThrow('not-a-clinician')
    await expect(sign(clinic, built, { as: 'doctor' })).rejects.toThrow('not-a-clinician')
  })

  it('in the name of somebody else', async () => {
    const built = await submitted()
    const id = await reauthenticate(clinic, clinic.therapist, 'sign:cleared', built.contentHash)
    const forged = { ...clinic.therapist, memberId: clinic.trainer.memberId }
    await expect(sign(clinic, built, { by: forged, reauthenticationId: id })).rejects.toThrow('not-a-clinician')
  })

  it('on a licence that lapsed, or after the member left', async () => {
    const built = await submitted()
    const { otherTherapist: other } = clinic
    await clinic.owner(`update members set licence_valid_until = current_date - 2 where id = $1`, [other.memberId])
    await expect(sign(clinic, built, { by: other })).rejects.toThrow('licence-expired')
    await clinic.owner(`update members set licence_valid_until = '2099-01-01' where id = $1`, [other.memberId])
    const id = await reauthenticate(clinic, other, 'sign:cleared', built.contentHash)
    await clinic.owner('update members set deactivated_at = now() where id = $1', [other.memberId])
    await expect(sign(clinic, built, { by: other, reauthenticationId: id })).rejects.toThrow('member-deactivated')
  })

  it('without the password, with it given for something else, or twice with the same', async () => {
    const built = await submitted()
    const made = '00000000-0000-7000-8000-000000000000'
    await expect(sign(clinic, built, { reauthenticationId: made })).rejects.toThrow('no-reauthentication')
    const declining = await reauthenticate(clinic, clinic.therapist, 'sign:declined', built.contentHash)
    await expect(sign(clinic, built, { reauthenticationId: declining })).rejects.toThrow('no-reauthentication')
    const other = await submitted()
    const used = await reauthenticate(clinic, clinic.therapist, 'sign:cleared', built.contentHash)
    await sign(clinic, built, { reauthenticationId: used })
    await expect(sign(clinic, other, { reauthenticationId: used })).rejects.toThrow('no-reauthentication')
  })

  it('over another content than the one that is stored', async () => {
    const built = await submitted()
    await expect(sign(clinic, built, { contentHash: 'f'.repeat(64) })).rejects.toThrow('content-changed')
  })

  it('twice: the second finds it decided', async () => {
    const built = await submitted()
    await sign(clinic, built, { outcome: 'declined' })
    await expect(sign(clinic, built, { by: clinic.doctor })).rejects.toThrow('already-decided')
  })

  it('by a therapist where a relative contraindication stands, or by a doctor who gives no reason', async () => {
    const built = await submitted({}, { bfr: 'elevated' })
    await expect(sign(clinic, built, { justification: 'Stable' })).rejects.toThrow('needs-doctor')
    await expect(sign(clinic, built, { by: clinic.doctor })).rejects.toThrow('justification-missing')
    await sign(clinic, built, { by: clinic.doctor, justification: 'Stable on medication' })
  })

  it('while a finding to justify has no answer', async () => {
    const built = await submitted({ severity: 'justify' })
    await expect(sign(clinic, built)).rejects.toThrow('findings-unanswered')
    const [finding] = await clinic.sql<{ id: string }>(
      clinic.therapist,
      'select id from findings where version_id = $1',
      [built.versionId],
    )
    await sign(clinic, built, { answers: [finding?.id ?? ''] })
  })
})

describe('what was signed stays as it was signed', () => {
  it('a decision is neither changed nor deleted', async () => {
    const built = await buildCleared(clinic)
    for (const text of [
      `update decisions set reason = 'x' where version_id = $1`,
      'delete from decisions where version_id = $1',
    ]) {
      await expect(clinic.sql(clinic.therapist, text, [built.versionId])).rejects.toThrow(/permission denied|immutable/)
    }
    await expect(clinic.sql(clinic.therapist, 'truncate decisions')).rejects.toThrow('permission denied')
  })

  it('no field of a submitted version, of its lines or findings can be changed, added or taken away', async () => {
    const built = await submitted({ severity: 'justify' })
    const [row] = await clinic.sql<{ columns: string[] }>(
      clinic.trainer,
      `select array_agg(column_name::text) as columns from information_schema.columns
       where table_name = 'versions' and column_name not in ('clinic_id', 'status', 'recorded_at')`,
    )
    expect(row?.columns.length).toBeGreaterThan(20)
    for (const column of row?.columns ?? []) {
      const text = `update versions set ${column} = (select ${column} from jsonb_populate_record(null::versions,
        jsonb_build_object($2::text, (select case jsonb_typeof(coalesce(to_jsonb(v) -> $2, '"2020-01-02"'))
          when 'number' then to_jsonb(1 + coalesce((to_jsonb(v) ->> $2)::int, 0)) when 'boolean' then to_jsonb(not is_bfr)
          when 'array' then case $2 when 'edited_by' then jsonb_build_array(gen_random_uuid()) else '["right-arm"]'::jsonb end
          else case when $2 like '%\\_id' or $2 in ('id', 'author_id', 'submitted_by') then to_jsonb(gen_random_uuid())
            when $2 like '%\\_at' or $2 like '%\\_on' then '"2020-01-02"'::jsonb
            when $2 in ('sessions_per_week', 'extension_days') then '7'::jsonb when $2 like 'no_max%' then '"2020-01-02"'::jsonb
            else '"changed"'::jsonb end end from versions v where v.id = $1)))) where id = $1`
      await expect(clinic.sql(clinic.trainer, text, [built.versionId, column]), column).rejects.toThrow('immutable')
    }
    for (const text of [
      'update prescriptions set load_percent = 40 where version_id = $1',
      'delete from prescriptions where version_id = $1',
      `update prescriptions set reps = '{30}' where version_id = $1`,
      'delete from findings where version_id = $1',
      'delete from versions where id = $1',
    ]) {
      await expect(clinic.sql(clinic.trainer, text, [built.versionId]), text).rejects.toThrow(
        /immutable|permission denied/,
      )
    }
  })
})

describe('an amendment', () => {
  it('leaves the version in force until it is cleared itself, and then replaces it', async () => {
    const built = await buildCleared(clinic)
    await train(clinic, built)
    const next = await buildVersion(clinic, built.programId, 2, { kind: 'amendment' })
    const asked = await submit(clinic, { ...built, ...next })
    await train(clinic, built)
    await sign(clinic, asked)
    expect(await statusOf(built)).toEqual({ program: 'active', version: 'superseded' })
    expect(await statusOf(asked)).toEqual({ program: 'active', version: 'cleared' })
  })

  it('is one at a time', async () => {
    const built = await buildCleared(clinic)
    await buildVersion(clinic, built.programId, 2, { kind: 'amendment' })
    await expect(buildVersion(clinic, built.programId, 3, { kind: 'amendment' })).rejects.toThrow('versions_one_next')
  })
})
