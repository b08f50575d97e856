/** The programs a member may see: a page of them, newest first or by client, with where each stands and what it waits for. */
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { seesAllClients } from '~/domain/access'
import { needsDoctor } from '~/domain/clearance'
import type { HoldCause } from '~/domain/hold'
import { type NextStep, nextOfProgram, type ProgramStep } from '~/domain/next-step'
import type { ProgramStatus } from '~/domain/program'
import type { ScreeningOutcome } from '~/domain/screening'
import type { VersionKind, VersionStatus } from '~/domain/version'
import { noteAccess } from './access-events.server'
import { type Acting, visibleSql } from './acting.server'
import { notErasedSql } from './erased.server'
import { type Shell, shellOf } from './shell.server'
import { type WindowStrip, windowStrips } from './window-strips.server'

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

export const programSorts = ['raised', 'client'] as const
export type ProgramSort = { by: (typeof programSorts)[number]; direction: 'ascending' | 'descending' }

/** A status of a program, or of its newest version. `words` are looked for in the names of programs, never of people. */
export type ProgramFilter = {
  status: ProgramStatus | null
  version: VersionStatus | null
  isMine: boolean
  words: string
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

const orders = { raised: ['p.id'], client: ['c.family_name', 'c.given_name', 'p.id'] } as const

/** The row a page begins after, looked up by its id. */
const cursors = {
  raised: '$4::uuid',
  client: `(select k.family_name, k.given_name, x.id from programs x join clients k on k.clinic_id = x.clinic_id
    and k.id = x.client_id where x.clinic_id = current_clinic() and x.id = $4::uuid)`,
} as const

const columns = `p.id, p.name, p.status, v.diagnosis, m.name as "trainerName", c.given_name as "givenName",
  c.family_name as "familyName",
  json_build_object('number', v.number, 'kind', v.kind, 'status', v.status) as "newest", f.number as "inForceNumber",
  coalesce((select json_agg(h.cause) from holds h where h.clinic_id = p.clinic_id and h.program_id = p.id and h.lifted_at is null), '[]') as "openHolds",
  exists (select 1 from consents k where k.clinic_id = p.clinic_id and k.program_id = p.id) as "hasConsent",
  v.outcome,
  earlier_extensions(v.id, $3::timestamptz) as "earlierExtensions",
  coalesce(f.is_bfr and not has_lop(p.client_id, f.id, clinic_day($3::timestamptz)), false) as "isLopMissing"`

function pageText({ by, direction }: ProgramSort, isBackwards: boolean): string {
  const isDown = (direction === 'descending') !== isBackwards
  const order = orders[by].map((column) => `${column} ${isDown ? 'desc' : 'asc'}`).join(', ')
  const beyond = `(${orders[by].join(', ')}) ${isDown ? '<' : '>'} ${cursors[by]}`
  return `select ${columns}
    from programs p
    join clients c on c.clinic_id = p.clinic_id and c.id = p.client_id
    join members m on m.clinic_id = p.clinic_id and m.id = p.raised_by
    join lateral (select * from versions x where x.clinic_id = p.clinic_id and x.program_id = p.id order by x.number desc limit 1) v on true
    left join versions f on f.clinic_id = p.clinic_id and f.id = p.in_force_version_id and f.status = 'cleared'
    where p.clinic_id = current_clinic() and ${visibleSql('p.client_id')} and ${notErasedSql('p.client_id')}
      and ($5::text is null or p.status = $5) and ($6::text is null or v.status = $6)
      and (not $7::boolean or p.raised_by = $1::uuid)
      and ($8::text = '' or position(lower($8) in lower(p.name)) > 0)
      and ($4::uuid is null or ${beyond})
    order by ${order} limit ${pageSize + 1}`
}

type Row = Omit<ListedProgram, 'strip' | 'next'> & {
  openHolds: HoldCause[]
  hasConsent: boolean
  outcome: ScreeningOutcome | null
  earlierExtensions: number
  isLopMissing: boolean
}

export function readPrograms(member: Lister, asked: Asked): Promise<ProgramsPage> {
  return readClinic(member, async (query) => {
    await noteAccess(query, {
      kind: 'reading',
      clientId: null,
      pathKind: 'routes/programs._index',
      occurredAt: asked.at,
    })
    return { shell: await shellOf(member, query), ...(await pageOf(query, member, asked)) }
  })
}

async function pageOf(query: Query, member: Lister, { filter, sort, after, before, at }: Asked) {
  const isBackwards = before !== null
  const found = await query<Row>({
    name: `programs-${sort.by}-${sort.direction}-${isBackwards}`,
    text: pageText(sort, isBackwards),
    values: [
      member.memberId,
      seesAllClients(member),
      at,
      before ?? after,
      filter.status,
      filter.version,
      filter.isMine,
      filter.words.trim(),
    ],
  })
  const hasMore = found.length > pageSize
  const shown = isBackwards ? found.slice(0, pageSize).reverse() : found.slice(0, pageSize)
  const strips = await windowStrips(
    query,
    shown.map(({ id }) => id),
    at,
  )
  const isFirst = isBackwards ? !hasMore : after === null
  const isLast = isBackwards ? false : !hasMore
  return {
    rows: shown.map((row) => listed(member, row, strips.find(({ programId }) => programId === row.id) ?? null)),
    after: isLast ? null : (shown.at(-1)?.id ?? null),
    before: isFirst ? null : (shown[0]?.id ?? null),
  }
}

function listed(member: Acting, row: Row, strip: WindowStrip | null): ListedProgram {
  const { openHolds, hasConsent, outcome, earlierExtensions, isLopMissing, ...shown } = row
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
