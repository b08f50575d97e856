/** What a page about a client or a program begins with, in one trip: its head, the row of who read it, and its frame. */
import type { Query } from '~/database/query.server'
import { type Action, canOnClient, seesAllClients } from '~/domain/access'
import { noteReadingsSql } from './access-events.server'
import type { Acting, Reach } from './acting.server'
import { type Shell, type ShellCounts, shellSql, shellValues, shellWith } from './shell.server'

/** A member as both a door and the frame of a page know them. */
export type Reader = Acting & Parameters<typeof shellWith>[0]

/**
 * `text` selects the head by `$3`, its id, for the member `$1`, who sees all clients or not by `$2`, as of `$4`; `client`
 * is its column with the client's id.
 */
export type Head = { name: string; text: string; client: string }
export type Entering = { id: string; action: Action; pathKind: string; at: Date }

/** The domain says for each way to a client whether it lets the member in; the database looks up which way is theirs. */
function letsIn(member: Acting, action: Action): boolean[] {
  return [false, true].flatMap((hasEmergencyAccess) =>
    [false, true].map((isInCareTeam) => canOnClient(member, action, { isInCareTeam, hasEmergencyAccess })),
  )
}

const isLetIn = `($5::boolean[])[1 + h."isInCareTeam"::integer + 2 * h."hasEmergencyAccess"::integer]`

const entering = ({ text, client }: Head, frame: string) => `
with head as (${text}),
let_in as materialized (select h.* from head h where ${isLetIn}),
noted as (${noteReadingsSql({ client: `l."${client}"`, pathKind: '$6', at: '$4' }, 'let_in l')})
select l.*${frame} from let_in l`

const valuesOf = (member: Acting, { id, action, pathKind, at }: Entering) => [
  member.memberId,
  seesAllClients(member),
  id,
  at,
  letsIn(member, action),
  pathKind,
]

/** The head, and its reading noted; null, and nothing noted, where it is not there or not the member's for `action`. */
export async function findHead<Row extends Reach>(query: Query, head: Head, member: Acting, asked: Entering) {
  const [row] = await query<Row>({ name: head.name, text: entering(head, ''), values: valuesOf(member, asked) })
  return row ?? null
}

/** The same with the frame of the page. */
export async function findFramedHead<Row extends Reach>(
  query: Query,
  head: Head,
  member: Reader,
  asked: Entering,
): Promise<{ row: Row; shell: Shell } | null> {
  const [found] = await query<Row & { waiting: ShellCounts }>({
    name: `${head.name}-framed`,
    text: entering(head, `, ${shellSql(7)} as "waiting"`),
    values: [...valuesOf(member, asked), ...shellValues(member)],
  })
  if (!found) return null
  const { waiting, ...row } = found
  return { row: row as unknown as Row, shell: shellWith(member, waiting) }
}
