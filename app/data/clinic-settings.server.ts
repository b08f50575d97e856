/** The settings of a clinic: read in one statement, saved a group at a time, and never over what somebody saved meanwhile. */
import { z } from 'zod'
import type { Tx } from '~/database/client.server'
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import {
  type ClearanceRules,
  type ClinicFacts,
  type ClinicSettings,
  changesIn,
  maySetClearance,
  maySetClinic,
  type MeasuringRules,
  type Setting,
  type SettingChange,
  type SettingGroup,
  type SettingsIn,
  settingsOf,
} from '~/domain/clinic-settings'
import { type FloorSettings, maySetFloor } from '~/domain/floor-settings'
import type { Verdict } from '~/domain/refusal'
import { maySetWindow, type WindowSettings } from '~/domain/rehab-window'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { queryOf } from './rule-facts.server'
import { timeZones } from './time-zones.server'

/** `was` is what a form was opened with. */
export type AskedSettings<Group extends SettingGroup> = { key: string; was: string; asked: SettingsIn<Group> }

const text = `select name, time_zone as "timeZone", locale, units, clearance_valid_days as "clearanceValidDays",
  screening_valid_days as "screeningValidDays", decision_target_hours as "decisionTargetHours",
  doctor_for_precautions as "doctorForPrecautions", window_days as "windowDays", closing_from_day as "closingFromDay",
  breach_escalation_days as "breachEscalationDays", red_flag_escalation_minutes as "redFlagEscalationMinutes",
  plate_step_g as "plateStepG", lop_valid_days as "lopValidDays", emergency_number as "emergencyNumber",
  on_call_number as "onCallNumber", one_rm_formula as "oneRmFormula", idle_minutes as "idleMinutes", second_factor_demanded as "secondFactorDemanded"
from clinics where id = current_clinic()`

export async function clinicSettings(query: Query): Promise<ClinicSettings> {
  const [settings] = await query<ClinicSettings>({ name: 'clinic-settings', text, values: [] })
  if (!settings) throw new Error('A member has a clinic.')
  return settings
}

/** What a page opens its form with: the settings of its group, and the same as it goes into the form and comes back. */
export async function openSettings<Group extends SettingGroup>(query: Query, group: Group) {
  const now = await clinicSettings(query)
  const entries = settingsOf[group].map((setting: Setting) => [setting, now[setting]])
  return { settings: Object.fromEntries(entries) as SettingsIn<Group>, was: wasOf(group, now) }
}

function wasOf(group: SettingGroup, settings: ClinicSettings): string {
  return JSON.stringify(Object.fromEntries(settingsOf[group].map((setting) => [setting, settings[setting]])))
}

const Was = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

function changedSince(group: SettingGroup, was: string, now: ClinicSettings): SettingChange[] {
  let told: unknown = null
  try {
    told = JSON.parse(was)
  } catch {
    // What is no JSON says of nothing what it was: all of the group counts as changed.
  }
  const before: Partial<Record<Setting, string | number | boolean>> = Was.catch({}).parse(told)
  return changesIn(group, before, now)
}

/** After 'settings-changed': what somebody else saved, and the `was` with which it may be saved over knowingly. */
export function settingsMeanwhile(
  member: Acting,
  group: SettingGroup,
  was: string,
): Promise<{ changed: SettingChange[]; was: string }> {
  return readClinic(member, async (query) => {
    const now = await clinicSettings(query)
    return { changed: changedSince(group, was, now), was: wasOf(group, now) }
  })
}

type Saving = { tx: Tx; now: ClinicSettings }

/** A command of an admin on one group; `work` saves. */
export function saveSettings<Group extends SettingGroup>(
  member: Acting,
  group: Group,
  { key, was, asked }: AskedSettings<Group>,
  work: (saving: Saving) => Promise<Verdict>,
): Promise<Outcome> {
  return command(member, { key, name: `clinic:${group}`, body: asked }, async (tx): Promise<Outcome> => {
    if (!member.roles.includes('admin')) return { ok: false, why: 'not-your-role' }
    const now = await clinicSettings(queryOf(tx))
    if (changedSince(group, was, now).length > 0) return { ok: false, why: 'settings-changed' }
    return work({ tx, now })
  })
}

/** Saves a group as it was asked for, where the domain allows it. */
function saveAsked<Group extends Exclude<SettingGroup, 'sign-in'>>(
  member: Acting,
  group: Group,
  form: AskedSettings<Group>,
  may: (saving: Saving) => Promise<Verdict> | Verdict,
): Promise<Outcome> {
  return saveSettings(member, group, form, async (saving) => {
    const verdict = await may(saving)
    if (!verdict.ok) return verdict
    await saving.tx.clinic.update({ where: { id: member.clinicId }, data: form.asked, select: { id: true } })
    return { ok: true }
  })
}

type Form<Settings> = Settings & { key: string; was: string }

export function setClinic(member: Acting, { key, was, ...asked }: Form<ClinicFacts>): Promise<Outcome> {
  return saveAsked(member, 'clinic', { key, was, asked }, async ({ tx, now }) => {
    // What the clinic has already stays a choice, wherever it came from.
    const may = maySetClinic(asked, [...timeZones(), now.timeZone])
    if (!may.ok || asked.timeZone === now.timeZone) return may
    return (await isKnownZone(tx, asked.timeZone)) ? may : { ok: false, why: 'time-zone-unknown' }
  })
}

export function setClearance(member: Acting, { key, was, ...asked }: Form<ClearanceRules>): Promise<Outcome> {
  return saveAsked(member, 'clearance', { key, was, asked }, () => maySetClearance(asked))
}

/** The days of all running windows follow in the same transaction, by trigger. */
export function setWindow(member: Acting, { key, was, ...asked }: Form<WindowSettings>): Promise<Outcome> {
  return saveAsked(member, 'window', { key, was, asked }, () => maySetWindow(asked))
}

/** What is saved holds at once, for flags that are unanswered already among the rest. */
export function setFloor(member: Acting, { key, was, ...asked }: Form<FloorSettings>): Promise<Outcome> {
  return saveAsked(member, 'floor', { key, was, asked }, () => maySetFloor(asked))
}

export function setMeasuring(member: Acting, { key, was, ...asked }: Form<MeasuringRules>): Promise<Outcome> {
  return saveAsked(member, 'measuring', { key, was, asked }, () => ({ ok: true }))
}

async function isKnownZone(tx: Tx, zone: string): Promise<boolean> {
  const found = await tx.$queryRaw<object[]>`select 1 from pg_timezone_names where name = ${zone}`
  return found.length > 0
}
