/** A program whose clearance names a maximal test, and measurements in straight SQL, true and forged. */
import { v7 } from 'uuid'
import type { Clinic, Who } from './builders'
import { type Built, buildClient, buildDraft, buildScreening, consent, sign, submit } from './builders-program'

type Asked = { clientId?: string; notBefore?: string | null; isTestCleared?: boolean; at?: Date }

/** Leg extension for strength; leg curl, lying, as a maximal test, where nothing else is said. Cleared, consented to. */
export async function buildTesting(clinic: Clinic, asked: Asked = {}): Promise<Built> {
  const at = asked.at ?? new Date()
  const clientId = asked.clientId ?? (await buildClient(clinic))
  if (!asked.clientId) await buildScreening(clinic, clientId, { at })
  const draft = await buildDraft(clinic, clientId, { isBfr: false, at })
  if (asked.isTestCleared !== false) {
    await clinic.sql(
      clinic.trainer,
      `insert into prescriptions (clinic_id, id, version_id, position, exercise, mode, limb, load_kind, reps)
       values ($1, $2, $3, 2, 'Leg curl, lying', 'strength-test', 'left-leg', 'none', '{1}')`,
      [clinic.id, v7(), draft.versionId],
    )
  }
  if (asked.notBefore) {
    const text = 'update versions set no_maximal_test_before = $2 where id = $1'
    await clinic.sql(clinic.trainer, text, [draft.versionId, asked.notBefore])
  }
  const built = await submit(clinic, draft, clinic.trainer, at)
  await sign(clinic, built, { at })
  await consent(clinic, built, at)
  return built
}

export type Forged = {
  clientId: string
  kind: string
  sessionId?: string | null
  /** Columns of the kind, as they are. */
  row?: Record<string, unknown>
  at?: Date
  measuredBy?: Who
}

/** What a row of each kind holds at the least. */
export const leastOf: Record<string, Record<string, unknown>> = {
  'one-rm': { exercise: 'Leg curl, lying', amount: 40_000, entered_value: '40', entered_unit: 'kg' },
  'rep-max': { exercise: 'Leg curl, lying', amount: 35_000, entered_value: '35', entered_unit: 'kg', reps: 5 },
  'isometric-force': { movement: 'Knee flexion', amount: 212_000, entered_value: '212', entered_unit: 'N' },
  endurance: { exercise: 'Leg extension', amount: 20_000, entered_value: '20', entered_unit: 'kg', reps: 25 },
  girth: { site: 'Calf, widest', amount: 385, entered_value: '38.5', entered_unit: 'cm' },
  'range-of-motion': {
    movement: 'Knee flexion',
    is_passive: false,
    amount: 118,
    entered_value: '118',
    entered_unit: 'deg',
  },
  pain: { amount: 3, entered_value: '3', entered_unit: 'nrs' },
  score: {
    ...{ instrument: 'LEFS', scale_low: 0, scale_high: 8_000, is_higher_better: true },
    ...{ amount: 6_200, entered_value: '62', entered_unit: 'points' },
  },
}

/** Straight into the table, as the app's role with the context of `who`. */
export async function measureBySql(clinic: Clinic, who: Who, forged: Forged): Promise<string> {
  const id = v7()
  const row: Record<string, unknown> = {
    clinic_id: clinic.id,
    id,
    client_id: forged.clientId,
    session_id: forged.sessionId ?? null,
    kind: forged.kind,
    side: 'left',
    measured_by: (forged.measuredBy ?? who).memberId,
    occurred_at: forged.at ?? new Date(),
    measured_on: '2000-01-01',
    ...leastOf[forged.kind],
    ...forged.row,
  }
  const columns = Object.keys(row)
  const places = columns.map((_, index) => `$${index + 1}`)
  const text = `insert into measurements (${columns.join(', ')}) values (${places.join(', ')})`
  await clinic.sql(who, text, Object.values(row))
  return id
}

export async function strikeBySql(clinic: Clinic, who: Who, subject: string, id: string, clientId: string) {
  await clinic.sql(
    who,
    `insert into strikes (clinic_id, subject, subject_id, client_id, reason, struck_by, occurred_at)
     values ($1, $2, $3, $4, 'Not theirs', $5, now())`,
    [clinic.id, subject, id, clientId, who.memberId],
  )
}
