/** What a clinic sets for itself: each setting in one group, and a group is what one page saves. */
import type { FloorSettings } from './floor-settings'
import type { WindowSettings } from './rehab-window'
import type { Verdict } from './refusal'
import type { Formula } from './strength'
import type { LoadUnit } from './units'

export type ClinicFacts = { name: string; timeZone: string; locale: string; units: LoadUnit }
export type ClearanceRules = {
  clearanceValidDays: number
  screeningValidDays: number
  decisionTargetHours: number
  doctorForPrecautions: boolean
}
export type SignInRules = { idleMinutes: number; secondFactorDemanded: boolean }
/** Which formula estimates a maximum that was not tested. */
export type MeasuringRules = { oneRmFormula: Formula }
export type ClinicSettings = ClinicFacts &
  ClearanceRules &
  WindowSettings &
  FloorSettings &
  MeasuringRules &
  SignInRules
export type Setting = keyof ClinicSettings

/** What each group holds, and so what a page compares before it saves. */
export const settingsOf = {
  clinic: ['name', 'timeZone', 'locale', 'units'],
  clearance: ['clearanceValidDays', 'screeningValidDays', 'decisionTargetHours', 'doctorForPrecautions'],
  window: ['windowDays', 'closingFromDay', 'breachEscalationDays'],
  floor: ['emergencyNumber', 'onCallNumber', 'redFlagEscalationMinutes', 'lopValidDays', 'plateStepG'],
  measuring: ['oneRmFormula'],
  'sign-in': ['idleMinutes', 'secondFactorDemanded'],
} as const satisfies Record<string, readonly Setting[]>
export type SettingGroup = keyof typeof settingsOf
export type SettingsIn<Group extends SettingGroup> = Pick<ClinicSettings, (typeof settingsOf)[Group][number]>

/** The ways of writing days and numbers that a clinic may choose among; its pages stay in English. */
export const clinicLocales = [
  'en-GB',
  'en-US',
  'en-AU',
  'en-CA',
  'en-IE',
  'en-NZ',
  'en-ZA',
  'de-DE',
  'de-CH',
  'es-ES',
  'fr-FR',
  'it-IT',
  'nl-NL',
] as const

type Bounded = 'clearanceValidDays' | 'screeningValidDays' | 'decisionTargetHours' | 'idleMinutes'

/** Of a clearance and the idle time the longest is the limit of the product: a clinic may tighten it, never loosen it. */
export const settingBounds: Record<Bounded, { least: number; most: number }> = {
  clearanceValidDays: { least: 1, most: 30 },
  screeningValidDays: { least: 1, most: 365 },
  decisionTargetHours: { least: 1, most: 720 },
  idleMinutes: { least: 1, most: 60 },
}

function isWithin(setting: Bounded, value: number): boolean {
  const { least, most } = settingBounds[setting]
  return Number.isInteger(value) && value >= least && value <= most
}

/** What holds in a clinic that has set nothing: the widest a clinic may, where it may only tighten. */
export const usualSettings = {
  clearanceValidDays: 30,
  screeningValidDays: 28,
  decisionTargetHours: 48,
  doctorForPrecautions: false,
  windowDays: 21,
  closingFromDay: 15,
  breachEscalationDays: 3,
  redFlagEscalationMinutes: 30,
  lopValidDays: 14,
  oneRmFormula: 'epley',
  idleMinutes: 15,
  secondFactorDemanded: false,
} as const satisfies Partial<ClinicSettings>

/** Whether a clinic may be called, and tell the time, so; `timeZones` are the places there are. */
export function maySetClinic({ name, timeZone, locale }: ClinicFacts, timeZones: readonly string[]): Verdict {
  if (name.trim() === '' || name.length > 200) return { ok: false, why: 'clinic-name-missing' }
  if (!timeZones.includes(timeZone)) return { ok: false, why: 'time-zone-unknown' }
  return clinicLocales.some((one) => one === locale) ? { ok: true } : { ok: false, why: 'locale-unknown' }
}

/** Whether a clinic may set its clearances so. */
export function maySetClearance(asked: ClearanceRules): Verdict {
  if (!isWithin('clearanceValidDays', asked.clearanceValidDays))
    return { ok: false, why: 'clearance-days-out-of-range' }
  if (!isWithin('screeningValidDays', asked.screeningValidDays))
    return { ok: false, why: 'screening-days-out-of-range' }
  if (!isWithin('decisionTargetHours', asked.decisionTargetHours)) return { ok: false, why: 'target-out-of-range' }
  return { ok: true }
}

/** Whether it lets somebody stay longer, or in with less, than now: that wants the admin's password. */
export function loosensSignIn(now: SignInRules, asked: SignInRules): boolean {
  return asked.idleMinutes > now.idleMinutes || (now.secondFactorDemanded && !asked.secondFactorDemanded)
}

/** Whether an admin may set how people sign in. Who demands a second factor has one, and cannot lock themselves out. */
export function maySetSignIn(now: SignInRules, asked: SignInRules, by: { hasSecondFactor: boolean }): Verdict {
  if (!isWithin('idleMinutes', asked.idleMinutes)) return { ok: false, why: 'idle-time-out-of-range' }
  if (asked.secondFactorDemanded && !now.secondFactorDemanded && !by.hasSecondFactor) {
    return { ok: false, why: 'own-second-factor-missing' }
  }
  return { ok: true }
}

export type SettingValue = string | number | boolean | null
export type SettingChange = { setting: Setting; before: SettingValue; after: SettingValue }

/** What differs in a group between the settings a page was opened with and others; what was not given, differs. */
export function changesIn(
  group: SettingGroup,
  before: Partial<Record<Setting, SettingValue>>,
  after: Partial<Record<Setting, SettingValue>>,
): SettingChange[] {
  return settingsOf[group].flatMap((setting: Setting) => {
    const change = { setting, before: before[setting] ?? null, after: after[setting] ?? null }
    return change.before === change.after ? [] : [change]
  })
}
