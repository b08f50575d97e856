/** Audits of clearances: some drawn at random by the database, and what an admin found in each. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { type AuditFinding, mayDraw, mayFind } from '~/domain/clearance-audit'
import type { DecisionRecord } from '~/domain/decision-record'
import type { Acting } from './acting.server'
import { clinicDayIn } from './clinic-clock.server'
import { command, type Outcome } from './command.server'
import { lastSeq, newId } from './id.server'
import { dateOf } from './version-rows.server'

export type DrawnAudit = {
  id: string
  seq: number
  at: string
  drawnBy: string
  from: CalendarDay
  until: CalendarDay
  /** How many were drawn, from how many; fewer were there than asked for where `drawn` is less than `sampleSize`. */
  sampleSize: number
  drawn: number
  population: number
  looked: number
  notInOrder: number
}

export type AuditItem = {
  decisionId: string
  place: number
  at: string
  outcome: DecisionRecord['outcome']
  signerName: string
  signedBy: string
  clientName: string
  recordNumber: string
  programName: string
  versionNumber: number
  /** The newest, where there are several. */
  found: { finding: AuditFinding; note: string; by: string; at: string } | null
}

export type WholeAudit = DrawnAudit & {
  seed: string
  throughSeq: number
  timeZone: string
  /** Worked out from its seed once more just now, it came out the same. */
  isRepeatable: boolean
  items: AuditItem[]
}

type Draw = { key: string; at: Date; from: CalendarDay; until: CalendarDay; sampleSize: number }

/** Draws by the database's own seed; refused where nothing was cleared in the period. */
export function drawAudit(member: Acting, { key, at, ...draw }: Draw): Promise<Outcome<{ auditId: string }>> {
  return command<{ auditId: string }>(member, { key, name: 'clearance-audit:draw', body: draw }, async (tx) => {
    const may = mayDraw(member, draw, await clinicDayIn(tx, at))
    if (!may.ok) return may
    const { from, until, sampleSize } = draw
    const id = newId()
    const own = { clinicId: member.clinicId, id, drawnBy: member.memberId, occurredAt: at }
    const data = { ...own, fromOn: dateOf(from), untilOn: dateOf(until), sampleSize }
    await tx.clearanceAudit.create({ data, select: { id: true } })
    return { ok: true, auditId: id }
  })
}

type Found = { key: string; at: Date; auditId: string; decisionId: string; finding: AuditFinding; note: string }

/** Throws a 404 Response where the draw has no such clearance. A second finding of the same one corrects the first. */
export function recordAuditFinding(member: Acting, { key, at, ...found }: Found): Promise<Outcome> {
  return command(member, { key, name: 'clearance-audit:find', body: found }, async (tx) => {
    const { clinicId, memberId } = member
    const { auditId, decisionId, finding, note } = found
    const item = await tx.clearanceAuditItem.findFirst({
      where: { clinicId, auditId, decisionId },
      select: { decision: { select: { decidedBy: true } } },
    })
    if (!item) throw new Response(null, { status: 404 })
    const may = mayFind(member, item.decision.decidedBy, { finding, note })
    if (!may.ok) return may
    const data = { clinicId, id: newId(), auditId, decisionId, finding, note, foundBy: memberId, occurredAt: at }
    await tx.clearanceAuditFinding.create({ data, select: { id: true } })
    return { ok: true }
  })
}

const newest = `lateral (select f.finding, f.note, f.found_by, f.occurred_at from clearance_audit_findings f
  where f.clinic_id = i.clinic_id and f.decision_id = i.decision_id and f.audit_id = i.audit_id order by f.seq desc limit 1)`

const columns = `a.id, a.seq, to_json(a.occurred_at) as "at", m.name as "drawnBy", a.from_on::text as "from", a.until_on::text as "until",
  a.sample_size as "sampleSize", a.population, n.drawn, n.looked, n."notInOrder"`
const joined = `from clearance_audits a join members m on m.clinic_id = a.clinic_id and m.id = a.drawn_by
  cross join lateral (select count(*) as drawn, count(f.finding) as looked, count(*) filter (where f.finding = 'not-in-order') as "notInOrder"
    from clearance_audit_items i left join ${newest} f on true where i.clinic_id = a.clinic_id and i.audit_id = a.id) n
  where a.clinic_id = current_clinic()`

const pageSize = 25

/** A page of draws, the newest first, and the number to go on before; null on the last one. */
export async function listAudits(
  query: Query,
  before: number | null,
): Promise<{ rows: DrawnAudit[]; next: number | null }> {
  const found = await query<DrawnAudit>({
    name: 'clearance-audits',
    text: `select ${columns} ${joined} and a.seq < $1::bigint order by a.seq desc limit ${pageSize + 1}`,
    values: [before ?? lastSeq],
  })
  const rows = found.slice(0, pageSize)
  return { rows, next: found.length > pageSize ? (rows.at(-1)?.seq ?? null) : null }
}

/** One draw with its clearances in the order they came; null where the clinic has none of this id. */
export async function findAudit(query: Query, auditId: string): Promise<WholeAudit | null> {
  const [audit] = await query<WholeAudit>({
    name: 'clearance-audit',
    text: `select ${columns}, a.seed, a.through_seq as "throughSeq", a.time_zone as "timeZone",
        (select json_agg(s.decision_id order by s.place)::text from clearance_sample(a) s)
          = (select json_agg(i.decision_id order by i.place)::text from clearance_audit_items i
             where i.clinic_id = a.clinic_id and i.audit_id = a.id) as "isRepeatable",
        (select json_agg(json_build_object('decisionId', d.id, 'place', i.place, 'at', d.occurred_at, 'outcome', d.outcome,
            'signerName', d.signer_name, 'signedBy', d.decided_by, 'clientName', concat_ws(' ', c.given_name, c.family_name),
            'recordNumber', c.record_number, 'programName', p.name, 'versionNumber', v.number,
            'found', case when f.finding is not null then json_build_object('finding', f.finding, 'note', f.note, 'by',
              (select b.name from members b where b.clinic_id = i.clinic_id and b.id = f.found_by), 'at', f.occurred_at) end)
            order by i.place)
          from clearance_audit_items i join decisions d on d.clinic_id = i.clinic_id and d.id = i.decision_id
          join versions v on v.clinic_id = d.clinic_id and v.id = d.version_id
          join programs p on p.clinic_id = d.clinic_id and p.id = d.program_id
          join clients c on c.clinic_id = p.clinic_id and c.id = p.client_id
          left join ${newest} f on true
          where i.clinic_id = a.clinic_id and i.audit_id = a.id) as "items"
      ${joined} and a.id = $1::uuid`,
    values: [auditId],
  })
  return audit ?? null
}
