/** A session with all that its sets are held against and all that its page shows, in one statement. */
import type { Named, Query } from '~/database/query.server'
import { seesAllClients } from '~/domain/access'
import type { AdverseRecord } from '~/domain/adverse-events'
import type { CalendarDay } from '~/domain/calendar-day'
import type { SessionCourse } from '~/domain/done-at'
import type { Struck, StruckSet } from '~/domain/correction'
import type { HoldCause } from '~/domain/hold'
import type { DayInflation } from '~/domain/inflation'
import { type Side, sideOf } from '~/domain/limb'
import type { Limits } from '~/domain/limits'
import type { DosedLine, DoneSet } from '~/domain/live-line'
import type { Prescription } from '~/domain/prescription'
import type { ProgramStatus } from '~/domain/program'
import type { VersionContent, VersionStatus } from '~/domain/version'
import { type Acting, inTeamSql, reachedSql, reachJoin } from './acting.server'
import { dayInflationsSql } from './day-inflations.server'
import { adverseJson } from './adverse-events.server'
import { contentOfJson, type VersionJson, versionJson } from './version-json.server'

type Judged = {
  id: string
  clientId: string
  kind: 'started' | 'reported'
  isBfr: boolean
  occurredAt: string
  endedAt: string | null
  isOutsideClearance: boolean
  outsideReason: string | null
  programStatus: ProgramStatus
  versionStatus: VersionStatus
  openHolds: HoldCause[]
  course: SessionCourse
  /** null: no decision stands behind this session. */
  limits: Limits | null
  /** The day of that decision. */
  clearedOn: CalendarDay | null
}

type Shown = {
  isInCareTeam: boolean
  hasEmergencyAccess: boolean
  programId: string
  place: 'clinic' | 'home'
  clientName: string
  programName: string
  sets: DoneSet[]
  /** Of the client on the day of the session, this one's among them. */
  inflations: DayInflation[]
  adverseEvents: AdverseRecord[]
  /** Entered in error; they count nowhere. */
  struckSets: StruckSet[]
  /** Null: the session stands. */
  struck: Struck | null
}

type Dosed = { content: VersionContent; lines: DosedLine[] }
export type SessionDose = Judged & Shown & Dosed

/** What one more set is held against, and no more: of the sets before, the numbers that are taken. */
export type SessionToLog = Judged &
  Dosed & { isInTeam: boolean; sets: Pick<DoneSet, 'lineId' | 'setNumber'>[]; isStruck: boolean }

type Tested = { exercise: string; side: Side; loadG: number }
type Measured = { limb: string; cuffWidthMm: number; mmhg: number }
type Measures = { version: VersionJson; tested: Tested[]; lops: Measured[] }

/** Of a set as `e`; `more` is what else is told of it. */
const setJson = (more = '') => `json_build_object('id', e.id, 'lineId', e.prescription_id, 'exercise', e.exercise,
      'side', e.side, 'setNumber', e.set_number, 'reps', e.reps, 'loadG', e.load_g, 'rpe', e.rpe, 'isRestricted', e.is_restricted,
      'restrictionSeconds', e.restriction_seconds, 'pressureMmhg', e.pressure_mmhg, 'occurredAt', e.occurred_at,
      'deviations', (select coalesce(json_agg(json_build_object('says', x.says, 'reason', x.reason) order by x.id), '[]')
         from deviations x where x.clinic_id = e.clinic_id and x.session_id = e.session_id and x.set_id = e.id)${more})`

/** Of a strike as `k`. */
const struckJson = `json_build_object('reason', k.reason, 'at', k.occurred_at, 'replacedById', k.replaced_by,
      'by', (select m.name from members m where m.clinic_id = k.clinic_id and m.id = k.struck_by))`

/** Of a row of strikes: as is_struck() has it, written out, since a call of a function is a statement of its own. */
const struckOf = (subject: 'session' | 'set' | 'measurement' | 'import', id: string) =>
  `exists (select 1 from strikes k where k.clinic_id = s.clinic_id and k.subject = '${subject}' and k.subject_id = ${id})`

const setsOf = (json: string, order: string) => `coalesce((select json_agg(${json}${order})
    from sets e where e.clinic_id = s.clinic_id and e.session_id = s.id and not ${struckOf('set', 'e.id')}), '[]')`

