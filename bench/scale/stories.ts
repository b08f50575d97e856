/** Clients as the real commands leave them, every trigger on: what a clinic of any size is multiplied from. */
import type { Clinic } from '../../tests/builders'
import {
  buildClient,
  buildDraft,
  buildScreening,
  type Built,
  consent,
  measureLop,
  sign,
  submit,
  train,
} from '../../tests/builders-program'

/** `share`: how many of a thousand clients are like this one; `most`: however large the clinic, no more of them. */
export type Story = { name: string; clientId: string; programs: number; share: number; most: number }

const dayMs = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs)

export async function buildStories(clinic: Clinic): Promise<Story[]> {
  const like = async (name: string, share: number, tell: (clientId: string) => Promise<number>, most = Infinity) => {
    const clientId = await buildClient(clinic)
    return { name, clientId, programs: await tell(clientId), share, most }
  }
  return [
    await like('three programs, all over', 760, (clientId) => over(clinic, clientId)),
    await like('running under the cuff, in the second week', 110, (clientId) => running(clinic, clientId)),
    await like('running without a cuff', 40, (clientId) => running(clinic, clientId, false)),
    await like('declined', 40, (clientId) => declined(clinic, clientId)),
    await like('a draft', 40, (clientId) => draft(clinic, clientId)),
    await like('waits for a decision', 10, (clientId) => waiting(clinic, clientId), 400),
  ]
}

/** Nine weeks ago and more: raised, cleared, trained twice and completed, three times one after another. */
async function over(clinic: Clinic, clientId: string): Promise<number> {
  for (const from of [180, 120, 60]) {
    const built = await cleared(clinic, clientId, daysAgo(from))
    for (const days of [1, 4]) await trained(clinic, built, daysAgo(from - days))
    await clinic.sql(
      clinic.trainer,
      `update programs set status = 'completed', end_reason = 'Goal met', ended_at = $2 where id = $1`,
      [built.programId, daysAgo(from - 30)],
    )
  }
  return 3
}

async function running(clinic: Clinic, clientId: string, isBfr = true): Promise<number> {
  const built = await cleared(clinic, clientId, daysAgo(12), isBfr)
  for (const days of [10, 7, 4]) await trained(clinic, built, daysAgo(days), isBfr)
  return 1
}

async function declined(clinic: Clinic, clientId: string): Promise<number> {
  await buildScreening(clinic, clientId, { at: daysAgo(9) })
  const built = await submit(clinic, await buildDraft(clinic, clientId, { at: daysAgo(9) }), clinic.trainer, daysAgo(9))
  await sign(clinic, built, { outcome: 'declined', at: daysAgo(8) })
  return 1
}

async function draft(clinic: Clinic, clientId: string): Promise<number> {
  await buildScreening(clinic, clientId)
  await buildDraft(clinic, clientId)
  return 1
}

async function waiting(clinic: Clinic, clientId: string): Promise<number> {
  await buildScreening(clinic, clientId, { bfr: 'precaution' })
  await submit(clinic, await buildDraft(clinic, clientId, { severity: 'justify' }))
  return 1
}

/** With a finding that the clinician answered, and started. */
async function cleared(clinic: Clinic, clientId: string, at: Date, isBfr = true): Promise<Built> {
  await buildScreening(clinic, clientId, { at })
  const drafted = await buildDraft(clinic, clientId, { at, isBfr, severity: 'justify' })
  const built = await submit(clinic, drafted, clinic.trainer, at)
  const findings = await clinic.sql<{ id: string }>(clinic.trainer, 'select id from findings where version_id = $1', [
    built.versionId,
  ])
  await sign(clinic, built, { at, answers: findings.map(({ id }) => id) })
  await consent(clinic, built, at)
  if (isBfr) await measureLop(clinic, clientId, 'left-leg', at)
  await clinic.sql(clinic.trainer, `update programs set status = 'active', started_at = $2 where id = $1`, [
    built.programId,
    at,
  ])
  return built
}

/** A session with two sets, ended. */
async function trained(clinic: Clinic, built: Built, at: Date, isBfr = true): Promise<void> {
  const sessionId = await train(clinic, built, { at, isBfr })
  await clinic.as(clinic.trainer, async (rows) => {
    await rows(
      `insert into sets (clinic_id, id, client_id, session_id, prescription_id, exercise, side, set_number, reps, load_g,
         entered_value, entered_unit, rpe, is_restricted, pressure_mmhg, occurred_at, performed_on, logged_by)
       select $1, uuidv7(), $2, $3, $4, 'Leg extension', 'left', n, 30 - 10 * n, 12000, '12', 'kg', 6, $7,
         case when $7 then 100 end, $5, '2000-01-01', $6 from generate_series(1, 2) n`,
      [clinic.id, built.clientId, sessionId, built.lineId, at, clinic.trainer.memberId, isBfr],
    )
    await rows("update training_sessions set ended_at = occurred_at + interval '1 hour' where id = $1", [sessionId])
  })
}
