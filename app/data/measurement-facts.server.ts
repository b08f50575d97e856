/** What is on record when somebody measures: the day, a session of it that has the line, and the last maximum. */
import type { Tx } from '~/database/client.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Side } from '~/domain/limb'
import { type EffortKind, linesNeeded } from '~/domain/measurement'
import { estimateOneRm, type Formula } from '~/domain/strength'
import { queryOf } from './rule-facts.server'

export type Day = { isAhead: boolean; isToday: boolean; noon: Date }

export async function dayOf(tx: Tx, on: CalendarDay, at: Date): Promise<Day> {
  const [row] = await queryOf(tx)<Day>({
    name: 'measured-on',
    text: `select $1::date > clinic_day($2::timestamptz) as "isAhead", $1::date = clinic_day($2::timestamptz) as "isToday",
             ($1::date + time '12:00') at time zone clinic_zone() as "noon"`,
    values: [on, at],
  })
  if (!row) throw new Error('A day is one row.')
  return row
}

type Session = { id: string; isTooEarly: boolean }

type Needed = { kind: EffortKind; subject: string; side: Side; on: CalendarDay }

/**
 * `subject` is the exercise. Null: no session of that day under clearance has the line this kind needs, a maximum of its
 * own side.
 */
export async function sessionFor(
  tx: Tx,
  clientId: string,
  { kind, subject, side, on }: Needed,
): Promise<Session | null> {
  const [row] = await queryOf(tx)<Session>({
    name: `session-of-${linesNeeded[kind]}`,
    text: `select t.id, coalesce(v.no_maximal_test_before > $3::date, false) as "isTooEarly"
      from training_sessions t join versions v on v.clinic_id = t.clinic_id and v.id = t.version_id
      where t.clinic_id = current_clinic() and t.client_id = $1::uuid and t.day = $3::date
        and not t.is_outside_clearance and not is_struck('session', t.id)
        and exists (select 1 from prescriptions l where l.clinic_id = t.clinic_id and l.version_id = t.version_id
          and ($4 = 'any-of-exercise' or (l.mode = 'strength-test' and (l.limb is null or split_part(l.limb, '-', 1) = $5)))
          and ($4 = 'any-test' or l.exercise = $2))
      order by 2, t.seq desc limit 1`,
    values: [clientId, subject, on, linesNeeded[kind], side],
  })
  return row ?? null
}

type Before = { exercise: string; side: Side; on: CalendarDay; exceptId: string | null }

/** The last tested 1RM of this exercise and side, in grams. `exceptId`: a measurement that is being replaced. */
export async function lastTested(tx: Tx, clientId: string, before: Before): Promise<number | null> {
  const [row] = await queryOf(tx)<{ amount: number }>({
    name: 'last-tested',
    text: `select m.amount from measurements m where m.clinic_id = current_clinic() and m.client_id = $1::uuid
        and m.kind = 'one-rm' and m.exercise = $2 and m.side = $3 and m.measured_on <= $4::date
        and not is_struck('measurement', m.id) and m.id is distinct from $5::uuid
      order by m.measured_on desc, m.occurred_at desc, m.id desc limit 1`,
    values: [clientId, before.exercise, before.side, before.on, before.exceptId],
  })
  return row?.amount ?? null
}

type Maximum = { isTested: boolean; loadG: number; reps: number; formula: Formula }

/** The last maximum, tested or estimated of a rep-max or of a set; a test beats an estimate of its day. */
export async function lastMaximum(tx: Tx, clientId: string, before: Before): Promise<number | null> {
  const [row] = await queryOf(tx)<Maximum>({
    name: 'last-maximum',
    text: `select x.*, (select one_rm_formula from clinics where id = current_clinic()) as "formula" from (
        (select m.measured_on as "on", m.kind = 'one-rm' as "isTested", m.occurred_at as "at", m.amount as "loadG",
           coalesce(m.reps, 1) as "reps"
         from measurements m where m.clinic_id = current_clinic() and m.client_id = $1::uuid
           and (m.kind = 'one-rm' or (m.kind = 'rep-max' and m.reps > 0 and not m.is_failed))
           and m.exercise = $2 and m.side = $3 and m.measured_on <= $4::date
           and not is_struck('measurement', m.id) and m.id is distinct from $5::uuid
         order by m.measured_on desc, 2 desc, m.occurred_at desc, m.id desc limit 1)
        union all
        (select s.performed_on, false, s.occurred_at, s.load_g, s.reps
         from sets s where s.clinic_id = current_clinic() and s.client_id = $1::uuid and s.performed_on <= $4::date
           and s.exercise = $2 and s.side = $3 and not s.is_restricted and (s.is_test or s.rpe >= 9)
           and s.reps between 1 and 10 and s.load_g > 0
           and not is_struck('set', s.id) and (s.session_id is null or not is_struck('session', s.session_id))
         order by s.performed_on desc, s.occurred_at desc limit 1)) x
      order by x."on" desc, x."isTested" desc, x."at" desc limit 1`,
    values: [clientId, before.exercise, before.side, before.on, before.exceptId],
  })
  if (!row) return null
  if (row.isTested) return row.loadG
  const estimate = estimateOneRm({ ...row, isRestricted: false, isTestOrRpe9: true })
  return estimate.ok ? estimate.loadG : null
}

export async function formulaOf(tx: Tx): Promise<Formula> {
  const text = 'select one_rm_formula as "formula" from clinics where id = current_clinic()'
  const [row] = await queryOf(tx)<{ formula: Formula }>({ name: 'one-rm-formula', text, values: [] })
  if (!row) throw new Error('A clinic is one row.')
  return row.formula
}
