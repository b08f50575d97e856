/** What a session may bring that is no red flag: recorded, without a hold (clinical-rules, "Not red flags"). */
import type { Verdict } from './refusal'

export type AdverseEvent = { name: string; says: string; source: string }

export const adverseEvents = {
  dizziness: {
    name: 'Dizziness',
    says: 'Deflate, sit down, end the session.',
    source: 'Patterson & Brandner 2018: 14.6 %',
  },
  'soreness-next-day': {
    name: 'Soreness the next day',
    says: 'To be expected.',
    source: 'Patterson & Brandner 2018: 39 %',
  },
  'tingling-during-restriction': {
    name: 'Short tingling while the cuff is on',
    says: 'To be expected.',
    source: 'Not verified',
  },
  'small-bruises-under-cuff': {
    name: 'Small bruises under the cuff',
    says: 'To be expected.',
    source: 'Not verified',
  },
  'after-effects': {
    name: 'Soreness, swelling or less range afterwards',
    says: 'All three together, or any of them growing: the clinician is told.',
    source: 'ISSA',
  },
} as const satisfies Record<string, AdverseEvent>

export type AdverseEventKind = keyof typeof adverseEvents
export const adverseEventKinds = Object.keys(adverseEvents) as AdverseEventKind[]

/** `isGrowing`: one of them at least is getting worse. */
export type AfterEffects = { hasSoreness: boolean; hasSwelling: boolean; hasLessRange: boolean; isGrowing: boolean }

/** As it is shown with a session; `after` null: of another kind. */
export type AdverseRecord = { id: string; kind: string; note: string; after: AfterEffects | null }

export const noAfterEffects: AfterEffects = {
  hasSoreness: false,
  hasSwelling: false,
  hasLessRange: false,
  isGrowing: false,
}

/** Soreness, swelling and less range together, or any of them growing: the clinician is told (ISSA). */
export function isForClinician({ hasSoreness, hasSwelling, hasLessRange, isGrowing }: AfterEffects): boolean {
  const signs = [hasSoreness, hasSwelling, hasLessRange]
  return signs.every(Boolean) || (isGrowing && signs.some(Boolean))
}

/** Whether this may be recorded so: after-effects name at least one sign, and no other kind has any. */
export function mayRecord(kind: AdverseEventKind, after: AfterEffects): Verdict {
  const isNamed = after.hasSoreness || after.hasSwelling || after.hasLessRange
  if (kind === 'after-effects') return isNamed ? { ok: true } : { ok: false, why: 'after-effects-unnamed' }
  return isNamed || after.isGrowing ? { ok: false, why: 'after-effects-unexpected' } : { ok: true }
}
