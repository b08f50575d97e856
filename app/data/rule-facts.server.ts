/** Everything the rule book is held against, loaded in one statement, for the builder, the submission and the review alike. */
import type { Tx } from '~/database/client.server'
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Limb } from '~/domain/limb'
import { restrictedLimbs } from '~/domain/prescription'
import type { Facts, WindowOnRecord } from '~/domain/rule-book/rule'
import type { ScopedOutcome } from '~/domain/screening'
import type { VersionContent } from '~/domain/version'
import { doseColumns, doseFactsOf, type DoseFound, doseTables, ofLimbs } from './dose-facts.server'
import { ownSets, struck } from './progress-sql.server'

/** The same query text through the door of commands. Dates must be cast to text in it: Prisma makes Dates of them. */
export function queryOf(tx: Tx): Query {
  return ({ text, values }) => tx.$queryRawUnsafe(text, ...values)
}

type Asked = {
  clientId: string
  /** null: a program that is not saved yet. */
  programId: string | null
  raisedBy: string
  supervisedBy: string | null
  /** Whose windows are asked for, where it is more than those of the lines: the lines are still being written. */
  limbs?: readonly Limb[]
  at: Date
}
type Lifted = { exercise: string; side: string; loadG: number }
type Found = DoseFound & {
  today: CalendarDay
  screening: ScopedOutcome[] | null
  lifted: Lifted[]
  windows: WindowOnRecord[]
  isBfrTrained: boolean
  hasTrainedSupervisor: boolean
}

/** The last load of each exercise and side, found by hopping from one to the next: a long history is not read for it. */
const lifts = `done (exercise, side) as (
  (select s.exercise, s.side from sets s where s.clinic_id = current_clinic() and s.client_id = $1::uuid
    order by s.exercise, s.side limit 1)
  union all
  select n.exercise, n.side from done d cross join lateral (select s.exercise, s.side from sets s
    where s.clinic_id = current_clinic() and s.client_id = $1::uuid and (s.exercise, s.side) > (d.exercise, d.side)
    order by s.exercise, s.side limit 1) n
), lifts as (
  select d.exercise, d.side, l.load_g from done d cross join lateral (select s.load_g from sets s
    where ${ownSets} and s.exercise = d.exercise and s.side = d.side and s.session_id is not null and s.load_g is not null
    order by s.performed_on desc, s.occurred_at desc limit 1) l
)`

const text = `
with recursive day as (select clinic_day($5::timestamptz) as today),
newest as (
  select s.id from screenings s where s.clinic_id = current_clinic() and s.client_id = $1::uuid order by s.seq desc limit 1
), ${struck}, ${doseTables}, ${lifts}, limbs as (
  select l.limb, bfr_window_opened_on($1::uuid, coalesce($2::uuid, gen_random_uuid()), l.limb, day.today) as opened_on
  from unnest($6::text[]) as l (limb), day
), open as (
  select limbs.limb, limbs.opened_on,
    (select min(s.day) from training_sessions s where s.clinic_id = current_clinic() and s.client_id = $1::uuid and s.is_bfr
      and limbs.limb = any (s.bfr_limbs) and s.program_id = $2::uuid and not is_struck('session', s.id)) as own_first
  from limbs where exists (
    select 1 from training_sessions s where s.clinic_id = current_clinic() and s.client_id = $1::uuid and s.is_bfr
      and limbs.limb = any (s.bfr_limbs) and s.day >= limbs.opened_on and not is_struck('session', s.id))
)
select day.today::text as "today",
  ${doseColumns},
  (select json_agg(json_build_object('scope', o.scope, 'bfr', o.bfr, 'plain', o.plain) order by o.scope)
     from screening_outcomes o join newest on newest.id = o.screening_id where o.clinic_id = current_clinic()) as "screening",
  coalesce((select json_agg(json_build_object('exercise', exercise, 'side', side, 'loadG', load_g)) from lifts), '[]') as "lifted",
  coalesce((select json_agg(json_build_object('limb', limb, 'day', day.today - opened_on + 1,
     'planFromDay', coalesce(own_first, day.today) - opened_on + 1,
     'grantedDays', window_extension_days($1::uuid, coalesce($2::uuid, gen_random_uuid()), limb, opened_on))) from open), '[]') as "windows",
  exists (select 1 from members m where m.clinic_id = current_clinic() and m.id = $3::uuid
    and (m.bfr_credential_valid_until >= day.today or has_role(m.id, 'physical-therapist') or has_role(m.id, 'doctor'))) as "isBfrTrained",
  exists (select 1 from members m where m.clinic_id = current_clinic() and m.id = $4::uuid
    and m.bfr_credential_valid_until >= day.today) as "hasTrainedSupervisor"
from day`

/** The facts for this content of a client's program, as of `at`. */
export async function ruleFacts(query: Query, content: VersionContent, asked: Asked): Promise<Facts> {
  const worn = asked.limbs ?? restrictedLimbs(content.prescriptions)
  const values = [asked.clientId, asked.programId, asked.raisedBy, asked.supervisedBy, asked.at, worn]
  const [found] = await query<Found>({ name: 'rule-facts', text, values })
  if (!found) throw new Error('The facts of a version are one row.')
  const { tested, lops, lopValidDays, lifted, isBfrTrained, hasTrainedSupervisor, ...facts } = found
  return {
    ...facts,
    ...doseFactsOf({ tested, lops, lopValidDays }),
    version: content,
    lastLoads: ofLimbs(lifted),
    raiser: { isBfrTrained, hasTrainedSupervisor },
  }
}
