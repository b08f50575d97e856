/** A hold before it is lifted: what held, what happened since, and whether this member may lift it now. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { type HoldCause, mayLift } from '~/domain/hold'
import type { HoldToLift } from '~/domain/hold-to-lift'
import type { Limb } from '~/domain/limb'
import type { ClinicianRole } from '~/domain/member'
import type { ProgramHead } from '~/domain/program-head'
import { isFinished, type ProgramStatus } from '~/domain/program'
import type { Refusal } from '~/domain/refusal'
import type { Place } from '~/domain/review'
import { type Acting, personOf } from './acting.server'
import type { Reader } from './head.server'
import { readProgramActWith } from './program-act.server'
import { type Standing, screeningStanding } from './screening-standing.server'
import { listWaiting } from './waiting.server'
import { placeOf, type WorklistFilter } from './worklist.server'

type Row = Omit<HoldToLift, 'whyNot' | 'screening'> & {
  heldById: string
  isBfr: boolean
  bfrLimbs: string[]
  clearedAs: ClinicianRole | null
  authorIds: string[]
  screenedOn: CalendarDay | null
  screenedBy: string | null
  isScreenedSince: boolean
}

const text = `
select h.id, h.cause, h.reason, m.name as "heldBy", h.placed_by as "heldById", h.occurred_at as "at",
  h.lifted_at is not null as "isLifted",
  case when r.id is not null then json_build_object('id', r.id, 'sign', r.sign, 'detail', coalesce(nullif(r.detail, ''),
    (select string_agg(x.says, '; ' order by x.occurred_at) from red_flag_details x where x.clinic_id = r.clinic_id and x.red_flag_id = r.id), '')) end as "redFlag",
  coalesce(r.needs_assessment, false) as "needsAssessment",
  (select count(*) from holds o where o.clinic_id = h.clinic_id and o.program_id = h.program_id and o.lifted_at is null
     and o.id <> h.id) as "otherHolds",
  lines.is_bfr as "isBfr", lines.limbs as "bfrLimbs", d.signed_as as "clearedAs",
  (select coalesce(json_agg(distinct a.id), '[]') from (select p.raised_by as id union all
     select unnest(x.edited_by || array[x.author_id, x.submitted_by]) from versions x
     where x.clinic_id = p.clinic_id and x.program_id = p.id) a where a.id is not null) as "authorIds",
  n.screened_on::text as "screenedOn", n.name as "screenedBy", coalesce(n.recorded_at > h.recorded_at, false) as "isScreenedSince"
from holds h
join programs p on p.clinic_id = h.clinic_id and p.id = h.program_id
join members m on m.clinic_id = h.clinic_id and m.id = h.placed_by
left join red_flags r on r.clinic_id = h.clinic_id and r.id = h.red_flag_id
left join lateral (select * from versions x where x.clinic_id = p.clinic_id and x.program_id = p.id
  order by (x.id is not distinct from p.in_force_version_id) desc, x.number desc limit 1) v on true
left join lateral (select coalesce(bool_or(l.mode like 'bfr-%'), false) as is_bfr,
  coalesce(array_agg(distinct l.limb) filter (where l.mode like 'bfr-%'), '{}') as limbs
  from prescriptions l where l.clinic_id = v.clinic_id and l.version_id = v.id) lines on true
left join lateral (select x.signed_as from decisions x where x.clinic_id = v.clinic_id and x.version_id = v.id
  and x.outcome in ('cleared', 'cleared-with-limits') order by x.seq desc limit 1) d on true
left join lateral (select s.screened_on, s.recorded_at, sm.name from screenings s join members sm on sm.clinic_id = s.clinic_id
  and sm.id = s.screened_by where s.clinic_id = p.clinic_id and s.client_id = p.client_id order by s.seq desc limit 1) n on true
where h.clinic_id = current_clinic() and h.program_id = $1::uuid and h.id = $2::uuid`

type Asked = {
  programId: string | undefined
  holdId: string | undefined
  filter: WorklistFilter
  pathKind: string
  at: Date
}

/** Throws a 404 Response where there is no such hold of a program this member may see. */
export function readLift(member: Reader, { filter, holdId, ...asked }: Asked) {
  return readProgramActWith(member, { ...asked, otherId: holdId, action: 'program:lift' }, async (query, program) => {
    const [row] = await query<Row>({ name: 'hold-to-lift', text, values: [program.id, holdId] })
    if (!row) throw new Response(null, { status: 404 })
    const standing = await screeningStanding(query, {
      clientId: program.client.id,
      isBfr: row.isBfr,
      limbs: row.bfrLimbs as Limb[],
      at: asked.at,
    })
    return {
      hold: holdOf(member, program.status, row, standing),
      place: await placeIn(query, member, row.id, filter, asked.at),
    }
  })
}

function holdOf(member: Acting, status: ProgramStatus, row: Row, { screening, today }: Standing): HoldToLift {
  const { heldById, isBfr, bfrLimbs, clearedAs, authorIds, screenedOn, screenedBy, isScreenedSince, ...hold } = row
  const may = mayLift(
    {
      by: personOf(member),
      today,
      hold: { cause: row.cause as HoldCause, heldBy: heldById, needsAssessment: row.needsAssessment },
      program: {
        authorIds,
        hasBfr: isBfr,
        clearedAs,
        isDoctorForPrecautions: member.clinic.doctorForPrecautions,
      },
      screening: screening && { ...screening, isAfterHold: isScreenedSince },
    },
    { reason: 'any', assessment: { by: 'any', on: today, result: 'any' }, citesAssessment: true },
  )
  return {
    ...hold,
    whyNot: whyNotAtAll(status, hold.isLifted) ?? (may.ok ? null : may.why),
    screening:
      screening && screenedOn && screenedBy
        ? { outcome: screening.outcome, on: screenedOn, by: screenedBy, isSinceHold: isScreenedSince }
        : null,
  }
}

function whyNotAtAll(status: ProgramStatus, isLifted: boolean): Refusal | null {
  if (isFinished(status)) return 'program-finished'
  return isLifted ? 'not-on-hold' : null
}

/** Only clinicians have the list it may stand in. */
async function placeIn(
  query: Query,
  member: Acting,
  holdId: ProgramHead['id'],
  filter: WorklistFilter,
  at: Date,
): Promise<Place | null> {
  const isClinical = member.roles.includes('doctor') || member.roles.includes('physical-therapist')
  return isClinical ? placeOf(await listWaiting(query, member, at), holdId, filter) : null
}
