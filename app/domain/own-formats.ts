/** How one person reads dates, times, numbers and loads, where that is not as their clinic does. Words are always English. */
import type { LoadUnit } from './units'

/** English as it is written in a place: the order of a date, 12 or 24 hours, the decimal sign. */
export const formatLocales = {
  'en-AU': 'Australia',
  'en-AT': 'Austria',
  'en-BE': 'Belgium',
  'en-CA': 'Canada',
  'en-DK': 'Denmark',
  'en-FI': 'Finland',
  'en-DE': 'Germany',
  'en-IN': 'India',
  'en-IE': 'Ireland',
  'en-NL': 'Netherlands',
  'en-NZ': 'New Zealand',
  'en-SG': 'Singapore',
  'en-ZA': 'South Africa',
  'en-SE': 'Sweden',
  'en-CH': 'Switzerland',
  'en-GB': 'United Kingdom',
  'en-US': 'United States',
} as const

export type FormatLocale = keyof typeof formatLocales
export const formatLocaleNames = Object.keys(formatLocales) as FormatLocale[]

/** Null is as the clinic does. */
export type OwnFormats = { locale: FormatLocale | null; units: LoadUnit | null; timeZone: string | null }
