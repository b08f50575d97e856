/** What stands around the writing of a program: the client's screening, and who may supervise. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { limbs } from '~/domain/limb'
import type { Facts } from '~/domain/rule-book/rule'
import type { ScreeningReason } from '~/domain/screening'
import { isStaleByTime } from '~/domain/screening-validity'
import type { VersionContent } from '~/domain/version'
import { ruleFacts } from './rule-facts.server'

export type ScreeningAround = {
  screenedOn: CalendarDay
  reasons: ScreeningReason[]
  isStale: boolean
  isOutdatedByEvent: boolean
}

export type Supervisor = { id: string; name: string }

/** Facts without the version, which the page has as it is typed. */
export type BuilderFacts = Omit<Facts, 'version'>

export type Around = { facts: BuilderFacts; screening: ScreeningAround | null; supervisors: Supervisor[] }

type Found = {
  screening: Pick<ScreeningAround, 'screenedOn' | 'reasons'> | null
  validDays: number
  isOutdated: boolean
}

const text = `
select
  (select json_build_object('screenedOn', s.screened_on, 'reasons', s.reasons) from screenings s
     where s.clinic_id = current_clinic() and s.client_id = $1::uuid order by s.seq desc limit 1) as "screening",
  (select screening_valid_days from clinics where id = current_clinic()) as "validDays",
  screening_is_outdated($1::uuid) as "isOutdated"`

/** Members with a BFR credential in date; whoever raises the program may name one of them. */
export function listSupervisors(query: Query, at: Date): Promise<Supervisor[]> {
  return query<Supervisor>({
    name: 'supervisors',
    text: `select m.id, m.name from members m where m.clinic_id = current_clinic() and m.deactivated_at is null
             and m.bfr_credential_valid_until >= clinic_day($1::timestamptz) order by m.name limit 200`,
    values: [at],
  })
}

type Asked = {
  clientId: string
  programId: string | null
  raisedBy: string
  supervisedBy: string | null
  content: VersionContent | null
  at: Date
}

/** For every limb, whichever the lines will name. */
export async function aroundProgram(query: Query, { content, ...asked }: Asked): Promise<Around> {
  const { version, ...facts } = await ruleFacts(query, content ?? nothingYet, { ...asked, limbs })
  const [found] = await query<Found>({ name: 'around-program', text, values: [asked.clientId] })
  if (!found) throw new Error('What stands around a program is one row.')
  const needsSupervisor = asked.programId === null && !facts.raiser.isBfrTrained
  return {
    facts,
    screening: found.screening && {
      ...found.screening,
      isStale: isStaleByTime(found.screening.screenedOn, facts.today, found.validDays),
      isOutdatedByEvent: found.isOutdated,
    },
    supervisors: needsSupervisor ? await listSupervisors(query, asked.at) : [],
  }
}

const nothingYet: VersionContent = {
  kind: 'new',
  goal: 'strength',
  diagnosis: '',
  procedure: null,
  restrictions: { range: null, weightBearing: null, noMaximalTestBefore: null },
  schedule: { sessionsPerWeek: 3, sessionsPerDay: 1, weeks: 3 },
  extensionDays: null,
  prescriptions: [],
}
