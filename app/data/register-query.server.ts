/** The register's pages as SQL: the first list of a filter in its order, as far as it stands in the others too. */
import type { Query } from '~/database/query.server'
import { type RegisterFilter, registerLists, type RegisterSort } from '~/domain/register'

/** Where a page begins or ends: the number of a decision, and on which side of it the page lies. */
export type RegisterCursor = { seq: number; side: 'after' | 'before' } | null

/** What is asked for, its days as the instants at which they begin and end. */
export type RegisterPart = { filter: RegisterFilter; from: Date | null; before: Date | null; lastSeq?: number }
export type RegisterPage = RegisterPart & { sort: RegisterSort; cursor: RegisterCursor }

/** `name` tells every shape of `text` from every other; the values differ from call to call. */
type Selected = { name: string; text: string; values: unknown[] }

const orderColumns = {
  signed: 'signed_at',
  outcome: 'outcome',
  signer: 'signer_name',
  client: 'record_number',
  program: 'program_name',
  risk: 'risk',
  justified: 'justified',
} as const

/** What stands in all lists of the filter and in its period. */
function filtered({ filter, from, before, lastSeq }: RegisterPart): Selected {
  const values: unknown[] = []
  const given = (value: unknown) => `$${values.push(value)}`
  const [first, ...others] = registerLists(filter).map(given)
  const joins = others.map(
    (list, index) =>
      `join register_lists o${index} on o${index}.clinic_id = l.clinic_id and o${index}.list = ${list} and o${index}.seq = l.seq`,
  )
  const conditions = [
    `l.clinic_id = current_clinic() and l.list = ${first}`,
    ...(from ? [`l.signed_at >= ${given(from)}::timestamptz`] : []),
    ...(before ? [`l.signed_at < ${given(before)}::timestamptz`] : []),
    ...(lastSeq === undefined ? [] : [`l.seq <= ${given(lastSeq)}`]),
  ]
  const shape = [`of${others.length}`, from && 'from', before && 'before', lastSeq !== undefined && 'bound']
  return {
    name: shape.filter(Boolean).join('-'),
    text: `from register_lists l ${joins.join(' ')} where ${conditions.join(' and ')}`,
    values,
  }
}

/** `seq` and `justified` of a page in its order; read backwards for one that lies before its cursor. */
export function pageOfRegister(page: RegisterPage, limit: number): Selected & { order: string } {
  const { by, direction } = page.sort
  const { name, text, values } = filtered(page)
  const isBackwards = page.cursor?.side === 'before'
  const isDown = (direction === 'descending') !== isBackwards
  const key = orderColumns[by]
  const way = isDown ? 'desc' : 'asc'
  // The row a page begins at is looked up by its number, so that no name stands in an address.
  const beyond = page.cursor
    ? `and (l.${key}, l.seq) ${isDown ? '<' : '>'} (select k.${key}, k.seq from register_lists k
        where k.clinic_id = current_clinic() and k.list = 'all' and k.seq = $${values.push(page.cursor.seq)})`
    : ''
  return {
    name: ['register', by, way, name, page.cursor && 'beyond'].filter(Boolean).join('-'),
    text: `select l.seq, l.${key} as key, l.justified ${text} ${beyond} order by l.${key} ${way}, l.seq ${way} limit ${limit}`,
    values,
    order: `page.key ${way}, page.seq ${way}`,
  }
}

/** How many there are, counted no further than `most` and one. */
export function countOfRegister(part: RegisterPart, most: number): Selected {
  const { name, text, values } = filtered(part)
  return {
    name: `register-count-${most}-${name}`,
    text: `select count(*) as "count" from (select 1 ${text} limit ${most + 1}) counted`,
    values,
  }
}

/** Asked for beforehand: in the page's own statement the clinic's zone would be looked up for every row. */
export async function partOfRegister(query: Query, filter: RegisterFilter): Promise<RegisterPart> {
  const { from, until } = filter
  if (!from && !until) return { filter, from: null, before: null }
  const [period] = await query<Pick<RegisterPart, 'from' | 'before'>>({
    name: 'register-period',
    text: `select $1::date::timestamp at time zone clinic_zone() as "from",
      ($2::date + 1)::timestamp at time zone clinic_zone() as "before"`,
    values: [from, until],
  })
  return { filter, from: null, before: null, ...period }
}

/**
 * One list is read the same way whichever it is, and its plan is kept: making it takes longer than the page. Of several
 * the shorter one leads, and a period may be a day or a decade, so a plan is made for what is asked for.
 */
export function planFor(filter: RegisterFilter) {
  const isOneRange = registerLists(filter).length === 1 && filter.from === null && filter.until === null
  return {
    name: 'register-plan',
    text: `select set_config('plan_cache_mode', $1, true)`,
    values: [isOneRange ? 'force_generic_plan' : 'force_custom_plan'],
  }
}
