/** Mail as an admin sees it: what is kept and why, to whom and since when; nothing of what it is about. */
import type { Query } from '~/database/query.server'
import type { MailKind } from '~/domain/mail'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { lastId } from './id.server'

export type MailState = {
  /** Kept until a server takes them; counted up to a thousand. */
  unsent: number
  oldestAt: Date | null
  /** Of the latest try that failed, of what is kept. */
  lastError: string | null
  lastTriedAt: Date | null
  lastSentAt: Date | null
}

const stateText = `
with kept as (
  select o.occurred_at, o.attempted_at, o.last_error from outbox o
  where o.clinic_id = current_clinic() and o.sent_at is null and o.skipped_why is null order by o.id limit 1000)
select (select count(*) from kept) as "unsent", (select min(occurred_at) from kept) as "oldestAt",
  (select last_error from kept where last_error is not null order by attempted_at desc limit 1) as "lastError",
  (select max(attempted_at) from kept) as "lastTriedAt",
  (select max(sent_at) from outbox where clinic_id = current_clinic()) as "lastSentAt"`

export async function findMailState(query: Query): Promise<MailState> {
  const [state] = await query<MailState>({ name: 'mail-state', text: stateText, values: [] })
  return state ?? { unsent: 0, oldestAt: null, lastError: null, lastTriedAt: null, lastSentAt: null }
}

export type KeptMail = {
  id: string
  memberName: string
  kind: MailKind
  at: Date
  attempts: number
  lastError: string | null
  /** Null: never, for the reason it was skipped. */
  nextAttemptAt: Date | null
  skippedWhy: 'deactivated' | 'no-address' | null
}

const pageSize = 50

/** What was not sent, newest first, a page at a time; `before` is the last id of the page before. */
export async function listKeptMail(
  query: Query,
  before: string | null,
): Promise<{ mails: KeptMail[]; next: string | null }> {
  const found = await query<KeptMail>({
    name: 'mail-kept',
    text: `select o.id, coalesce(i.name, m.name) as "memberName", o.kind, o.occurred_at as "at", o.attempts, o.last_error as "lastError",
        case when o.skipped_why is null then o.next_attempt_at end as "nextAttemptAt", o.skipped_why as "skippedWhy"
      from outbox o
      left join invitations i on i.clinic_id = o.clinic_id and i.id = o.subject_id and o.kind = 'invitation'
      join members m on m.clinic_id = o.clinic_id and m.id = o.member_id
      where o.clinic_id = current_clinic() and o.sent_at is null and o.id < $1::uuid
      order by o.id desc limit ${pageSize + 1}`,
    values: [before ?? lastId],
  })
  const mails = found.slice(0, pageSize)
  return { mails, next: found.length > pageSize ? (mails.at(-1)?.id ?? null) : null }
}

/** Has the next run try all of the clinic's kept mail, however long it was to wait. */
export function sendAgain(member: Acting, { key, at }: { key: string; at: Date }): Promise<Outcome<{ mails: number }>> {
  return command<{ mails: number }>(member, { key, name: 'mail:send-again', body: {} }, async (tx) => {
    const where = { clinicId: member.clinicId, sentAt: null, skippedWhy: null, nextAttemptAt: { gt: at } }
    const { count } = await tx.outboxMail.updateMany({ where, data: { nextAttemptAt: at } })
    return { ok: true, mails: count }
  })
}
