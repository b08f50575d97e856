/** The register as a list: a page of the decisions ever signed in the clinic, in any order it is kept in. */
import type { Query } from '~/database/query.server'
import type { ClinicianRole } from '~/domain/member'
import type { RegisterChoices, RegisterFilter, RegisterOutcome, RegisterSort } from '~/domain/register'
import type { ScreeningOutcome } from '~/domain/screening'
import {
  countOfRegister,
  pageOfRegister,
  partOfRegister,
  planFor,
  type RegisterCursor,
  type RegisterPart,
} from './register-query.server'

export type ListedDecision = {
  id: string
  seq: number
  at: Date
  outcome: RegisterOutcome
  signerName: string
  signedAs: ClinicianRole
  licenceNumber: string
  clientName: string
  recordNumber: string
  programName: string
  versionNumber: number
  risk: ScreeningOutcome
  justified: number
  contentHash: string
  isPastWindow: boolean
  isOutsideClearance: boolean
}

type Asked = { filter: RegisterFilter; sort: RegisterSort; cursor: RegisterCursor }

/** `count` is null where there are more than `mostCounted`; the cursors are numbers of decisions, null at the ends. */
export type ListedRegister = {
  rows: ListedDecision[]
  count: number | null
  after: number | null
  before: number | null
}

const pageSize = 50
/** Past this the exact number tells nobody anything, and to count on would cost more than the page. */
export const mostCounted = 1_000

// A scalar query, because for "exists" the planner may read the whole list once rather than ask 51 times.
const standsIn = (list: string) =>
  `coalesce((select true from register_lists m where m.clinic_id = d.clinic_id and m.list = '${list}' and m.seq = d.seq), false)`

const columns = `d.id, d.seq, d.occurred_at as "at", d.outcome, d.signer_name as "signerName", d.signed_as as "signedAs",
  d.licence_number as "licenceNumber", concat_ws(' ', c.given_name, c.family_name) as "clientName", c.record_number as "recordNumber",
  p.name as "programName", v.number as "versionNumber", d.screening_outcome as "risk", page.justified, d.content_hash as "contentHash",
  ${standsIn('past-window')} as "isPastWindow", ${standsIn('outside-clearance')} as "isOutsideClearance"`

/** The decisions of a page of numbers, with their program, version and client. */
export const joinedDecisions = `join decisions d on d.clinic_id = current_clinic() and d.seq = page.seq
  join versions v on v.clinic_id = d.clinic_id and v.id = d.version_id
  join programs p on p.clinic_id = d.clinic_id and p.id = d.program_id
  join clients c on c.clinic_id = p.clinic_id and c.id = p.client_id`

export async function listRegister(query: Query, { filter, sort, cursor }: Asked): Promise<ListedRegister> {
  const part = await partOfRegister(query, filter)
  await query(planFor(filter))
  const { name, text, values, order } = pageOfRegister({ ...part, sort, cursor }, pageSize + 1)
  const found = await query<ListedDecision>({
    name,
    text: `with page as (${text}) select ${columns} from page ${joinedDecisions} order by ${order}`,
    values,
  })
  const isBackwards = cursor?.side === 'before'
  const hasMore = found.length > pageSize
  const rows = isBackwards ? found.slice(0, pageSize).reverse() : found.slice(0, pageSize)
  const isFirst = isBackwards ? !hasMore : cursor === null
  const isLast = isBackwards ? false : !hasMore
  return {
    rows,
    count: isFirst && isLast ? rows.length : await counted(query, part, mostCounted),
    after: isLast ? null : (rows.at(-1)?.seq ?? null),
    before: isFirst ? null : (rows[0]?.seq ?? null),
  }
}

/** How many decisions a filter leaves; null where there are more than `most`. */
export async function countDecisions(query: Query, filter: RegisterFilter, most: number): Promise<number | null> {
  return counted(query, await partOfRegister(query, filter), most)
}

async function counted(query: Query, part: RegisterPart, most: number): Promise<number | null> {
  const [row] = await query<{ count: number }>(countOfRegister(part, most))
  const count = row?.count ?? 0
  return count > most ? null : count
}

// Hops from list to list on the index: there are a few dozen of them, however long they are.
const choicesText = `with recursive names as (
  (select l.list from register_lists l where l.clinic_id = current_clinic() and l.list >= 'rule:' order by l.list limit 1)
  union all
  select (select l.list from register_lists l where l.clinic_id = current_clinic() and l.list > names.list order by l.list limit 1)
  from names where names.list is not null)
select names.list, m.id, m.name from names
left join members m on m.clinic_id = current_clinic() and names.list = 'signer:' || m.id
where names.list like 'rule:%' or m.id is not null order by m.name, names.list`

/** Who ever signed here, and which rules were ever overridden: what a filter can choose from. */
export async function registerChoices(query: Query): Promise<RegisterChoices> {
  type Named = { list: string; id: string | null; name: string | null }
  const found = await query<Named>({ name: 'register-choices', text: choicesText, values: [] })
  return {
    signers: found.flatMap(({ id, name }) => (id && name ? [{ id, name }] : [])),
    ruleIds: found.flatMap(({ list, id }) => (id ? [] : [list.slice('rule:'.length)])),
  }
}
