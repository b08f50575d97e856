/** The outbox: claimed, sent and marked in transactions of their own, so that no clinic waits for a mail server. */
import { asJobs, asJobsInClinic } from '~/database/door.server'
import type { MailKind } from '~/domain/mail'

export type ClaimedMail = {
  id: string
  kind: MailKind
  /** What it tells of; a link in it is worked out from this. */
  subjectId: string
  /** How many things it tells of. */
  count: number
  email: string
  clinicName: string
  /** Tries before this one. */
  attempts: number
}

const batchSize = 10

/** The clinics with mail whose time has come, the longest waiting first. */
export async function listClinicsWithMail(): Promise<string[]> {
  const found = await asJobs((query) =>
    query<{ clinicId: string }>({
      name: 'outbox-due',
      text: `select clinic_id as "clinicId" from outbox
        where sent_at is null and skipped_why is null and next_attempt_at <= clock_timestamp()
          and (claimed_until is null or claimed_until <= clock_timestamp())
        group by clinic_id order by min(next_attempt_at)`,
      values: [],
    }),
  )
  return found.map(({ clinicId }) => clinicId)
}

/**
 * Takes some mails of one clinic for a quarter of an hour; a sender that dies meanwhile leaves them to the next one.
 * `skipped`: whose member is deactivated or has no address, written down as that and never sent.
 */
export function claimMails(clinicId: string): Promise<{ mails: ClaimedMail[]; skipped: number }> {
  return asJobsInClinic(clinicId, async (tx) => {
    const skipped = await tx.$executeRaw`
      update outbox o set skipped_why = case when m.deactivated_at is not null then 'deactivated' else 'no-address' end
      from members m
      where o.clinic_id = current_clinic() and m.clinic_id = o.clinic_id and m.id = o.member_id
        and o.sent_at is null and o.skipped_why is null and o.next_attempt_at <= clock_timestamp()
        and (o.claimed_until is null or o.claimed_until <= clock_timestamp())
        and (m.deactivated_at is not null
          or (o.kind <> 'invitation' and m.email !~ '^[^[:space:]@]+@[^[:space:]@]+$'))`
    const mails = await tx.$queryRaw<ClaimedMail[]>`
      with due as (
        select o.id, i.email as invited from outbox o
        left join invitations i on i.clinic_id = o.clinic_id and i.id = o.subject_id and o.kind = 'invitation'
        where o.clinic_id = current_clinic() and o.sent_at is null and o.skipped_why is null
          and o.next_attempt_at <= clock_timestamp() and (o.claimed_until is null or o.claimed_until <= clock_timestamp())
        order by o.next_attempt_at, o.id limit ${batchSize} for update of o skip locked
      )
      update outbox o set claimed_until = clock_timestamp() + interval '15 minutes'
      from due, members m, clinics c
      where o.clinic_id = current_clinic() and o.id = due.id
        and m.clinic_id = o.clinic_id and m.id = o.member_id and c.id = o.clinic_id
      returning o.id, o.kind, o.subject_id as "subjectId", o.told_count as "count", coalesce(due.invited, m.email) as "email",
        c.name as "clinicName", o.attempts`
    return { mails, skipped }
  })
}

/** The server took it. */
export async function markSent(clinicId: string, mailId: string): Promise<void> {
  await asJobsInClinic(
    clinicId,
    (tx) => tx.$executeRaw`
      update outbox set sent_at = clock_timestamp(), attempted_at = clock_timestamp(), attempts = attempts + 1,
        claimed_until = null, last_error = null
      where clinic_id = current_clinic() and id = ${mailId}::uuid and sent_at is null`,
  )
}

/** The server did not take it, for a reason that has a code; it is tried again in so many minutes. */
export async function markFailed(
  clinicId: string,
  mailId: string,
  { code, minutes }: { code: string; minutes: number },
): Promise<void> {
  await asJobsInClinic(
    clinicId,
    (tx) => tx.$executeRaw`
      update outbox set attempted_at = clock_timestamp(), attempts = attempts + 1, claimed_until = null, last_error = ${code},
        next_attempt_at = clock_timestamp() + make_interval(mins => ${minutes}::integer)
      where clinic_id = current_clinic() and id = ${mailId}::uuid and sent_at is null`,
  )
}

/** Gives back what was claimed and not tried. */
export async function releaseMails(clinicId: string, mailIds: string[]): Promise<void> {
  if (mailIds.length === 0) return
  await asJobsInClinic(
    clinicId,
    (tx) => tx.$executeRaw`
      update outbox set claimed_until = null
      where clinic_id = current_clinic() and id = any (${mailIds}::uuid[]) and sent_at is null`,
  )
}
