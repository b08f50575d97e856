/** What a page about a client or a program begins with, in one trip: its head, the row of who read it, and its frame. */
import type { Query } from '~/database/query.server'
import { type Action, canOnClient, seesAllClients } from '~/domain/access'
import { noteReadingsSql } from './access-events.server'
import type { Acting, Reach } from './acting.server'
import { type Shell, type ShellCounts, shellKey, shellSql, shellWith } from './shell.server'

/** A member as both a door and the frame of a page know them. */
export type Reader = Acting & Parameters<typeof shellWith>[0]

/**
 * `text` selects the head by `$2`, its id, for the member `$1`, as of `$3`; `client` is its column with the client's id.
 * Whether a member sees all clients stands in the text, as what depends on roles does in the frame: each text has one plan.
 */
export type Head = { name: string; text: string; client: string }
export type Entering = { id: string; action: Action; pathKind: string; at: Date }

/** The domain says for each way to a client whether it lets the member in; the database looks up which way is theirs. */
function letsIn(member: Acting, action: Action): boolean[] {
  return [false, true].flatMap((hasEmergencyAccess) =>
    [false, true].map((isInCareTeam) => canOnClient(member, action, { isInCareTeam, hasEmergencyAccess })),
  )
}

const isLetIn = `($4::boolean[])[1 + h."isInCareTeam"::integer + 2 * h."hasEmergencyAccess"::integer]`
const isOpen = 'h."isInCareTeam" or h."hasEmergencyAccess"'

function entering({ name, text, client }: Head, member: Acting, asked: Entering, frame = '') {
  const isWide = seesAllClients(member)
  return {
    name: `${name}-${isWide ? 'all' : 'own'}`,
    text: `
with head as (${text}),
let_in as materialized (select h.* from head h where ${isLetIn}${isWide ? '' : ` and (${isOpen})`}),
noted as (${noteReadingsSql({ client: `l."${client}"`, pathKind: '$5', at: '$3' }, 'let_in l')})
select l.*${frame} from let_in l`,
    values: [member.memberId, asked.id, asked.at, letsIn(member, asked.action), asked.pathKind],
  }
}

/** The head, and its reading noted; null, and nothing noted, where it is not there or not the member's for `action`. */
export async function findHead<Row extends Reach>(query: Query, head: Head, member: Acting, asked: Entering) {
  const [row] = await query<Row>(entering(head, member, asked))
  return row ?? null
}

/** The same with the frame of the page. */
export async function findFramedHead<Row extends Reach>(
  query: Query,
  head: Head,
  member: Reader,
  asked: Entering,
): Promise<{ row: Row; shell: Shell } | null> {
  const framed = entering(head, member, asked, `, ${shellSql(member)} as "waiting"`)
  const name = `${framed.name}-framed-${shellKey(member)}`
  const [found] = await query<Row & { waiting: ShellCounts }>({ ...framed, name })
  if (!found) return null
  const { waiting, ...row } = found
  return { row: row as unknown as Row, shell: shellWith(member, waiting) }
}
