/** What other settings would do to what is there already, counted before they are saved. */
import { type Actor, readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import type { ClearanceRules, ClinicSettings, MeasuringRules, SignInRules } from '~/domain/clinic-settings'
import type { FloorSettings } from '~/domain/floor-settings'
import type { Verdict } from '~/domain/refusal'
import type { WindowSettings } from '~/domain/rehab-window'
import { agreementOf, type SettingEffect, type SettingEffectKind } from '~/domain/setting-effects'
import { clinicSettings } from './clinic-settings.server'
import { countWithoutFactor } from './sign-in-settings.server'

type Counts = Partial<Record<SettingEffectKind, number>>

const clearanceText = `
with newest as (
  select clinic_day(now()) - n.screened_on as age from clients c
  cross join lateral (select s.screened_on from screenings s where s.clinic_id = c.clinic_id and s.client_id = c.id
    order by s.seq desc limit 1) n
  where c.clinic_id = current_clinic())
select (select count(*) from newest where age <= $1::integer and age > $2::integer) as "screenings-stale",
  (select count(*) from newest where age > $1::integer and age <= $2::integer) as "screenings-count-again",
  (select count(*) from versions v where v.clinic_id = current_clinic() and v.status = 'submitted'
     and v.submitted_at > now() - make_interval(hours => $3::integer)
     and v.submitted_at <= now() - make_interval(hours => $4::integer)) as "decisions-late",
  (select count(*) from versions v where v.clinic_id = current_clinic() and v.status = 'submitted' and v.outcome = 'precaution'
     and $5::boolean and not $6::boolean) as "decisions-for-doctors",
  (select count(*) from versions v where v.clinic_id = current_clinic() and v.status = 'submitted' and v.outcome = 'precaution'
     and $6::boolean and not $5::boolean) as "decisions-for-all"`

export function clearanceEffects(query: Query, now: ClinicSettings, asked: ClearanceRules): Promise<SettingEffect[]> {
  const values = [
    ...[now.screeningValidDays, asked.screeningValidDays],
    ...[now.decisionTargetHours, asked.decisionTargetHours],
    ...[asked.doctorForPrecautions, now.doctorForPrecautions],
  ]
  return counted(query, { name: 'clearance-effects', text: clearanceText, values })
}

const windowText = `select count(distinct w.program_id) as "windows-past" from rehab_windows w
  where w.clinic_id = current_clinic() and w.is_running and w.review_on > clinic_day(now())
    and w.review_on - $1::integer + $2::integer <= clinic_day(now())`

/** Windows that would be past today. One that was reviewed keeps the day of its next review, so it is not counted late. */
export function windowEffects(query: Query, now: ClinicSettings, asked: WindowSettings): Promise<SettingEffect[]> {
  const values = [now.windowDays, asked.windowDays]
  return counted(query, { name: 'window-effects', text: windowText, values })
}

const floorText = `select count(*) as "red-flags-escalate" from unanswered_red_flags f
  where f.clinic_id = current_clinic() and f.escalated_at is null
    and f.raised_at > now() - make_interval(mins => $1::integer) and f.raised_at <= now() - make_interval(mins => $2::integer)`

export function floorEffects(query: Query, now: ClinicSettings, asked: FloorSettings): Promise<SettingEffect[]> {
  const values = [now.redFlagEscalationMinutes, asked.redFlagEscalationMinutes]
  return counted(query, { name: 'floor-effects', text: floorText, values })
}

export async function measuringEffects(
  _query: Query,
  { oneRmFormula: from }: MeasuringRules,
  { oneRmFormula: to }: MeasuringRules,
): Promise<SettingEffect[]> {
  return from === to ? [] : [{ kind: 'formula-changes', from, to }]
}

export async function signInEffects(query: Query, now: SignInRules, asked: SignInRules): Promise<SettingEffect[]> {
  if (!asked.secondFactorDemanded || now.secondFactorDemanded) return []
  return effectsOf({ 'factors-missing': await countWithoutFactor(query) })
}

async function counted(query: Query, named: { name: string; text: string; values: unknown[] }) {
  const [counts] = await query<Counts>(named)
  return effectsOf(counts ?? {})
}

function effectsOf(counts: Counts): SettingEffect[] {
  const entries = Object.entries(counts) as [SettingEffectKind, number][]
  return entries.flatMap(([kind, count]) => (count > 0 ? [{ kind, count }] : []))
}

type EffectsOf<Asked> = (query: Query, now: ClinicSettings, asked: Asked) => Promise<SettingEffect[]>

/**
 * What saving would do, where it was not read and agreed to yet; null when there is nothing to read, or when these
 * settings may not be saved at all, which the command then says.
 */
export async function unreadEffects<Asked extends { agreed?: string | undefined }>(
  member: Actor,
  may: Verdict,
  asked: Asked,
  effectsOf: EffectsOf<Asked>,
): Promise<SettingEffect[] | null> {
  if (!may.ok) return null
  const effects = await readClinic(member, async (query) => effectsOf(query, await clinicSettings(query), asked))
  return effects.length === 0 || agreementOf(effects) === asked.agreed ? null : effects
}
