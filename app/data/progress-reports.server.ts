/** Reports of progress: signed and sent by a clinician, read for ever as they were signed. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { maySign, roleToSignAs } from '~/domain/clearance'
import type { ClinicianRole } from '~/domain/member'
import { reportMeaning, whyNotSend } from '~/domain/progress-report'
import { type ReportContent, type ReportFacts, readReport, reportFormat, reportText } from '~/domain/report-content'
import type { Refusal } from '~/domain/refusal'
import { type Acting, personOf } from './acting.server'
import { commandOnClient } from './client-door.server'
import type { Outcome } from './command.server'
import { isId, lastId, newId } from './id.server'
import { hashOfText } from './progress-report-facts.server'
import { dateOf } from './version-rows.server'

export type ReportWords = { addresseeName: string; addresseePractice: string; summary: string }
export type ReportToSign = { content: ReportContent; text: string; hash: string }

/** What is signed, or why it is not: asked before a password is. */
export function reportToSign(
  facts: ReportFacts,
  words: ReportWords,
): ({ ok: true } & ReportToSign) | { ok: false; why: Refusal } {
  const why = whyNotSend(facts, words)
  if (why) return { ok: false, why }
  const { addresseeName: name, addresseePractice: practice, summary } = words
  const content = { ...facts, addressee: { name, practice }, summary, meaning: reportMeaning }
  const text = reportText(content)
  return { ok: true, content, text, hash: hashOfText(text) }
}

/** As whom this member signs today, or why they do not. */
export function whoSigns(member: Acting, today: CalendarDay): { role: ClinicianRole } | { why: Refusal } {
  const may = maySign(personOf(member), today)
  if (!may.ok) return { why: may.why }
  const role = roleToSignAs(personOf(member), false)
  return role ? { role } : { why: 'not-a-clinician' }
}

type Sending = ReportWords & {
  clientId: string
  key: string
  at: Date
  /** Of the facts that were read. */
  contentHash: string
  /** Null: what it would say now is not what was read, so that nothing was signed. A form sent twice is answered as before. */
  signed: (ReportToSign & { reauthenticationId: string }) | null
}

/** Signs it: the re-authentication is consumed by the row itself. */
export function sendReport(
  member: Acting,
  { clientId, key, at, signed, ...form }: Sending,
): Promise<Outcome<{ reportId: string }>> {
  const asked = { key, name: 'report:send', action: 'report:send', clientId, body: form, at } as const
  return commandOnClient<{ reportId: string }>(member, asked, async (tx) => {
    if (!signed) return { ok: false, why: 'report-changed' }
    const { content, text, hash, reauthenticationId } = signed
    const { addressee, summary, period, exercises } = content
    const signing = whoSigns(member, period.until)
    if ('why' in signing) return { ok: false, why: signing.why }
    const { id: reportId } = await tx.progressReport.create({
      data: {
        clinicId: member.clinicId,
        id: newId(),
        clientId,
        content: text,
        contentFormat: reportFormat,
        contentHash: hash,
        addresseeName: addressee.name,
        addresseePractice: addressee.practice,
        summary,
        periodFrom: period.from ? dateOf(period.from) : null,
        periodUntil: dateOf(period.until),
        exercises: exercises.map(({ exercise }) => exercise),
        signedBy: member.memberId,
        signedAs: signing.role,
        reauthenticationId,
        occurredAt: at,
      },
      select: { id: true },
    })
    return { ok: true, reportId }
  })
}

export type SentReport = {
  id: string
  addresseeName: string
  addresseePractice: string
  signerName: string
  signedAs: ClinicianRole
  at: string
  exercises: string[]
}

const pageSize = 20

const listText = `
select r.id, r.addressee_name as "addresseeName", r.addressee_practice as "addresseePractice", r.signer_name as "signerName",
  r.signed_as as "signedAs", r.occurred_at as "at", r.exercises
from progress_reports r
where r.clinic_id = current_clinic() and r.client_id = $1::uuid and r.id < $2::uuid
order by r.id desc limit ${pageSize + 1}`

/** Newest first, a page at a time. */
export async function listReports(
  query: Query,
  clientId: string,
  after: string | null,
): Promise<{ rows: SentReport[]; after: string | null }> {
  const values = [clientId, isId(after ?? undefined) ? after : lastId]
  const found = await query<Omit<SentReport, 'at'> & { at: Date }>({ name: 'progress-reports', text: listText, values })
  const rows = found.slice(0, pageSize).map((row) => ({ ...row, at: row.at.toISOString() }))
  return { rows, after: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null }
}

/** `content` is null where the text is not what was signed, or of no format known here. */
export type SignedReport = {
  id: string
  content: ReportContent | null
  contentHash: string
  /** Whether the text still has the hash that was signed. */
  isWhole: boolean
  signature: {
    name: string
    role: ClinicianRole
    licenceNumber: string
    licenceState: string
    licenceValidUntil: CalendarDay
    at: string
    timeZone: string
    chainSeq: number
    chainHash: string
  }
}

type ReportRow = Omit<SignedReport, 'content' | 'isWhole' | 'signature'> &
  Omit<SignedReport['signature'], 'at' | 'chainSeq'> & { text: string; at: Date; chainSeq: string }

const reportSql = `
select r.id, r.content as "text", r.content_hash as "contentHash", r.signer_name as "name", r.signed_as as "role",
  r.licence_number as "licenceNumber", r.licence_state as "licenceState", r.licence_valid_until::text as "licenceValidUntil",
  r.occurred_at as "at", r.time_zone as "timeZone", r.chain_seq as "chainSeq", r.chain_hash as "chainHash"
from progress_reports r
where r.clinic_id = current_clinic() and r.client_id = $1::uuid and r.id = $2::uuid`

/** Of a client who may be seen: that was asked before. Null where it is not there, or another client's. */
export async function findSignedReport(
  query: Query,
  clientId: string,
  reportId: string | undefined,
): Promise<SignedReport | null> {
  if (!isId(reportId)) return null
  const [row] = await query<ReportRow>({ name: 'progress-report', text: reportSql, values: [clientId, reportId] })
  if (!row) return null
  const { id, text, contentHash, at, chainSeq, ...signer } = row
  const isWhole = hashOfText(text) === contentHash
  return {
    id,
    content: isWhole ? readReport(text) : null,
    contentHash,
    isWhole,
    signature: { ...signer, at: at.toISOString(), chainSeq: Number(chainSeq) },
  }
}
