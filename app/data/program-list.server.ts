/** The programs a member may see: a page of them, newest first or by client, with where each stands and what it waits for. */
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { needsDoctor } from '~/domain/clearance'
import type { HoldCause } from '~/domain/hold'
import { type NextStep, nextOfProgram, type ProgramStep } from '~/domain/next-step'
import type { ProgramStatus } from '~/domain/program'
import type { ScreeningOutcome } from '~/domain/screening'
import type { VersionKind, VersionStatus } from '~/domain/version'
import type { Acting } from './acting.server'
import { type ProgramFilter, type ProgramKeys, programKeys, type ProgramSort } from './program-keys.server'
import { type Shell, shellOf } from './shell.server'
import { stripOf, type StripRow, stripSql, type WindowStrip } from './window-strips.server'

export type ListedProgram = {
  id: string
  name: string
  status: ProgramStatus
  diagnosis: string
  trainerName: string
  givenName: string
  familyName: string
  newest: { number: number; kind: VersionKind; status: VersionStatus }
  inForceNumber: number | null
  strip: WindowStrip | null
  next: NextStep<ProgramStep>
}

/** A cursor is the id of the row it begins after or ends before, so that no name stands in an address. */
type Asked = {
  filter: ProgramFilter
  sort: ProgramSort
  after: string | null
  before: string | null
  at: Date
}

export type ProgramsPage = { shell: Shell; rows: ListedProgram[]; after: string | null; before: string | null }

type Lister = Acting & Parameters<typeof shellOf>[0]

const pageSize = 50

// Of what is over nothing comes next, and what that hangs on is not asked.
const isOpen = "p.status not in ('completed', 'stopped')"

const columns = (
  at: string,
) => `p.id, p.name, p.status, v.diagnosis, m.name as "trainerName", c.given_name as "givenName",
  c.family_name as "familyName",
  json_build_object('number', v.number, 'kind', v.kind, 'status', v.status) as "newest", f.number as "inForceNumber",
  coalesce((select json_agg(h.cause) from holds h where h.clinic_id = p.clinic_id and h.program_id = p.id and h.lifted_at is null), '[]') as "openHolds",
  ${isOpen} and coalesce((select true from consents k where k.clinic_id = p.clinic_id and k.program_id = p.id limit 1), false) as "hasConsent",
  v.outcome,
  case when v.kind = 'extension' then earlier_extensions(v.id, ${at}::timestamptz) else 0 end as "earlierExtensions",
  ${isOpen} and coalesce(f.is_bfr and exists (select 1 from missing_lops(p.client_id, f.id, day.today)), false) as "isLopMissing",
  ${stripSql('day.today')} as "strip"`

/** `page` holds the ids of a page; `at` is the parameter with the moment of asking. */
function pageText({ text, order }: ProgramKeys, at: string): string {
  return `with page as materialized (${text})
    select ${columns(at)}
    from page
    cross join (select clinic_day(${at}::timestamptz) as today offset 0) day
    join clinics n on n.id = current_clinic()
    join programs p on p.clinic_id = current_clinic() and p.id = page.program_id
    join clients c on c.clinic_id = p.clinic_id and c.id = p.client_id
    join members m on m.clinic_id = p.clinic_id and m.id = p.raised_by
    join lateral (select * from versions x where x.clinic_id = p.clinic_id and x.program_id = p.id order by x.number desc limit 1) v on true
    left join lateral (
      select v.id, v.number, v.is_bfr where v.id = p.in_force_version_id and v.status = 'cleared'
      union all select y.id, y.number, y.is_bfr from versions y where v.id <> p.in_force_version_id
        and y.clinic_id = p.clinic_id and y.id = p.in_force_version_id and y.status = 'cleared') f on true
    order by ${order}`
}

type Row = Omit<ListedProgram, 'strip' | 'next'> & {
  openHolds: HoldCause[]
  hasConsent: boolean
  outcome: ScreeningOutcome | null
  earlierExtensions: number
  isLopMissing: boolean
  strip: StripRow | null
}

export function readPrograms(member: Lister, asked: Asked): Promise<ProgramsPage> {
  const access = { kind: 'reading', clientId: null, pathKind: 'routes/programs._index', occurredAt: asked.at } as const
  return readClinic(member, async (query) => ({
    shell: await shellOf(member, query, access),
    ...(await listPrograms(query, member, asked)),
  }))
}

export async function listPrograms(query: Query, member: Acting, { filter, sort, after, before, at }: Asked) {
  const isBackwards = before !== null
  const cursor = before ?? after
  const keys = await programKeys(query, member, { filter, sort, cursor, isBackwards }, pageSize + 1)
  const found = keys ? await rowsOf(query, keys, at) : []
  const hasMore = found.length > pageSize
  const shown = isBackwards ? found.slice(0, pageSize).reverse() : found.slice(0, pageSize)
  const isFirst = isBackwards ? !hasMore : after === null
  const isLast = isBackwards ? false : !hasMore
  return {
    rows: shown.map((row) => listed(member, row)),
    after: isLast ? null : (shown.at(-1)?.id ?? null),
    before: isFirst ? null : (shown[0]?.id ?? null),
  }
}

function rowsOf(query: Query, keys: ProgramKeys, at: Date): Promise<Row[]> {
  const values = [...keys.values, at]
  return query<Row>({ name: keys.name, text: pageText(keys, `$${values.length}`), values })
}

function listed(member: Acting, { strip: stripRow, ...row }: Row): ListedProgram {
  const { openHolds, hasConsent, outcome, earlierExtensions, isLopMissing, ...shown } = row
  const strip = stripRow && stripOf(stripRow)
  const isDoctorForPrecautions = member.clinic.doctorForPrecautions
  const next = nextOfProgram({
    status: row.status,
    openHolds,
    newest: row.newest.status,
    isClearanceInForce: row.inForceNumber !== null,
    needsDoctor: needsDoctor({ outcome, kind: row.newest.kind, earlierExtensions, isDoctorForPrecautions }),
    hasConsent,
    isLopMissing,
    flag: strip?.flag ?? null,
  })
  return { ...shown, strip, next }
}
