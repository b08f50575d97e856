/** The overview of a client in one statement: how they are screened, what is held, their programs, cuffs and people. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { needsDoctor } from '~/domain/clearance'
import type { HoldCause } from '~/domain/hold'
import type { Role } from '~/domain/member'
import { type NextStep, nextOfProgram, type ProgramStep } from '~/domain/next-step'
import type { ProgramStatus } from '~/domain/program'
import type { ScopedOutcome, ScreeningOutcome, ScreeningReason } from '~/domain/screening'
import type { EventKind } from '~/domain/screening-questions'
import type { VersionKind, VersionStatus } from '~/domain/version'
import { type WindowStrip, windowStrips } from './window-strips.server'

export type ScreeningState = {
  id: string
  screenedOn: CalendarDay
  screenedBy: string
  systolic: number
  diastolic: number
  outcomes: ScopedOutcome[]
  reasons: ScreeningReason[]
  isOutdated: boolean
}

export type OpenHold = { id: string; cause: HoldCause; reason: string; placedBy: string; on: CalendarDay }

export type ProgramState = {
  id: string
  name: string
  status: ProgramStatus
  diagnosis: string
  newest: { number: number; status: VersionStatus; kind: VersionKind; submittedOn: CalendarDay | null }
  inForce: { number: number; validUntil: CalendarDay | null } | null
  isBfr: boolean
  holds: OpenHold[]
  strip: WindowStrip | null
  next: NextStep<ProgramStep>
}

export type RaisedFlag = { id: string; sign: string; on: CalendarDay; raisedBy: string; detail: string }
export type NotedEvent = { id: string; kind: EventKind; on: CalendarDay; notedBy: string; note: string }

export type Overview = {
  screening: ScreeningState | null
  screeningValidDays: number
  /** After the newest screening. */
  redFlags: RaisedFlag[]
  events: NotedEvent[]
  hasRedFlagHold: boolean
  hasRecord: boolean
  programs: ProgramState[]
  hasMorePrograms: boolean
  team: { name: string; isActive: boolean; roles: Role[] }[]
}

const shownPrograms = 20

