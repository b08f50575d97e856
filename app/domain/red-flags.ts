/** Red flags: a sign, what it may be, what to do at once, and who is told; and what is recorded without a hold. */
import { also, type Citation, house, issa } from './rule-book/sources'

export type Urgency = 'emergency' | 'doctor-today' | 'clinician-today'

/**
 * `needsMedicalAssessment`: the hold is lifted only by naming who assessed the client, when, and with what result.
 * `mayBeClot`: that assessment may have confirmed a clot, which is a history of clots from then on.
 */
export type RedFlag = Citation & {
  name: string
  mayBe: string
  advice: string
  urgency: Urgency
  needsMedicalAssessment: boolean
  mayBeClot: boolean
}

/** Said first with every sign. The wording is not verified: a clinic reviews it before use. */
export const alwaysAdvice = 'Cuff off. Stop. Do not restart.'

const emergency = {
  advice: 'Call the emergency number now.',
  urgency: 'emergency',
  needsMedicalAssessment: true,
} as const
const doctorToday = {
  advice: 'To be seen by a doctor today.',
  urgency: 'doctor-today',
  needsMedicalAssessment: true,
} as const
const clinicianToday = { advice: 'To be seen by a clinician today.', urgency: 'clinician-today' } as const

const heart = { mayBe: 'clot in the lung, heart', mayBeClot: true, ...emergency, ...issa } as const
const stroke = { mayBe: 'stroke', mayBeClot: false, ...emergency, ...issa } as const
const clot = {
  mayBe: 'blood clot (DVT)',
  mayBeClot: true,
  ...doctorToday,
  ...also(issa, 'secondary source'),
} as const
const muscle = {
  mayBe: 'rhabdomyolysis: seen after a first session, 24-72 hours on',
  mayBeClot: false,
  ...doctorToday,
  ...also(issa, 'Tabata'),
} as const

export const redFlags = {
  'chest-pain': { name: 'Chest pain', ...heart },
  breathlessness: { name: 'Breathlessness', ...heart },
  'one-sided-weakness': { name: 'Weakness on one side', ...stroke },
  'trouble-speaking': { name: 'Trouble speaking', ...stroke },
  'calf-pain': { name: 'Calf pain', ...clot },
  'limb-swelling': { name: 'Swollen limb', ...clot },
  'limb-warmth': { name: 'Warm limb', ...clot },
  'limb-redness': { name: 'Red limb', ...clot },
  'bluish-limb': { name: 'Bluish limb', ...clot },
  'dark-or-less-urine': { name: 'Dark urine, or less of it', ...muscle },
  'pain-out-of-proportion': { name: 'Pain out of proportion', ...muscle },
  'marked-weakness-or-stiffness': { name: 'Marked weakness or stiffness', ...muscle },
  'numbness-or-weakness-that-stays': {
    name: 'Numbness or weakness that stays',
    mayBe: 'nerve',
    ...clinicianToday,
    needsMedicalAssessment: false,
    mayBeClot: false,
    ...issa,
  },
  fainting: {
    name: 'Fainting',
    mayBe: '',
    ...clinicianToday,
    needsMedicalAssessment: true,
    mayBeClot: false,
    ...house,
  },
} as const satisfies Record<string, RedFlag>

export type RedFlagSign = keyof typeof redFlags
export const redFlagSigns = Object.keys(redFlags) as RedFlagSign[]

/** What the page shows at the first tap. */
export function redFlagOf(sign: RedFlagSign): RedFlag {
  return redFlags[sign]
}

/** Whether lifting the hold needs a medical assessment: any one of the signs is enough. */
export function needsMedicalAssessment(signs: readonly RedFlagSign[]): boolean {
  return signs.some((sign) => redFlags[sign].needsMedicalAssessment)
}

export function isRedFlagSign(word: string): word is RedFlagSign {
  return Object.hasOwn(redFlags, word)
}

/** The flag of a sign as it was kept; null for a word that is none of ours. */
export function knownRedFlag(sign: string): RedFlag | null {
  return isRedFlagSign(sign) ? redFlags[sign] : null
}
