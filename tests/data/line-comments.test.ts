/** Comments on lines and the day of the next look, as the database keeps and refuses them, asked in plain SQL. */
import { beforeAll, describe, expect, it } from 'vitest'
import { buildClinic, type Clinic } from '../builders'
import { type Built, buildClient, buildDraft, buildScreening, sign, submit } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic

beforeAll(async () => {
  clinic = await buildClinic(database)
})

async function submitted(): Promise<Built> {
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId)
  return submit(clinic, await buildDraft(clinic, clientId))
}
const back = { outcome: 'changes-requested' } as const

describe('a comment on a line', () => {
  it('is kept for ever with the decision it was signed with, and remembered', async () => {
    const built = await submitted()
    const decisionId = await sign(clinic, built, { ...back, comments: [built.lineId] })
    const kept = () =>
      clinic.sql(clinic.trainer, 'select comment from line_comments where decision_id = $1', [decisionId])
    expect(await kept()).toEqual([{ comment: 'Half of it' }])
    for (const change of [
      `update line_comments set comment = 'Twice'`,
      'delete from line_comments',
      'truncate line_comments',
    ]) {
      await expect(clinic.sql(clinic.therapist, change)).rejects.toThrow(/permission denied|immutable/)
    }
    expect(await kept()).toEqual([{ comment: 'Half of it' }])
    const [event] = await clinic.sql<{ detail: string }>(
      clinic.admin,
      `select d.detail from audit_events e join audit_details d on d.clinic_id = e.clinic_id and d.seq = e.seq
       where e.table_name = 'line_comments' and e.row_id = $1`,
      [`${decisionId}/${built.lineId}`],
    )
    expect(JSON.parse(event?.detail ?? '{}')).toMatchObject({ comment: 'Half of it', prescription_id: built.lineId })
  })

  it.each(['cleared', 'cleared-with-limits'] as const)('is never one of a version that is %s', async (outcome) => {
    const built = await submitted()
    const limits = outcome === 'cleared' ? {} : { maxLoadPercent: 20 }
    await expect(sign(clinic, built, { outcome, ...limits, comments: [built.lineId] })).rejects.toThrow('immutable')
    expect(
      await clinic.sql(clinic.therapist, 'select 1 from decisions where version_id = $1', [built.versionId]),
    ).toEqual([])
  })

  it('is never on a line of another version', async () => {
    const [built, other] = [await submitted(), await submitted()]
    await expect(sign(clinic, built, { ...back, comments: [other.lineId] })).rejects.toThrow('immutable')
  })

  it('is never added afterwards, nor by somebody else', async () => {
    const built = await submitted()
    const decisionId = await sign(clinic, built, back)
    const text = `insert into line_comments (clinic_id, decision_id, prescription_id, comment) values ($1, $2, $3, 'Late')`
    for (const who of [clinic.therapist, clinic.doctor, clinic.trainer]) {
      await expect(clinic.sql(who, text, [clinic.id, decisionId, built.lineId])).rejects.toThrow('immutable')
    }
  })
})

describe('the day of the next look', () => {
  const dayFromNow = async (days: number) => {
    const text = 'select (clinic_day(clock_timestamp()) + $1::integer)::text as day'
    const [row] = await clinic.sql<{ day: string }>(clinic.therapist, text, [days])
    return row?.day ?? ''
  }

  it.each([
    [-1, false],
    [0, true],
    [365, true],
    [366, false],
  ])('%i days from the decision: taken is %s', async (days, isTaken) => {
    const built = await submitted()
    const signing = sign(clinic, built, { outcome: 'cleared-with-limits', reviewBy: await dayFromNow(days) })
    if (isTaken) await signing
    else await expect(signing).rejects.toThrow('review-by-out-of-range')
  })
})

describe('a withdrawal', () => {
  it('is known by who took it back, and is written by nobody else', async () => {
    const built = await submitted()
    await clinic.sql(clinic.trainer, `update versions set status = 'withdrawn' where id = $1`, [built.versionId])
    const text = 'select withdrawn_by from withdrawals where version_id = $1'
    expect(await clinic.sql(clinic.therapist, text, [built.versionId])).toEqual([
      { withdrawn_by: clinic.trainer.memberId },
    ])
    const other = await submitted()
    const forged = 'insert into withdrawals (clinic_id, version_id, withdrawn_by) values ($1, $2, $3)'
    await expect(
      clinic.sql(clinic.trainer, forged, [clinic.id, other.versionId, clinic.therapist.memberId]),
    ).rejects.toThrow('permission denied')
  })
})
