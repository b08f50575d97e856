/** Screenings: confirmed by a person, judged by the domain, kept with their answers and reasons for ever. */
import type { BloodPressure } from '~/domain/blood-pressure'
import { ageOn, type CalendarDay } from '~/domain/calendar-day'
import type { Tx } from '~/database/client.server'
import { missing, outcomeFor, screen, type ScreeningAnswers, type ScreeningOutcome } from '~/domain/screening'
import { rejectedOf, withNotedClot } from '~/domain/screening-questions'
import { mayScreen } from '~/domain/who-screens'
import type { Acting } from './acting.server'
import { commandOnClient } from './client-door.server'
import type { Outcome } from './command.server'
import { newId } from './id.server'
import { queryOf } from './rule-facts.server'
import { type KeptAnswers, questionnaire } from './screening-facts.server'
import { dayOf } from './version-rows.server'

/** What a person answers; the age comes from the record. Blood pressures in the order taken. */
export type Answered = Omit<ScreeningAnswers, 'ageYears'> & { clientId: string; note: string | null }

/**
 * Judges the answers and keeps them. A program whose clearance the outcome overtakes is put on hold by the database,
 * in the same transaction.
 */
export function recordScreening(
  member: Acting,
  { key, at, clientId, note, ...given }: Answered & { key: string; at: Date },
): Promise<Outcome<{ screeningId: string; outcome: ScreeningOutcome }>> {
  const body = { ...given, note }
  const action = 'screening:record'
  const asked = { key, name: action, action, clientId, body, at } as const
  return commandOnClient(member, asked, async (tx, client) => {
    const birthDate = dayOf(client.birthDate)
    const today = await dayAt(tx, at)
    const { facts, questions } = await questionnaire(
      queryOf(tx),
      { id: clientId, birthDate },
      { today, locale: 'en-GB' },
    )
    const may = mayScreen({ roles: member.roles, ...facts })
    if (!may.ok) return may
    const answered = { ...given, conditions: withNotedClot(given.conditions, facts.hasClotNoted) }
    const [why] = missing(answered)
    const reading = answered.bloodPressures.at(-1)
    if (why || !reading) return { ok: false, why: why ?? 'blood-pressure-missing' }
    const answers: KeptAnswers = {
      ...answered,
      ageYears: ageOn(birthDate, today),
      rejected: rejectedOf(questions, answered.conditions),
    }
    const { reasons, outcomes } = screen(answers)
    const screeningId = await createScreening(tx, member, { clientId, at, note, answers, reasons, reading })
    await tx.screeningOutcome.createMany({
      data: outcomes.map((outcome) => ({ ...outcome, clinicId: member.clinicId, screeningId })),
    })
    return { ok: true, screeningId, outcome: outcomeFor(outcomes, { isBfr: true, limbs: [] }) }
  })
}

type Kept = {
  clientId: string
  at: Date
  note: string | null
  answers: KeptAnswers
  reasons: ReturnType<typeof screen>['reasons']
  reading: BloodPressure
}

async function createScreening(tx: Tx, { clinicId, memberId }: Acting, kept: Kept): Promise<string> {
  const { clientId, at, note, answers, reasons, reading } = kept
  const has = (code: string) => answers.conditions.some((condition) => condition.code === code)
  const { id } = await tx.screening.create({
    data: {
      clinicId,
      id: newId(),
      clientId,
      screenedBy: memberId,
      answers,
      reasons,
      systolic: reading.systolic,
      diastolic: reading.diastolic,
      isPregnant: has('pregnancy'),
      hasClotHistory: has('blood-clot-history'),
      note,
      occurredAt: at,
    },
    select: { id: true },
  })
  return id
}

async function dayAt(tx: Tx, at: Date): Promise<CalendarDay> {
  const text = 'select clinic_day($1::timestamptz)::text as today'
  const [row] = await queryOf(tx)<{ today: CalendarDay }>({ name: 'day-at', text, values: [at] })
  if (!row) throw new Error('Every instant has its day.')
  return row.today
}
