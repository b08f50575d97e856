/** What the audit's page is asked for by its address, and the names that go with the ids in it. */
import { z } from 'zod'
import type { Query } from '~/database/query.server'
import { isCalendarDay } from '~/domain/calendar-day'
import { auditTopics } from '~/domain/audit-topics'
import { accessKinds } from './access-events.server'
import type { Cursor } from './audit-paging.server'

const key = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)

const day = z.string().refine((text) => isCalendarDay(text) && text >= '1900-01-01')

const Asked = z.object({
  view: z.enum(['changes', 'readings']).catch('changes'),
  topic: z.enum(auditTopics).nullable().catch(null),
  kind: z.enum(accessKinds).nullable().catch(null),
  memberId: z.uuid().nullable().catch(null),
  clientId: z.uuid().nullable().catch(null),
  fromDay: day.nullable().catch(null),
  untilDay: day.nullable().catch(null),
  older: key.nullable().catch(null),
  newer: key.nullable().catch(null),
})

export type AuditAsked = Omit<z.infer<typeof Asked>, 'older' | 'newer'> & { cursor: Cursor }

/** What makes no sense in the address is left out, as if it had not been asked. */
export function readAsked(params: URLSearchParams): AuditAsked {
  const { older, newer, ...asked } = Asked.parse({
    view: params.get('view'),
    topic: params.get('topic'),
    kind: params.get('kind'),
    memberId: params.get('member'),
    clientId: params.get('client'),
    fromDay: params.get('from'),
    untilDay: params.get('until'),
    older: params.get('after'),
    newer: params.get('before'),
  })
  return { ...asked, cursor: older === null ? (newer === null ? null : { newer }) : { older } }
}

export type NamedClient = { id: string; name: string; recordNumber: string }

const selectClient = `select id, concat_ws(' ', given_name, family_name) as name, record_number as "recordNumber"
  from clients where clinic_id = current_clinic()`

/** A client of the clinic by id, for an admin's page; null when there is none. */
export async function findNamedClient(query: Query, clientId: string): Promise<NamedClient | null> {
  const text = `${selectClient} and id = $1`
  const [client] = await query<NamedClient>({ name: 'audit-client', text, values: [clientId] })
  return client ?? null
}

/** The same by the number on the record, as typed. */
export async function findClientByRecord(query: Query, recordNumber: string): Promise<NamedClient | null> {
  const text = `${selectClient} and record_number = $1`
  const [client] = await query<NamedClient>({ name: 'audit-client-by-record', text, values: [recordNumber.trim()] })
  return client ?? null
}

/** Everybody who works or worked here, for the filter. */
export function listMembers(query: Query): Promise<{ id: string; name: string }[]> {
  const text = 'select id, name from members where clinic_id = current_clinic() order by name, id'
  return query({ name: 'audit-members', text, values: [] })
}
