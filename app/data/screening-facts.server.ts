/** What a screening starts from: the record, the screening before it, what was noted since, and who may screen. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { BloodPressure } from '~/domain/blood-pressure'
import type { ConditionCode } from '~/domain/conditions'
import type { ScreeningAnswers } from '~/domain/screening'
import { draftFromRecord, type ScreeningDraft } from '~/domain/screening-draft'
import { type Noted, type Questions, questionsOf } from '~/domain/screening-questions'
import { recordForDraft } from './record.server'

/** Answers as they are kept: with what was suggested and not confirmed. */
export type KeptAnswers = ScreeningAnswers & { rejected: ConditionCode[] }

export type EarlierScreening = { on: CalendarDay; answers: KeptAnswers; reading: BloodPressure }

export type ScreeningFacts = {
  earlier: EarlierScreening | null
  /** After the screening before, the newest first. */
  noted: Noted[]
  hasRedFlagHold: boolean
  hasRedFlagSince: boolean
  /** A blood clot was noted, however long ago: a history of clots from then on. */
  hasClotNoted: boolean
}

const text = `
with newest as (
  select s.* from screenings s where s.clinic_id = current_clinic() and s.client_id = $1::uuid order by s.seq desc limit 1
)
select
  (select json_build_object('on', n.screened_on, 'answers', n.answers,
     'reading', json_build_object('systolic', n.systolic, 'diastolic', n.diastolic)) from newest n) as "earlier",
  coalesce((select json_agg(json_build_object('kind', e.kind, 'on', clinic_day(e.occurred_at), 'note', e.note) order by e.seq desc)
     from client_events e where e.clinic_id = current_clinic() and e.client_id = $1::uuid
       and e.recorded_at > coalesce((select recorded_at from newest), '-infinity')), '[]') as "noted",
  exists (select 1 from holds h join programs p on p.clinic_id = h.clinic_id and p.id = h.program_id
     where h.clinic_id = current_clinic() and p.client_id = $1::uuid and h.cause = 'red-flag' and h.lifted_at is null
     and p.status not in ('completed', 'stopped')) as "hasRedFlagHold",
  exists (select 1 from red_flags r where r.clinic_id = current_clinic() and r.client_id = $1::uuid
     and r.recorded_at > coalesce((select recorded_at from newest), '-infinity')) as "hasRedFlagSince",
  exists (select 1 from client_events e where e.clinic_id = current_clinic() and e.client_id = $1::uuid
     and e.kind = 'blood-clot') as "hasClotNoted"`

async function screeningFacts(query: Query, clientId: string): Promise<ScreeningFacts> {
  const [row] = await query<ScreeningFacts>({ name: 'screening-facts', text, values: [clientId] })
  if (!row) throw new Error('The facts of a screening are one row.')
  return { ...row, earlier: row.earlier && { ...row.earlier, answers: wholeAnswers(row.earlier.answers) } }
}

/** Of answers kept by another hand, all may be missing. */
export function wholeAnswers(answers: Partial<KeptAnswers>): KeptAnswers {
  return {
    ageYears: answers.ageYears ?? 0,
    bmi: answers.bmi ?? null,
    bloodPressures: answers.bloodPressures ?? [],
    painNrs: answers.painNrs ?? null,
    surgery: answers.surgery ?? null,
    medication: answers.medication ?? { isOnAnticoagulant: false, anticoagulantFor: null, isOnOestrogen: false },
    conditions: answers.conditions ?? [],
    rejected: answers.rejected ?? [],
  }
}

export type Questionnaire = { facts: ScreeningFacts; draft: ScreeningDraft; questions: Questions }

/** The questions for this client on this day, with the draft they come from. */
export async function questionnaire(
  query: Query,
  client: { id: string; birthDate: CalendarDay },
  frame: { today: CalendarDay; locale: string },
): Promise<Questionnaire> {
  const facts = await screeningFacts(query, client.id)
  const record = await recordForDraft(query, { clientId: client.id, birthDate: client.birthDate })
  const draft = draftFromRecord(record, frame)
  const earlier = facts.earlier && {
    conditions: facts.earlier.answers.conditions,
    rejected: facts.earlier.answers.rejected,
    on: facts.earlier.on,
  }
  return { facts, draft, questions: questionsOf(draft, earlier, facts.noted) }
}
