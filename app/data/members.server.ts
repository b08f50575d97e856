/** The people of a clinic as its admins see them: members and who is invited, and what of them needs doing first. */
import type { Query } from '~/database/query.server'
import { type CalendarDay, isCalendarDay } from '~/domain/calendar-day'
import { type Lapse, lapseOf } from '~/domain/lapse'
import type { Licence, Role } from '~/domain/member'

export const peopleStates = ['active', 'invited', 'expired', 'deactivated'] as const
/** `expired`: an invitation nobody took in time. */
export type PeopleState = (typeof peopleStates)[number]

export type PeopleFilter = { state: PeopleState | null; role: Role | null; isLapsing: boolean }

export type Ending = Lapse & { validUntil: CalendarDay }

export type ListedPerson = {
  id: string
  name: string
  email: string
  roles: Role[]
  state: PeopleState
  licence: (Ending & { number: string; board: string }) | null
  credential: Ending | null
  hasSecondFactor: boolean | null
  /** The clinic's day. */
  lastSeenOn: CalendarDay | null
  /** Of an invitation. */
  expiresAt: Date | null
}

type Row = Omit<ListedPerson, 'licence' | 'credential'> & {
  licence: Licence | null
  credential: CalendarDay | null
  today: CalendarDay
}

const pageSize = 50
const lapsesSoon = '(p.licence_valid_until <= d.today + 30 or p.bfr_credential_valid_until <= d.today + 30)'

// One list of both, so that one page of it is a page whoever they are.
const text = `
with day as (select clinic_day($1::timestamptz) as today),
people as (
  select m.id, m.name, m.email, roles_of(m.id) as roles, case when m.deactivated_at is null then 'active' else 'deactivated' end as state,
    m.licence_number, m.licence_state, m.licence_valid_until, m.bfr_credential_valid_until, null::timestamptz as expires_at
  from members m where m.clinic_id = current_clinic()
  union all
  select i.id, i.name, i.email, i.roles, case when i.expires_at > $1::timestamptz then 'invited' else 'expired' end,
    i.licence_number, i.licence_state, i.licence_valid_until, i.bfr_credential_valid_until, i.expires_at
  from invitations i where i.clinic_id = current_clinic() and i.accepted_at is null and i.revoked_at is null
), page as materialized (
  select p.* from people p, day d
  where ($2::text is null or p.state = $2) and ($3::text is null or $3 = any (p.roles))
    and (not $4::boolean or (p.state <> 'deactivated' and ${lapsesSoon}))
    and ($5::uuid is null or (p.name, p.id) > (select x.name, x.id from people x where x.id = $5::uuid))
  order by p.name, p.id limit ${pageSize + 1}
)
select p.id, p.name, p.email, to_json(p.roles) as "roles", p.state, p.expires_at as "expiresAt",
  case when p.licence_number is not null then json_build_object('number', p.licence_number,
    'state', coalesce(p.licence_state, ''), 'validUntil', p.licence_valid_until) end as "licence",
  p.bfr_credential_valid_until::text as "credential", a.has_second_factor as "hasSecondFactor", clinic_day(a.last_seen_at)::text as "lastSeenOn",
  d.today::text as "today"
from day d, page p left join access_of_members((select array_agg(id) from page)) a on a.member_id = p.id
order by p.name, p.id`

/** By name; `after` is the last one of the page before. */
export async function listPeople(
  query: Query,
  { filter, after, at }: { filter: PeopleFilter; after: string | null; at: Date },
): Promise<{ people: ListedPerson[]; after: string | null }> {
  const { state, role, isLapsing } = filter
  const found = await query<Row>({ name: 'people', text, values: [at, state, role, isLapsing, after] })
  const shown = found.slice(0, pageSize)
  return {
    people: shown.map(listed),
    after: found.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
  }
}

function listed({ licence, credential, today, ...person }: Row): ListedPerson {
  return {
    ...person,
    licence: licence && {
      number: licence.number,
      board: licence.state,
      validUntil: licence.validUntil,
      ...lapseOf(licence.validUntil, today),
    },
    credential:
      credential && isCalendarDay(credential) ? { validUntil: credential, ...lapseOf(credential, today) } : null,
  }
}

export type ToDo = {
  id: string
  name: string
  kind: 'licence' | 'credential' | 'invitation'
  /** Of a licence or a credential; its day. */
  ending: Ending | null
  /** Of an invitation. */
  expiresAt: Date | null
  isOver: boolean
}

const mostToDo = 20

const toDoText = `
with day as (select clinic_day($1::timestamptz) as today),
todo as (
  select m.id, m.name, 'licence' as kind, m.licence_valid_until as until, null::timestamptz as expires_at
  from members m, day d where m.clinic_id = current_clinic() and m.deactivated_at is null and m.licence_valid_until <= d.today + 30
  union all
  select m.id, m.name, 'credential', m.bfr_credential_valid_until, null
  from members m, day d where m.clinic_id = current_clinic() and m.deactivated_at is null and m.bfr_credential_valid_until <= d.today + 30
  union all
  select i.id, i.name, 'invitation', clinic_day(i.expires_at), i.expires_at
  from invitations i where i.clinic_id = current_clinic() and i.accepted_at is null and i.revoked_at is null
    and i.expires_at <= $1::timestamptz + interval '2 days'
)
select t.id, t.name, t.kind, t.until::text as "until", t.expires_at as "expiresAt", d.today::text as "today",
  coalesce(t.expires_at <= $1::timestamptz, false) as "isOver"
from todo t, day d order by t.until, t.name, t.id limit ${mostToDo + 1}`

type ToDoRow = Omit<ToDo, 'ending'> & { until: CalendarDay; today: CalendarDay }

/** What lapsed or lapses within 30 days, and invitations that ran out or do within two; the most urgent first. */
export async function listToDo(query: Query, at: Date): Promise<{ toDo: ToDo[]; isMore: boolean }> {
  const found = await query<ToDoRow>({ name: 'people-to-do', text: toDoText, values: [at] })
  const toDo = found.slice(0, mostToDo).map(({ until, today, ...row }) => {
    if (row.kind === 'invitation') return { ...row, ending: null }
    const ending = { validUntil: until, ...lapseOf(until, today) }
    return { ...row, ending, isOver: ending.state === 'lapsed' }
  })
  return { toDo, isMore: found.length > mostToDo }
}