const text = `
with newest as (
  select s.* from screenings s where s.clinic_id = current_clinic() and s.client_id = $1::uuid order by s.seq desc limit 1
), mine as (
  select p.* from programs p where p.clinic_id = current_clinic() and p.client_id = $1::uuid
  order by (p.status in ('completed', 'stopped')), p.id desc limit ${shownPrograms + 1}
), program_rows as (
  select p.id, p.name, p.status, v.diagnosis as "diagnosis",
    json_build_object('number', v.number, 'status', v.status, 'kind', v.kind, 'submittedOn', clinic_day(v.submitted_at)) as "newest",
    (select json_build_object('number', f.number, 'validUntil', d.valid_until) from versions f
       left join decisions d on d.clinic_id = f.clinic_id and d.version_id = f.id and d.outcome in ('cleared', 'cleared-with-limits')
       where f.clinic_id = p.clinic_id and f.id = p.in_force_version_id and f.status = 'cleared') as "inForce",
    exists (select 1 from prescriptions l where l.clinic_id = p.clinic_id and l.version_id = coalesce(p.in_force_version_id, v.id)
       and l.mode like 'bfr-%') as "isBfr",
    exists (select 1 from consents k where k.clinic_id = p.clinic_id and k.program_id = p.id) as "hasConsent",
    v.outcome as "outcome",
    earlier_extensions(v.id, $2::timestamptz) as "earlierExtensions",
    p.in_force_version_id is not null and not has_lop(p.client_id, p.in_force_version_id, clinic_day($2::timestamptz)) as "isLopMissing",
    coalesce((select json_agg(json_build_object('id', h.id, 'cause', h.cause, 'reason', h.reason, 'placedBy', m.name,
         'on', clinic_day(h.occurred_at)) order by h.recorded_at desc)
       from holds h join members m on m.clinic_id = h.clinic_id and m.id = h.placed_by
       where h.clinic_id = p.clinic_id and h.program_id = p.id and h.lifted_at is null), '[]') as "holds"
  from mine p join lateral (select x.* from versions x where x.clinic_id = p.clinic_id and x.program_id = p.id
    order by x.number desc limit 1) v on true
  order by (p.status in ('completed', 'stopped')), p.id desc
)
select
  (select json_build_object('id', n.id, 'screenedOn', n.screened_on, 'screenedBy', m.name, 'systolic', n.systolic,
     'diastolic', n.diastolic, 'reasons', n.reasons, 'isOutdated', screening_is_outdated($1::uuid),
     'outcomes', (select json_agg(json_build_object('scope', o.scope, 'bfr', o.bfr, 'plain', o.plain) order by o.scope)
        from screening_outcomes o where o.clinic_id = n.clinic_id and o.screening_id = n.id))
   from newest n join members m on m.clinic_id = n.clinic_id and m.id = n.screened_by) as "screening",
  (select c.screening_valid_days from clinics c where c.id = current_clinic()) as "screeningValidDays",
  coalesce((select json_agg(json_build_object('id', r.id, 'sign', r.sign, 'on', clinic_day(r.occurred_at), 'raisedBy', m.name,
      'detail', coalesce(nullif(r.detail, ''), (select string_agg(x.says, '; ' order by x.occurred_at) from red_flag_details x
        where x.clinic_id = r.clinic_id and x.red_flag_id = r.id), '')) order by r.recorded_at desc)
    from red_flags r join members m on m.clinic_id = r.clinic_id and m.id = r.raised_by
    where r.clinic_id = current_clinic() and r.client_id = $1::uuid
      and r.recorded_at > coalesce((select recorded_at from newest), '-infinity')), '[]') as "redFlags",
  coalesce((select json_agg(json_build_object('id', e.id, 'kind', e.kind, 'on', clinic_day(e.occurred_at), 'notedBy', m.name,
      'note', e.note) order by e.seq desc)
    from client_events e join members m on m.clinic_id = e.clinic_id and m.id = e.noted_by
    where e.clinic_id = current_clinic() and e.client_id = $1::uuid
      and e.recorded_at > coalesce((select recorded_at from newest), '-infinity')), '[]') as "events",
  exists (select 1 from holds h join programs p on p.clinic_id = h.clinic_id and p.id = h.program_id
    where h.clinic_id = current_clinic() and p.client_id = $1::uuid and h.cause = 'red-flag'
      and h.lifted_at is null and p.status not in ('completed', 'stopped')) as "hasRedFlagHold",
  exists (select 1 from record_entries e where e.clinic_id = current_clinic() and e.client_id = $1::uuid) as "hasRecord",
  coalesce((select json_agg(r) from program_rows r), '[]') as "programs",
  coalesce((select json_agg(json_build_object('name', m.name, 'isActive', m.deactivated_at is null, 'roles', (select coalesce(json_agg(r.role order by r.role), '[]')
      from member_roles r where r.clinic_id = m.clinic_id and r.member_id = m.id)) order by m.name)
    from care_team t join members m on m.clinic_id = t.clinic_id and m.id = t.member_id
    where t.clinic_id = current_clinic() and t.client_id = $1::uuid), '[]') as "team"`

type ProgramRow = Omit<ProgramState, 'strip' | 'next'> & {
  hasConsent: boolean
  outcome: ScreeningOutcome | null
  earlierExtensions: number
  isLopMissing: boolean
}

/** Who may see the client was asked before; the windows of their programs are a statement of their own. */
export async function findOverview(
  query: Query,
  { clientId, at, isDoctorForPrecautions }: { clientId: string; at: Date; isDoctorForPrecautions: boolean },
): Promise<Overview> {
  const [row] = await query<Omit<Overview, 'programs' | 'hasMorePrograms'> & { programs: ProgramRow[] }>({
    name: 'client-overview',
    text,
    values: [clientId, at],
  })
  if (!row) throw new Error('The overview of a client is one row.')
  const shown = row.programs.slice(0, shownPrograms)
  const ids = shown.map(({ id }) => id)
  const strips = await windowStrips(query, ids, at)
  const stripOf = (id: string) => strips.find(({ programId }) => programId === id) ?? null
  return {
    ...row,
    programs: shown.map((program) => stateOf(program, stripOf(program.id), isDoctorForPrecautions)),
    hasMorePrograms: row.programs.length > shownPrograms,
  }
}

function stateOf(row: ProgramRow, strip: WindowStrip | null, isDoctorForPrecautions: boolean): ProgramState {
  const { hasConsent, outcome, earlierExtensions, isLopMissing, ...program } = row
  const next = nextOfProgram({
    status: row.status,
    openHolds: row.holds.map(({ cause }) => cause),
    newest: row.newest.status,
    isClearanceInForce: row.inForce !== null,
    needsDoctor: needsDoctor({ outcome, kind: row.newest.kind, earlierExtensions, isDoctorForPrecautions }),
    hasConsent,
    isLopMissing,
    flag: strip?.flag ?? null,
  })
  return { ...program, strip, next }
}