const judged = `'id', s.id, 'clientId', s.client_id, 'kind', s.kind,
  'isBfr', s.is_bfr, 'occurredAt', s.occurred_at, 'endedAt', s.ended_at, 'isOutsideClearance', s.is_outside_clearance,
  'outsideReason', s.outside_reason, 'programStatus', p.status, 'versionStatus', v.status,
  'openHolds', coalesce((select json_agg(h.cause) from holds h where h.clinic_id = p.clinic_id and h.program_id = p.id and h.lifted_at is null), '[]'),
  'course', json_build_object('programEndedAt', p.ended_at,
    'revokedAt', (select max(d.occurred_at) from decisions d
      where d.clinic_id = v.clinic_id and d.version_id = v.id and d.outcome = 'revoked'),
    'holds', coalesce((select json_agg(json_build_object('cause', h.cause, 'occurredAt', h.occurred_at, 'liftedAt', h.lifted_at))
      from holds h where h.clinic_id = p.clinic_id and h.program_id = p.id), '[]')),
  'limits', (select json_build_object('maxLoadPercent', d.max_load_percent, 'maxPressurePercent', d.max_pressure_percent,
      'maxSessionsPerWeek', d.max_sessions_per_week, 'isSupervisedOnly', d.is_supervised_only, 'reviewBy', d.review_by)
    from decisions d where d.clinic_id = s.clinic_id and d.id = s.decision_id),
  'clearedOn', (select clinic_day(d.occurred_at) from decisions d where d.clinic_id = s.clinic_id and d.id = s.decision_id),
  'version', ${versionJson('v')},
  'tested', coalesce((select json_agg(t) from (
      select distinct on (m.exercise, m.side) m.exercise, m.side, m.amount as "loadG" from measurements m
      where m.clinic_id = s.clinic_id and m.client_id = s.client_id and m.kind = 'one-rm' and m.measured_on <= s.day
        and not ${struckOf('measurement', 'm.id')} and (m.import_id is null or not ${struckOf('import', 'm.import_id')})
      order by m.exercise, m.side, m.occurred_at desc, m.id desc) t), '[]'),
  'lops', coalesce((select json_agg(l) from (
      select distinct on (m.limb, m.cuff_width_mm) m.limb, m.cuff_width_mm as "cuffWidthMm", m.pressure_mmhg as "mmhg"
      from lop_measurements m where m.clinic_id = s.clinic_id and m.client_id = s.client_id
        and m.measured_on between s.day - (select x.lop_valid_days from clinics x where x.id = s.clinic_id) and s.day
      order by m.limb, m.cuff_width_mm, m.occurred_at desc) l), '[]')`

const shown = `'isInCareTeam', reach.serves, 'hasEmergencyAccess', reach.emergency, 'programId', s.program_id, 'place', s.place, 'clientName', c.given_name || ' ' || c.family_name, 'programName', p.name,
  'adverseEvents', coalesce((select json_agg(${adverseJson('a')} order by a.occurred_at) from adverse_events a
      where a.clinic_id = s.clinic_id and a.session_id = s.id), '[]'),
  'sets', ${setsOf(setJson(), ' order by e.occurred_at, e.set_number, e.id')},
  'struckSets', coalesce((select json_agg(${setJson(`, 'struck', ${struckJson}`)} order by e.id)
    from sets e join strikes k on k.clinic_id = e.clinic_id and k.subject = 'set' and k.subject_id = e.id
    where e.clinic_id = s.clinic_id and e.session_id = s.id), '[]'),
  'struck', (select ${struckJson} from strikes k where k.clinic_id = s.clinic_id and k.subject = 'session' and k.subject_id = s.id),
  'inflations', ${dayInflationsSql('s')}`

const logged = `'sets', ${setsOf("json_build_object('lineId', e.prescription_id, 'setNumber', e.set_number)", '')},
  'isStruck', ${struckOf('session', 's.id')}, 'isInTeam', ${inTeamSql('s.client_id')}`

const sessionSql = (more: string) => `
select json_build_object(${judged}, ${more}) as "session"
from training_sessions s
join programs p on p.clinic_id = s.clinic_id and p.id = s.program_id
join versions v on v.clinic_id = s.clinic_id and v.id = s.version_id`

const doseText = `${sessionSql(shown)}
join clients c on c.clinic_id = s.clinic_id and c.id = s.client_id
${reachJoin('s.client_id')}
where s.clinic_id = current_clinic() and s.id = $3::uuid and ${reachedSql}`

const toLogText = `${sessionSql(logged)}
where s.clinic_id = current_clinic() and s.id = $2::uuid`

/** The session, when its client is this member's to see; null answers like one that does not exist. */
export function findSessionDose(query: Query, member: Acting, sessionId: string): Promise<SessionDose | null> {
  const values = [member.memberId, seesAllClients(member), sessionId]
  return find<Judged & Shown>(query, { name: 'session-dose', text: doseText, values })
}

/** The same for a set that is to be logged in it, whoever asks: mayReach() says whether they may. */
export function findSessionToLog(query: Query, member: Acting, sessionId: string): Promise<SessionToLog | null> {
  const values = [member.memberId, sessionId]
  return find<Omit<SessionToLog, keyof Dosed>>(query, { name: 'session-to-log', text: toLogText, values })
}

async function find<Found>(query: Query, named: Named): Promise<(Found & Dosed) | null> {
  const [found] = await query<{ session: Found & Measures }>(named)
  if (!found) return null
  const { version, tested, lops, ...session } = found.session
  const content = contentOfJson(version)
  return { ...(session as Found), content, lines: content.prescriptions.map((line) => dosed(line, tested, lops)) }
}

function dosed(line: Prescription, tested: readonly Tested[], lops: readonly Measured[]): DosedLine {
  const side = line.limb ? sideOf(line.limb) : 'both'
  const cuffWidthMm = line.restriction && Math.round(line.restriction.cuffWidthCm * 10)
  return {
    line,
    oneRmG: tested.find((test) => test.exercise === line.exercise && test.side === side)?.loadG ?? null,
    lopMmhg: lops.find((lop) => lop.limb === line.limb && lop.cuffWidthMm === cuffWidthMm)?.mmhg ?? null,
  }
}
