/** What there is to ask for in a database: ids for a route's parameters, in the reach of somebody or out of it. */
import type { FindIds, Scope } from './matrix'

export type Select = <Row extends object>(text: string, values: unknown[]) => Promise<Row[]>
export type Whose = { clinicId: string; trainerId: string; memberId: string }

/** Where a parameter's rows are, whose client they are of, and which other parameters the row names. */
type Source = {
  from: string
  client?: string
  member?: string
  also?: Record<string, string>
  /** What a row must be for this path. */
  only?: (path: string) => string
}

const isCleared = `exists (select 1 from decisions d where d.clinic_id = x.clinic_id and d.version_id = x.id
  and d.outcome in ('cleared', 'cleared-with-limits'))`
// Past row-level security there is no clinic to be in, and the view asks for none.
const isFollowed = `x.id in (select f.id from followed_sessions f where f.occurred_at > now() - interval '13 days')`

// The deepest first: a set names its session, and the session is not chosen again.
const sources: Record<string, Source> = {
  setId: { from: 'sets', client: 'x.client_id', also: { sessionId: 'session_id' } },
  holdId: { from: 'holds', client: clientOf('x.program_id'), also: { programId: 'program_id' } },
  flagId: { from: 'window_flags', client: clientOf('x.program_id'), also: { programId: 'program_id' } },
  decisionId: { from: 'decisions', client: clientOf('x.program_id') },
  versionId: {
    from: 'versions',
    client: clientOf('x.program_id'),
    also: { programId: 'program_id' },
    only: (path) => (path.includes('certificate') ? isCleared : 'true'),
  },
  sessionId: {
    from: 'training_sessions',
    client: 'x.client_id',
    only: (path) => (path.endsWith('/check-in') ? isFollowed : 'true'),
  },
  programId: { from: 'programs', client: 'x.client_id' },
  goalId: { from: 'goals', client: 'x.client_id', also: { clientId: 'client_id' } },
  measurementId: { from: 'measurements', client: 'x.client_id', also: { clientId: 'client_id' } },
  importId: {
    from: 'imports',
    client: 'x.client_id',
    also: { clientId: 'client_id' },
    only: () => `x.kind in ('strong', 'hevy')`,
  },
  screeningId: { from: 'screenings', client: 'x.client_id', also: { clientId: 'client_id' } },
  redFlagId: { from: 'red_flags', client: 'x.client_id', also: { clientId: 'client_id' } },
  reportId: { from: 'progress_reports', client: 'x.client_id', also: { clientId: 'client_id' } },
  clientId: { from: 'clients', client: 'x.id' },
  auditId: { from: 'clearance_audits' },
  exportId: { from: 'register_exports', member: 'x.exported_by' },
  templateId: { from: 'templates' },
  absenceId: { from: 'absences', member: 'x.member_id' },
  keptFormId: { from: 'kept_forms', member: 'x.member_id' },
  historyFileId: {
    from: 'history_files',
    member: 'x.member_id',
    also: { clientId: 'client_id' },
    only: (path) => `x.kind = '${path.includes('strength') ? 'strength-log' : 'one-rm'}'`,
  },
  memberId: { from: 'members' },
  accessId: { from: 'emergency_accesses', client: 'x.client_id' },
  rosterId: { from: 'rosters', member: 'x.member_id' },
  oneRmFileId: { from: 'history_files', member: 'x.member_id', only: () => "x.kind = 'one-rm'" },
  invitationId: { from: 'invitations' },
  loginId: {
    from: '(select a.clinic_id, a.member_id, l.id from logins l join accounts a on a.id = l.account_id)',
    member: 'x.member_id',
  },
}

