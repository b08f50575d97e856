/** Each setting of a clinic in words, with its value and unit: on its page, and in the audit log. */
import type { clinicLocales, Setting, SettingChange, SettingValue } from '~/domain/clinic-settings'
import { formulaNames } from '~/domain/progress-words'
import { type LoadUnit, inUnit } from '~/domain/units'
import { isFormula } from './formula-words'

type Words = { label: string; says: (value: Exclude<SettingValue, null>, units: LoadUnit) => string }

const plain = String
const counted = (one: string, many: string) => (value: Exclude<SettingValue, null>) =>
  `${value} ${Number(value) === 1 ? one : many}`
const days = counted('day', 'days')
const minutes = counted('minute', 'minutes')
const yesOrNo = (value: Exclude<SettingValue, null>) => (value ? 'yes' : 'no')

export const settingWords: Record<Setting, Words> = {
  name: { label: 'Name', says: plain },
  timeZone: { label: 'Time zone', says: (value) => String(value).replaceAll('_', ' ') },
  locale: { label: 'Days and numbers', says: (value) => localeWords(String(value)) },
  units: { label: 'Loads in', says: (value) => unitWords[value === 'lb' ? 'lb' : 'kg'] },
  clearanceValidDays: { label: 'A clearance waits for its first session', says: days },
  screeningValidDays: { label: 'A screening counts for', says: days },
  decisionTargetHours: { label: 'A decision is due after', says: counted('hour', 'hours') },
  doctorForPrecautions: { label: 'A doctor decides on precautions', says: yesOrNo },
  windowDays: { label: 'Length of a window', says: days },
  closingFromDay: { label: 'A window is closing from', says: (value) => `day ${value}` },
  breachEscalationDays: { label: 'Admins hear of a breach after', says: days },
  emergencyNumber: { label: 'Emergency number', says: plain },
  onCallNumber: { label: 'On-call number', says: plain },
  redFlagEscalationMinutes: { label: 'An unseen red flag goes to everybody after', says: minutes },
  lopValidDays: { label: 'A measured LOP counts for', says: days },
  plateStepG: {
    label: 'Smallest step of the plates',
    says: (value, units) => `${inUnit(Number(value), units)} ${units}`,
  },
  oneRmFormula: {
    label: 'A maximum is estimated by',
    says: (value) => (isFormula(value) ? formulaNames[value] : String(value)),
  },
  idleMinutes: { label: 'Idle time', says: minutes },
  secondFactorDemanded: { label: 'Second factor demanded of clinicians and admins', says: yesOrNo },
}

export const unitWords: Record<LoadUnit, string> = { kg: 'kilograms', lb: 'pounds' }

const locales: Record<(typeof clinicLocales)[number], string> = {
  'en-GB': 'English, United Kingdom',
  'en-US': 'English, United States',
  'en-AU': 'English, Australia',
  'en-CA': 'English, Canada',
  'en-IE': 'English, Ireland',
  'en-NZ': 'English, New Zealand',
  'en-ZA': 'English, South Africa',
  'de-DE': 'German, Germany',
  'de-CH': 'German, Switzerland',
  'es-ES': 'Spanish, Spain',
  'fr-FR': 'French, France',
  'it-IT': 'Italian, Italy',
  'nl-NL': 'Dutch, Netherlands',
}

export function localeWords(locale: string): string {
  return (locales as Record<string, string>)[locale] ?? locale
}

/** A change as the settings pages say it, and the audit log: the setting, what it was and what it is. */
export function changeWords({ setting, before, after }: SettingChange, units: LoadUnit) {
  const { label, says } = settingWords[setting]
  const valueWords = (value: SettingValue) => (value === null ? 'unknown' : says(value, units))
  return { term: label, before: valueWords(before), after: valueWords(after) }
}

/** The setting a column of clinics is: `idle_minutes` is idleMinutes. Null for a column that is no setting. */
export function settingOfColumn(column: string): Setting | null {
  const name = column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  return isSetting(name) ? name : null
}

function isSetting(name: string): name is Setting {
  return Object.hasOwn(settingWords, name)
}
