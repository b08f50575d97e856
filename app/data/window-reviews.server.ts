/** "Continue unchanged": a clinician's look at programs whose review is due, one or many at once. */
import type { Tx } from '~/database/client.server'
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { roleToSignAs } from '~/domain/clearance'
import type { Limb } from '~/domain/limb'
import type { Refusal, Verdict } from '~/domain/refusal'
import { mayContinueUnchanged, mayReview, type Severity } from '~/domain/window-flag'
import { type Acting, personOf } from './acting.server'
import { command, type Outcome } from './command.server'
import { newId } from './id.server'
import { queryOf } from './rule-facts.server'

type DueWindow = { scope: string; limb: Limb | null; flag: Severity | null; flagId: string | null; day: number }

/** A program as it is chosen to go on; `whyNot`: why this member may not say so. */
export type ChosenProgram = {
  programId: string
  programName: string
  clientName: string
  windows: DueWindow[]
  whyNot: Refusal | null
}

type Row = Omit<ChosenProgram, 'whyNot'> & { authorIds: string[]; isPlainStandard: boolean; today: CalendarDay }

/** As many as stand on a page of the board. */
export const mostChosen = 50

const text = `
select p.id as "programId", p.name as "programName", concat_ws(' ', c.given_name, c.family_name) as "clientName",
  clinic_day($2::timestamptz)::text as "today",
  (select json_agg(distinct by.id) from (select p.raised_by as id union select unnest(v.edited_by || array[v.author_id, v.submitted_by])
     from versions v where v.clinic_id = p.clinic_id and v.program_id = p.id) by where by.id is not null) as "authorIds",
  coalesce((select v.outcome = 'standard' and not v.is_bfr from versions v
     where v.clinic_id = p.clinic_id and v.id = p.in_force_version_id), false)
   and not exists (select 1 from holds h where h.clinic_id = p.clinic_id and h.program_id = p.id and h.lifted_at is null) as "isPlainStandard",
  coalesce((select json_agg(json_build_object('scope', w.scope, 'limb', nullif(w.scope, 'program'),
     'day', clinic_day($2::timestamptz) - w.opened_on + 1, 'flag', case when w.review_on <= clinic_day($2::timestamptz) then w.severity end,
     'flagId', standing_flag(w.program_id, w.scope, clinic_day($2::timestamptz))) order by w.scope)
   from rehab_windows w where w.clinic_id = p.clinic_id and w.program_id = p.id and w.is_running), '[]') as "windows"
from programs p join clients c on c.clinic_id = p.clinic_id and c.id = p.client_id
where p.clinic_id = current_clinic() and p.id = any ($1::uuid[])
order by c.family_name, c.given_name, p.id`

/** The programs chosen, each with whether this member may say so; ids that are none of the clinic's are left out. */
export async function listChosen(
  query: Query,
  member: Acting,
  { programIds, at }: { programIds: readonly string[]; at: Date },
): Promise<ChosenProgram[]> {
  const rows = await query<Row>({ name: 'chosen-windows', text, values: [programIds, at] })
  return rows.map(({ authorIds, isPlainStandard, today, ...program }) => {
    const flags = program.windows.map(({ flag }) => flag)
    const facts = { by: personOf(member), today, authorIds, flags, isPlainStandard }
    const may: Verdict = mayContinueUnchanged(facts, programIds.length > 1)
    return { ...program, whyNot: may.ok ? null : may.why }
  })
}

export type ReviewAsked = { programIds: string[]; reason: string; reviewDays: number }

/** `refused`: "id=why" of each that was not continued, in one text; the others are. */
export type Reviewed = { continued: number; refused: string }

/**
 * Each program by its own row and audit event, all in one transaction. What may not go on is named and keeps its flag;
 * the rest is done. Where none may, the whole is refused.
 */
export function continueUnchanged(
  member: Acting,
  { key, at, ...asked }: ReviewAsked & { key: string; at: Date },
): Promise<Outcome<Reviewed>> {
  return command<Reviewed>(member, { key, name: 'window:continue', body: asked }, async (tx) => {
    const { programIds, reason, reviewDays } = asked
    const says = mayReview(asked)
    if (!says.ok) return says
    const chosen = await listChosen(queryOf(tx), member, { programIds, at })
    if (chosen.length < new Set(programIds).size) throw new Response(null, { status: 404 })
    const signedAs = roleToSignAs(personOf(member), false)
    if (!signedAs) return { ok: false, why: 'not-a-clinician' }
    const open = chosen.filter(({ whyNot }) => whyNot === null)
    const [first] = chosen
    if (open.length === 0) return { ok: false, why: first?.whyNot ?? 'window-not-past' }
    for (const { programId, windows } of open) {
      for (const { scope, flag, flagId } of windows) {
        if (flag !== 'review-due') continue
        const look = { programId, scope, flagId: flagId ?? (await writeFlag(tx, { programId, scope, at })) }
        await saveReview(tx, member, { ...look, signedAs, reason, reviewDays, at })
      }
    }
    const refused = chosen.flatMap(({ programId, whyNot }) => (whyNot ? [`${programId}=${whyNot}`] : []))
    return { ok: true, continued: open.length, refused: refused.join(' ') }
  })
}

/** A window is past by its dates, whether or not the enforcer ran: what it would have flagged is flagged here. */
async function writeFlag(
  tx: Tx,
  { programId, scope, at }: { programId: string; scope: string; at: Date },
): Promise<string> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    insert into window_flags (clinic_id, id, program_id, scope, severity, opened_on, review_on, occurred_at)
    select w.clinic_id, ${newId()}::uuid, w.program_id, w.scope, w.severity, w.opened_on, w.review_on, ${at}
    from rehab_windows w where w.clinic_id = current_clinic() and w.program_id = ${programId}::uuid and w.scope = ${scope}
    returning id`
  if (!row) throw new Error('A window that is due is there to be flagged.')
  return row.id
}

type Look = {
  programId: string
  scope: string
  flagId: string
  signedAs: string
  reason: string
  reviewDays: number
  at: Date
}

async function saveReview(tx: Tx, { clinicId, memberId }: Acting, { at, ...look }: Look): Promise<void> {
  await tx.windowReview.create({
    // The days and the zone are the database's to write.
    data: {
      clinicId,
      id: newId(),
      ...look,
      reviewedBy: memberId,
      reviewedOn: at,
      nextReviewOn: at,
      timeZone: '',
      occurredAt: at,
    },
    select: { id: true },
  })
}
