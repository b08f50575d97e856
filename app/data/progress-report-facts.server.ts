/** What a report of a client's progress would say now: their progress exercise by exercise, their program, who measured. */
import { createHash } from 'node:crypto'
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { hasAnythingMeasured, mostReportedExercises, reportFacts } from '~/domain/progress-report'
import { firstDayOf, type Range } from '~/domain/progress-range'
import type { Progress, TrainedExercise } from '~/domain/progress-shown'
import type {
  MeasuredBy,
  ReportedClient,
  ReportedDecision,
  ReportedProgram,
  ReportFacts,
} from '~/domain/report-content'
import type { LoadUnit } from '~/domain/units'
import { findProgress } from './progress.server'

export type ReportAsked = { exercises: string[]; range: Range | null }

export type ReportPreview = {
  facts: ReportFacts
  /** Of the facts: whoever signs read these. */
  hash: string
  /** All that could be chosen, and what was. */
  exercises: TrainedExercise[]
  chosen: string[]
  isAnythingMeasured: boolean
}

type Row = {
  clinic: { name: string; locale: string; timeZone: string; units: LoadUnit }
  program: ReportedProgram | null
  decisions: ReportedDecision[]
  adverseEventsOn: CalendarDay[]
  measuredBy: MeasuredBy[]
}

const text = `
select
  (select json_build_object('name', c.name, 'locale', c.locale, 'timeZone', c.time_zone, 'units', c.units)
   from clinics c where c.id = current_clinic()) as "clinic",
  (select json_build_object('name', p.name, 'status', p.status, 'goal', v.goal, 'diagnosis', v.diagnosis,
     'procedureName', v.procedure_name, 'procedureOn', v.procedure_on, 'rangeRestriction', v.range_restriction,
     'weightBearing', v.weight_bearing, 'startedOn', clinic_day(p.started_at), 'endedOn', clinic_day(p.ended_at))
   from programs p join versions v on v.clinic_id = p.clinic_id and v.program_id = p.id
   where p.clinic_id = current_clinic() and p.client_id = $1::uuid and v.status <> 'draft'
   order by (p.status in ('active', 'on-hold')) desc, p.id desc, (v.id is not distinct from p.in_force_version_id) desc, v.number desc
   limit 1) as "program",
  coalesce((select json_agg(json_build_object('on', clinic_day(d.occurred_at), 'outcome', d.outcome, 'program', p.name,
       'by', d.signer_name, 'signedAs', d.signed_as) order by d.seq)
   from programs p join decisions d on d.clinic_id = p.clinic_id and d.program_id = p.id
   where p.clinic_id = current_clinic() and p.client_id = $1::uuid
     and d.outcome in ('cleared', 'cleared-with-limits', 'revoked')), '[]') as "decisions",
  coalesce((select json_agg(clinic_day(a.occurred_at) order by a.occurred_at) from adverse_events a
   where a.clinic_id = current_clinic() and a.client_id = $1::uuid), '[]') as "adverseEventsOn",
  coalesce((select json_agg(m order by m.kind, m.subject, m.by) from (
     select m.kind, coalesce(m.exercise, m.movement, m.site, m.instrument, '') as "subject", b.name as "by",
       m.import_id is not null as "isImported", count(*) as "count",
       coalesce(json_agg(distinct m.device) filter (where m.device is not null), '[]') as "devices"
     from measurements m join members b on b.clinic_id = m.clinic_id and b.id = m.measured_by
     where m.clinic_id = current_clinic() and m.client_id = $1::uuid and ($2::date is null or m.measured_on >= $2::date)
       and m.measured_on <= $3::date and not is_struck('measurement', m.id)
     group by 1, 2, 3, 4) m), '[]') as "measuredBy"`

type Whose = ReportedClient & { today: CalendarDay }

/** What is asked for and the client never did is left out; nothing asked for gives what was tested, else what was done most. */
export async function findReport(query: Query, client: Whose, asked: ReportAsked): Promise<ReportPreview> {
  const { id, today } = client
  const first = await findProgress(query, id, { exercise: asked.exercises[0] ?? null, range: asked.range, today })
  const chosen = chosenOf(first, asked.exercises)
  const progress: [Progress, ...Progress[]] = [first]
  for (const exercise of chosen) {
    if (exercise !== first.exercise)
      progress.push(await findProgress(query, id, { exercise, range: first.range, today }))
  }
  const [row] = await query<Row>({
    name: 'progress-report-facts',
    text,
    values: [id, firstDayOf(first.range, today), today],
  })
  if (!row) throw new Error('The facts of a report are one row.')
  const { clinic, ...found } = row
  const { givenName, familyName, birthDate, recordNumber } = client
  const facts = reportFacts({
    ...found,
    clinic: clinic.name,
    writing: { locale: clinic.locale, units: clinic.units, timeZone: clinic.timeZone },
    client: { id, givenName, familyName, birthDate, recordNumber },
    today,
    progress,
  })
  const isAnythingMeasured = hasAnythingMeasured(facts)
  return { facts, hash: hashOfText(JSON.stringify(facts)), exercises: first.exercises, chosen, isAnythingMeasured }
}

function chosenOf({ exercises, exercise }: Progress, asked: readonly string[]): string[] {
  const known = exercises.map((each) => each.exercise)
  const wanted = [...new Set(asked)].filter((each) => known.includes(each)).slice(0, mostReportedExercises)
  if (wanted.length > 0) return wanted
  const tested = exercises.filter(({ isTested }) => isTested).map((each) => each.exercise)
  return tested.length > 0 ? tested.slice(0, mostReportedExercises) : exercise === null ? [] : [exercise]
}

/** As the database's hash_of() has it. */
export function hashOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
