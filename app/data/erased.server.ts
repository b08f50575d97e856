/** What a page answers about a client whose record was erased: that it was, when and by whom, and nothing else. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Refusal } from '~/domain/refusal'

export type Erased = { on: CalendarDay; by: string }

/** A column that is null while the record is there; `client` is the column with the client's id. */
export const erasedSql = (client: string) => `(select json_build_object('on', clinic_day(e.occurred_at), 'by', m.name)
  from erasures e join members m on m.clinic_id = e.clinic_id and m.id = e.erased_by
  where e.clinic_id = current_clinic() and e.client_id = ${client})`

/** Null for a client whose record is there. */
export async function findErased(query: Query, clientId: string): Promise<Erased | null> {
  const text = `select ${erasedSql('$1::uuid')} as "erased"`
  const [row] = await query<{ erased: Erased | null }>({ name: 'erased', text, values: [clientId] })
  return row?.erased ?? null
}

/** For lists, which drop them. */
export const notErasedSql = (client: string) =>
  `not exists (select 1 from erasures e where e.clinic_id = current_clinic() and e.client_id = ${client})`

/** The 410 to throw; the error page says the sentence. */
export function goneResponse({ on, by }: Erased): Response {
  const why: Refusal = 'client-erased'
  return Response.json({ why, erased: { on, by } }, { status: 410 })
}
