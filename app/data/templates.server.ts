/** The clinic's templates: read without the client they came from, made of what is frozen, retired by name and time. */
import type { Query } from '~/database/query.server'
import type { TemplateContent } from '~/domain/program-start'
import { mayMakeTemplate, mayRetireTemplate } from '~/domain/template'
import type { Goal, Schedule } from '~/domain/version'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { newId } from './id.server'
import { getProgram } from './programs.server'
import { type LineJson, lineRows, linesJson } from './version-json.server'
import { linesOf } from './version-rows.server'

export type ListedTemplate = {
  id: string
  name: string
  goal: Goal
  schedule: Schedule
  exercises: string[]
  madeBy: string
  madeByName: string
  madeAt: Date
}

const pageSize = 50

// The version's own columns and lines; neither its program nor its client is touched, and nothing of either is given.
const listText = `select t.id, t.name, v.goal, json_build_object('sessionsPerWeek', v.sessions_per_week,
    'sessionsPerDay', v.sessions_per_day, 'weeks', v.weeks) as "schedule",
  (select json_agg(l.exercise order by l.position) from prescriptions l
    where l.clinic_id = v.clinic_id and l.version_id = v.id) as "exercises",
  t.made_by as "madeBy", m.name as "madeByName", t.occurred_at as "madeAt"
from templates t
join versions v on v.clinic_id = t.clinic_id and v.id = t.version_id
join members m on m.clinic_id = t.clinic_id and m.id = t.made_by
where t.clinic_id = current_clinic() and t.retired_at is null
  and ($1::uuid is null or lower(t.name) > (select lower(a.name) from templates a
    where a.clinic_id = current_clinic() and a.id = $1::uuid))
order by lower(t.name) limit ${pageSize + 1}`

/** By name; `after` is the id of the row the page begins after. */
export async function listTemplates(
  query: Query,
  after: string | null,
): Promise<{ templates: ListedTemplate[]; next: string | null }> {
  const found = await query<ListedTemplate>({ name: 'templates', text: listText, values: [after] })
  const templates = found.slice(0, pageSize)
  return { templates, next: found.length > pageSize ? (templates.at(-1)?.id ?? null) : null }
}

type ContentRow = Pick<TemplateContent, 'goal' | 'schedule'> & { lines: LineJson[] }

const contentText = `select v.goal, json_build_object('sessionsPerWeek', v.sessions_per_week,
    'sessionsPerDay', v.sessions_per_day, 'weeks', v.weeks) as "schedule", ${linesJson('v')} as "lines"
from templates t join versions v on v.clinic_id = t.clinic_id and v.id = t.version_id
where t.clinic_id = current_clinic() and t.id = $1::uuid and t.retired_at is null`

/** What a program is started with; null where there is no such template, or it was retired. */
export async function findTemplateContent(query: Query, templateId: string): Promise<TemplateContent | null> {
  const [row] = await query<ContentRow>({ name: 'template-content', text: contentText, values: [templateId] })
  return row ? { goal: row.goal, schedule: row.schedule, prescriptions: linesOf(lineRows(row.lines)) } : null
}

export type TemplateHead = { id: string; name: string; madeBy: string; madeByName: string; isRetired: boolean }

/** Any template of the clinic, retired or not. */
export async function findTemplate(query: Query, templateId: string): Promise<TemplateHead | null> {
  const text = `select t.id, t.name, t.made_by as "madeBy", m.name as "madeByName", t.retired_at is not null as "isRetired"
    from templates t join members m on m.clinic_id = t.clinic_id and m.id = t.made_by
    where t.clinic_id = current_clinic() and t.id = $1::uuid`
  const [row] = await query<TemplateHead>({ name: 'template', text, values: [templateId] })
  return row ?? null
}

type Made = { programId: string; versionId: string; name: string }

/** A name for a version of a program this member may see; throws a 404 where there is none. */
export function makeTemplate(
  member: Acting,
  { key, at, ...asked }: Made & { key: string; at: Date },
): Promise<Outcome<{ templateId: string }>> {
  return command<{ templateId: string }>(member, { key, name: 'template:make', body: asked }, async (tx) => {
    const program = await getProgram(tx, member, asked.programId, 'template:make')
    const version = program.versions.find(({ id }) => id === asked.versionId)
    if (!version) throw new Response(null, { status: 404 })
    const may = mayMakeTemplate(version)
    if (!may.ok) return may
    const taken = await tx.$queryRaw<object[]>`select 1 from templates where clinic_id = current_clinic()
      and retired_at is null and lower(name) = lower(${asked.name})`
    if (taken.length > 0) return { ok: false, why: 'template-name-taken' }
    const templateId = newId()
    await tx.template.create({
      data: {
        clinicId: member.clinicId,
        id: templateId,
        versionId: version.id,
        name: asked.name,
        madeBy: member.memberId,
        occurredAt: at,
      },
      select: { id: true },
    })
    return { ok: true, templateId }
  })
}

/** It is offered no more; programs that were started from it keep what they have. */
export function retireTemplate(
  member: Acting,
  { key, at, templateId }: { key: string; at: Date; templateId: string },
): Promise<Outcome<{ templateId: string }>> {
  return command<{ templateId: string }>(member, { key, name: 'template:retire', body: { templateId } }, async (tx) => {
    const where = { clinicId_id: { clinicId: member.clinicId, id: templateId } }
    const template = await tx.template.findUnique({ where, select: { madeBy: true, retiredAt: true } })
    if (!template) throw new Response(null, { status: 404 })
    const { madeBy, retiredAt } = template
    const may = mayRetireTemplate({ by: member, template: { madeBy, isRetired: retiredAt !== null } })
    if (!may.ok) return may
    await tx.template.update({ where, data: { retiredBy: member.memberId, retiredAt: at }, select: { id: true } })
    return { ok: true, templateId }
  })
}
