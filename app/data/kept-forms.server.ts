/**
 * What a member typed into a program and did not save yet: theirs alone, replaced in place, gone once the form is saved.
 * It is no command: it changes no record, so it takes neither the clinic's lock nor a link of its chain.
 */
import type { Tx } from '~/database/client.server'
import { asJobs, readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { seesAllClients } from '~/domain/access'
import type { Refusal } from '~/domain/refusal'
import type { TypedForm } from '~/domain/typed-program'
import { noteDenial } from './access-events.server'
import { type Acting, mayFor, servesSql, visibleSql } from './acting.server'
import { isId, newId } from './id.server'

/** The new program of a client, or a draft. */
export type KeptSubject = { clientId: string; versionId: null } | { clientId: null; versionId: string }

/** `basis`: a line of the draft as it was read when this was typed. */
export type KeptForm = { id: string; typed: TypedForm; basis: string | null; keptAt: Date }

type Row = Omit<KeptForm, 'typed'> & { typed: string }

// One that came late, after its form was saved, counts for nothing: the key of the form says so.
const isUnsaved = `not exists (select 1 from commands c where c.clinic_id = k.clinic_id and c.key = k.form_key)`
const findText = `select k.id, k.typed, k.basis, k.kept_at as "keptAt" from kept_forms k
  where k.clinic_id = current_clinic() and k.member_id = current_member() and ${isUnsaved}
    and (k.client_id = $1::uuid or k.version_id = $2::uuid)`

export async function findKeptForm(query: Query, { clientId, versionId }: KeptSubject): Promise<KeptForm | null> {
  const [row] = await query<Row>({ name: 'kept-form', text: findText, values: [clientId, versionId] })
  return row ? { ...row, typed: JSON.parse(row.typed) as TypedForm } : null
}

export type ListedForm = {
  id: string
  keptAt: Date
  clientId: string
  clientName: string
  /** Null for a program that was not raised yet. */
  draft: { programId: string; versionId: string; programName: string; number: number } | null
}

const mostListed = 50
const listText = `select k.id, k.kept_at as "keptAt", c.id as "clientId", c.given_name || ' ' || c.family_name as "clientName",
  case when v.id is not null then json_build_object('programId', p.id, 'versionId', v.id, 'programName', p.name,
    'number', v.number) end as "draft"
from kept_forms k
left join versions v on v.clinic_id = k.clinic_id and v.id = k.version_id
left join programs p on p.clinic_id = v.clinic_id and p.id = v.program_id
join clients c on c.clinic_id = k.clinic_id and c.id = coalesce(k.client_id, p.client_id)
where k.clinic_id = current_clinic() and k.member_id = $1::uuid and ${isUnsaved}
  and (v.id is null or v.status = 'draft') and ${visibleSql('c.id')}
order by k.kept_at desc limit ${mostListed}`

/** The newest first; of clients this member may still see. */
export function listKeptForms(query: Query, member: Acting): Promise<ListedForm[]> {
  const values = [member.memberId, seesAllClients(member)]
  return query<ListedForm>({ name: 'kept-forms', text: listText, values })
}

type Kept = { subject: KeptSubject; formKey: string; basis: string | null; typed: TypedForm; at: Date }
type Outcome = { ok: true; keptAt: Date } | { ok: false; why: Refusal }

const pathKind = 'routes/kept-forms'

/** Throws a 404 Response, and notes the denial, for a client or a draft this member may not write for. */
export async function keepForm(member: Acting, kept: Kept): Promise<Outcome> {
  const outcome = await readClinic(member, async (query): Promise<Outcome | null> => {
    const found = await findSubject(query, member, kept.subject)
    if (!found || !mayFor(member, found.versionStatus ? 'program:amend' : 'program:raise', found.isInCareTeam))
      return null
    if (found.versionStatus && found.versionStatus !== 'draft') return { ok: false, why: 'not-draft' }
    const keptAt = await replace(query, kept)
    return keptAt ? { ok: true, keptAt } : { ok: false, why: 'key-reused' }
  })
  if (outcome) return outcome
  await noteDenial(member, { clientId: kept.subject.clientId, pathKind, occurredAt: kept.at })
  throw new Response(null, { status: 404 })
}

type Subject = { isInCareTeam: boolean; versionStatus: string | null }

async function findSubject(query: Query, member: Acting, subject: KeptSubject): Promise<Subject | null> {
  const text = `select ${servesSql('c.id')} as "isInCareTeam", s.status as "versionStatus"
    from (select $3::uuid as client_id, null as status where $3::uuid is not null
      union all select p.client_id, v.status from versions v
        join programs p on p.clinic_id = v.clinic_id and p.id = v.program_id
        where v.clinic_id = current_clinic() and v.id = $4::uuid) s
    join clients c on c.clinic_id = current_clinic() and c.id = s.client_id
    where ${visibleSql('c.id')}`
  const values = [member.memberId, seesAllClients(member), subject.clientId, subject.versionId]
  const [row] = await query<Subject>({ name: 'kept-form-subject', text, values })
  return row ?? null
}

const columns = 'clinic_id, member_id, id, client_id, version_id, typed, form_key, basis'
const given = `select current_clinic(), current_member(), $1::uuid, $2::uuid, $3::uuid, $4, $5::uuid, $6::uuid
  where not exists (select 1 from commands c where c.clinic_id = current_clinic() and c.key = $5::uuid)`
const replaced =
  'do update set typed = excluded.typed, form_key = excluded.form_key, basis = excluded.basis returning kept_at as "keptAt"'
const ofClient = `insert into kept_forms (${columns}) ${given} on conflict (clinic_id, member_id, client_id) ${replaced}`
const ofVersion = `insert into kept_forms (${columns}) ${given} on conflict (clinic_id, member_id, version_id) ${replaced}`

/** When it was kept; null where its form was saved meanwhile. */
async function replace(query: Query, { subject, formKey, basis, typed }: Kept): Promise<Date | null> {
  const values = [newId(), subject.clientId, subject.versionId, JSON.stringify(typed), formKey, basis]
  const [row] = subject.clientId
    ? await query<{ keptAt: Date }>({ name: 'keep-new-program', text: ofClient, values })
    : await query<{ keptAt: Date }>({ name: 'keep-draft', text: ofVersion, values })
  return row?.keptAt ?? null
}

/** Where the page of what was discarded is: its client's new program, or the draft. */
export async function discardKeptForm(member: Acting, keptFormId: string | undefined): Promise<string | null> {
  if (!isId(keptFormId)) return null
  const text = `with gone as (delete from kept_forms where clinic_id = current_clinic() and member_id = current_member()
      and id = $1::uuid returning clinic_id, client_id, version_id)
    select g.client_id as "clientId", v.program_id as "programId", v.id as "versionId"
    from gone g left join versions v on v.clinic_id = g.clinic_id and v.id = g.version_id`
  type Gone = { clientId: string | null; programId: string | null; versionId: string | null }
  const [gone] = await readClinic(member, (query) =>
    query<Gone>({ name: 'discard-kept-form', text, values: [keptFormId] }),
  )
  if (!gone) return null
  return gone.clientId
    ? `/clients/${gone.clientId}/programs/new`
    : `/programs/${gone.programId}/versions/${gone.versionId}/draft`
}

/** In the transaction that saves the form. */
export async function dropKeptForm(tx: Tx, member: Acting, { clientId, versionId }: KeptSubject): Promise<void> {
  const { clinicId, memberId } = member
  await tx.keptForm.deleteMany({ where: { clinicId, memberId, clientId, versionId } })
}

/** What nobody came back to for 30 days; the policy of the jobs shows it nothing else. */
export async function forgetKeptForms(): Promise<void> {
  await asJobs((query) => query({ name: 'forget-kept-forms', text: 'delete from kept_forms', values: [] }))
}
