/** The page of a new program: what it may start from, and what this one was asked to start from. */
import type { Query } from '~/database/query.server'
import { type InjuredSide, startFromTemplate, startFromVersion } from '~/domain/program-start'
import type { TypedForm } from '~/domain/typed-program'
import type { LoadUnit } from '~/domain/units'
import type { VersionStatus } from '~/domain/version'
import { isId } from './id.server'
import { findTemplateContent } from './templates.server'
import { contentOfJson, type VersionJson, versionJson } from './version-json.server'

export type EarlierProgram = {
  versionId: string
  name: string
  number: number
  status: VersionStatus
  at: string
}
/** Each list ends at what a person would look through. */
export type Starts = { programs: EarlierProgram[]; templates: { id: string; name: string }[] }

const text = `select
  coalesce((select json_agg(json_build_object('versionId', v.id, 'name', p.name, 'number', v.number, 'status', v.status,
      'at', coalesce(v.submitted_at, v.occurred_at)) order by p.id desc)
    from (select * from programs q where q.clinic_id = current_clinic() and q.client_id = $1::uuid order by q.id desc limit 50) p
    join lateral (select * from versions x where x.clinic_id = p.clinic_id and x.program_id = p.id
      order by x.id = p.in_force_version_id desc nulls last, x.number desc limit 1) v on true), '[]') as "programs",
  coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name) order by lower(t.name))
    from (select * from templates s where s.clinic_id = current_clinic() and s.retired_at is null
      order by lower(s.name) limit 200) t), '[]') as "templates"`

/** The programs of the client, each by its version in force or else its newest; and the clinic's templates. */
export async function listStarts(query: Query, clientId: string): Promise<Starts> {
  const [row] = await query<Starts>({ name: 'program-starts', text, values: [clientId] })
  return row ?? { programs: [], templates: [] }
}

/** What an address asks to start from. */
export type StartAsked = { from: string | null; template: string | null; side: InjuredSide | null }

/**
 * The form to start with: a version of a program of this client, whom the member may see, or a template of the clinic.
 * Null where nothing was asked for.
 */
export async function startFor(
  query: Query,
  { from, template, side }: StartAsked,
  { clientId, unit }: { clientId: string; unit: LoadUnit },
): Promise<TypedForm | 'not-there' | null> {
  if (from !== null) {
    const found = isId(from) ? await findEarlier(query, clientId, from) : null
    return found ? startFromVersion(contentOfJson(found.version), found.name, unit) : 'not-there'
  }
  if (template === null) return null
  const content = isId(template) ? await findTemplateContent(query, template) : null
  return content ? startFromTemplate(content, side, unit) : 'not-there'
}

async function findEarlier(query: Query, clientId: string, versionId: string) {
  const [row] = await query<{ name: string; version: VersionJson }>({
    name: 'earlier-version',
    text: `select p.name, ${versionJson('v')} as "version" from versions v
           join programs p on p.clinic_id = v.clinic_id and p.id = v.program_id
           where v.clinic_id = current_clinic() and v.id = $2::uuid and p.client_id = $1::uuid`,
    values: [clientId, versionId],
  })
  return row ?? null
}
