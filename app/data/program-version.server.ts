/** A program with one of its versions, as a submission and a decision are decided on it, in one statement. */
import type { Query } from '~/database/query.server'
import type { Action } from '~/domain/access'
import type { StoredFinding } from '~/domain/decision-record'
import type { ProgramStatus } from '~/domain/program'
import type { VersionContent, VersionStatus } from '~/domain/version'
import { type Acting, inTeamSql, mayReach } from './acting.server'
import { findingJson } from './decision-json.server'
import { isId } from './id.server'
import { contentOfJson, type VersionJson, versionJson } from './version-json.server'

type Written = { id: string; status: VersionStatus; authorId: string; editedBy: string[]; submittedBy: string | null }

export type ProgramVersion = {
  programId: string
  clientId: string
  programStatus: ProgramStatus
  raisedBy: string
  supervisedBy: string | null
  /** Of the program, the oldest first. */
  versions: Written[]
  version: Omit<VersionJson, 'prescriptions'> & { ruleEdition: string | null; content: VersionContent }
  findings: StoredFinding[]
}

type Row = Omit<ProgramVersion, 'version'> & { isInTeam: boolean; ruleEdition: string | null; version: VersionJson }

const text = `
select p.id as "programId", p.client_id as "clientId", p.status as "programStatus", p.raised_by as "raisedBy",
  p.supervised_by as "supervisedBy", ${inTeamSql('p.client_id')} as "isInTeam",
  (select json_agg(json_build_object('id', o.id, 'status', o.status, 'authorId', o.author_id, 'editedBy', o.edited_by,
      'submittedBy', o.submitted_by) order by o.number)
    from versions o where o.clinic_id = p.clinic_id and o.program_id = p.id) as "versions",
  v.rule_edition as "ruleEdition", ${versionJson('v')} as "version",
  coalesce((select json_agg(${findingJson('f')} order by f.rule_id, f.id) from findings f
    where f.clinic_id = v.clinic_id and f.version_id = v.id), '[]') as "findings"
from programs p join versions v on v.clinic_id = p.clinic_id and v.program_id = p.id and v.id = $3::uuid
where p.clinic_id = current_clinic() and p.id = $2::uuid`

type Asked = { programId: string; versionId: string; action: Action }

/** Throws a 404 Response where this member may not do this for its client, as where there is no such program or version. */
export async function getProgramVersion(query: Query, member: Acting, asked: Asked): Promise<ProgramVersion> {
  const { programId, versionId, action } = asked
  const values = [member.memberId, programId, versionId]
  const isAsked = isId(programId) && isId(versionId)
  const [row] = isAsked ? await query<Row>({ name: 'program-version', text, values }) : []
  if (!row || !(await mayReach(query, member, { ...row, action }))) throw new Response(null, { status: 404 })
  const { version, ruleEdition, isInTeam: _, ...program } = row
  return { ...program, version: { ...version, ruleEdition, content: contentOfJson(version) } }
}
