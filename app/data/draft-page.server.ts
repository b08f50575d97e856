/** The way to a version that is being written: only for who may amend its program, each reading remembered. */
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { seesAllClients } from '~/domain/access'
import type { CommentedLine } from '~/domain/decision-record'
import type { ProgramStatus } from '~/domain/program'
import type { VersionContent, VersionStatus } from '~/domain/version'
import { noteAccess, noteDenial } from './access-events.server'
import { type Acting, mayFor, servesSql, visibleSql } from './acting.server'
import { commentsJson } from './decision-json.server'
import { isId } from './id.server'
import { contentOfJson, type VersionJson, versionJson } from './version-json.server'

/** The decision that sent the version before this one back. */
export type SentBack = {
  outcome: 'changes-requested' | 'declined'
  reason: string
  by: string
  at: string
  comments: CommentedLine[]
}

export type ProgramHead = {
  programId: string
  clientId: string
  clientName: string
  name: string
  status: ProgramStatus
  raisedBy: string
  supervisedBy: string | null
  hasVersionInForce: boolean
  /** Oldest first. */
  versions: { id: string; number: number; status: VersionStatus; kind: VersionContent['kind'] }[]
  /** Of the newest version that was decided against. */
  sentBack: (SentBack & { number: number }) | null
}

export type Draft = ProgramHead & {
  versionId: string
  number: number
  versionStatus: VersionStatus
  extensionReason: string | null
  earlierExtensions: number
  content: VersionContent
}

type HeadRow = ProgramHead & { isInCareTeam: boolean }
type Row = HeadRow & { version: VersionJson }

const head = `
p.id as "programId", p.client_id as "clientId", c.given_name || ' ' || c.family_name as "clientName", p.name, p.status,
p.raised_by as "raisedBy", p.supervised_by as "supervisedBy", p.in_force_version_id is not null as "hasVersionInForce",
${servesSql('p.client_id')} as "isInCareTeam",
(select json_agg(json_build_object('id', x.id, 'number', x.number, 'status', x.status, 'kind', x.kind) order by x.number)
  from versions x where x.clinic_id = p.clinic_id and x.program_id = p.id) as "versions",
(select json_build_object('outcome', d.outcome, 'reason', d.reason, 'by', d.signer_name, 'at', d.occurred_at, 'number', x.number,
    'comments', ${commentsJson('d')})
  from decisions d join versions x on x.clinic_id = d.clinic_id and x.id = d.version_id
  where d.clinic_id = p.clinic_id and d.program_id = p.id and d.outcome in ('changes-requested', 'declined')
  order by x.number desc limit 1) as "sentBack"`

const from = 'programs p join clients c on c.clinic_id = p.clinic_id and c.id = p.client_id'
const where = `p.clinic_id = current_clinic() and p.id = $3::uuid and ${visibleSql('p.client_id')}`

const programText = `select ${head} from ${from} where ${where}`
const draftText = `select ${head}, ${versionJson('v')} as "version"
from ${from} join versions v on v.clinic_id = p.clinic_id and v.program_id = p.id where ${where} and v.id = $4::uuid`

type Asked = { pathKind: string; at: Date; action: 'program:amend' | 'program:submit' | 'template:make' }

/** The page of a program to be amended; throws a 404 Response, and notes the denial, where there is none for this member. */
export function readProgramHead<T>(
  member: Acting,
  { programId, ...asked }: Asked & { programId: string | undefined },
  work: (query: Query, program: ProgramHead) => Promise<T>,
): Promise<T> {
  return readFound<HeadRow, T>(member, asked, [programId], { name: 'program-to-amend', text: programText }, work)
}

/** The page of one version of it. */
export function readDraft<T>(
  member: Acting,
  { programId, versionId, ...asked }: Asked & { programId: string | undefined; versionId: string | undefined },
  work: (query: Query, draft: Draft) => Promise<T>,
): Promise<T> {
  const named = { name: 'program-draft', text: draftText }
  return readFound<Row, T>(member, asked, [programId, versionId], named, (query, row) => work(query, draftOf(row)))
}

async function readFound<Found extends HeadRow, T>(
  member: Acting,
  { pathKind, at, action }: Asked,
  ids: readonly (string | undefined)[],
  named: { name: string; text: string },
  work: (query: Query, found: Found) => Promise<T>,
): Promise<T> {
  const read = ids.every(isId)
    ? await readClinic(member, async (query) => {
        const [found] = await query<Found>({ ...named, values: [member.memberId, seesAllClients(member), ...ids] })
        if (!found || !mayFor(member, action, found.isInCareTeam)) return null
        await noteAccess(query, { kind: 'reading', clientId: found.clientId, pathKind, occurredAt: at })
        return { page: await work(query, found) }
      })
    : null
  if (read) return read.page
  await noteDenial(member, { clientId: null, pathKind, occurredAt: at })
  throw new Response(null, { status: 404 })
}

function draftOf({ version, isInCareTeam, ...program }: Row): Draft {
  const earlier = program.versions.filter(
    ({ id, kind, status }) =>
      id !== version.id && kind === 'extension' && (status === 'cleared' || status === 'superseded'),
  )
  return {
    ...program,
    versionId: version.id,
    number: version.number,
    versionStatus: version.status as VersionStatus,
    extensionReason: version.extensionReason,
    earlierExtensions: earlier.length,
    content: contentOfJson(version),
  }
}

/** What a page shows of it beside its content. */
export function shownOf(draft: Draft) {
  const { programId, versionId, clientId, clientName, name, number, versionStatus, sentBack, content } = draft
  return { programId, versionId, clientId, clientName, name, number, versionStatus, sentBack, kind: content.kind }
}