/** Where a route names two things of which neither is the other's: the row that holds both. */
const pairs: { names: [string, string]; source: Source; id: string }[] = [
  {
    names: ['memberId', 'clientId'],
    source: { from: 'care_team', client: 'x.client_id', also: { clientId: 'client_id' } },
    id: 'member_id',
  },
  {
    names: ['auditId', 'decisionId'],
    source: { from: 'clearance_audit_items', also: { decisionId: 'decision_id' } },
    id: 'audit_id',
  },
  {
    names: ['exportId', 'clientId'],
    source: {
      from: 'record_exports',
      member: 'x.exported_by',
      also: { clientId: 'client_id' },
      only: (path) => `x.format = '${path.endsWith('.pdf') ? 'pdf' : 'fhir'}'`,
    },
    id: 'id',
  },
]

function clientOf(program: string): string {
  return `(select p.client_id from programs p where p.clinic_id = x.clinic_id and p.id = ${program})`
}

/** `own` are the clients of this trainer's care teams; `select` sees every clinic. */
export function idsIn(select: Select, { clinicId, trainerId, memberId }: Whose): FindIds {
  return async (params, scope, path) => {
    const ids: Record<string, string> = {}
    const pair = pairs.find(({ names }) => names.every((name) => params.includes(name)))
    if (pair) Object.assign(ids, await oneOf(pair.names[0], pair.source, { scope, path, id: pair.id }))
    for (const [name, source] of Object.entries(sources)) {
      if (ids[name] || !params.includes(name)) continue
      const row = await oneOf(name, source, { scope, path })
      if (!row) return null
      Object.assign(ids, row)
    }
    for (const name of params) if (!ids[name]) throw new Error(`find-ids.ts does not know where a ${name} is.`)
    return ids
  }

  async function oneOf(
    name: string,
    source: Source,
    { scope, path, id = 'id' }: { scope: Scope; path: string; id?: string },
  ): Promise<Record<string, string> | null> {
    const { from, client, member, also = {}, only = () => 'true' } = source
    if (scope === 'other-team' && !client && !member) return null
    const columns = [`x.${id} as "${name}"`, ...Object.entries(also).map(([as, column]) => `x.${column} as "${as}"`)]
    const isMine = client
      ? `exists (select 1 from care_team t where t.clinic_id = x.clinic_id and t.client_id = ${client} and t.member_id = $2)`
      : member
        ? `${member} = $3`
        : 'true'
    const where = {
      own: `x.clinic_id = $1 and ${isMine}`,
      'other-team': `x.clinic_id = $1 and not ${isMine}`,
      'other-clinic': 'x.clinic_id <> $1',
    }[scope]
    const [row] = await select<Record<string, string>>(
      `select ${columns.join(', ')} from ${from} x
       where ${where} and ${only(path)} and $2::uuid is not null and $3::uuid is not null ${from === 'sets' ? 'and x.session_id is not null' : ''}
       order by x.${id} desc limit 1`,
      [clinicId, trainerId, memberId],
    )
    return row ?? null
  }
}

/** Words of clients that must not be seen: by anybody of this clinic, and, besides, by its trainer. */
export async function foreignWords(select: Select, { clinicId, trainerId }: Omit<Whose, 'memberId'>) {
  const words = async (where: string) => {
    const rows = await select<{ word: string }>(
      `select word from clients c, unnest(array[c.id::text, c.record_number, c.given_name || ' ' || c.family_name,
         c.family_name || ', ' || c.given_name]) word where ${where} and $2::uuid is not null`,
      [clinicId, trainerId],
    )
    return rows.map(({ word }) => word)
  }
  const ofOthers = `not exists (select 1 from care_team t where t.clinic_id = c.clinic_id and t.client_id = c.id and t.member_id = $2)`
  // Two clinics may give one record number, and two clients have one name.
  const less = (all: string[], known: string[]) => all.filter((word) => !known.includes(word))
  const ofOtherTeams = await words(`c.clinic_id = $1 and ${ofOthers}`)
  const own = await words(`c.clinic_id = $1 and not ${ofOthers}`)
  return {
    ofOtherClinics: less(await words('c.clinic_id <> $1'), [...own, ...ofOtherTeams]),
    ofOtherTeams: less(ofOtherTeams, own),
  }
}
