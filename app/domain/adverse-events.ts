/** What a session may bring that is no red flag: recorded, without a hold (clinical-rules, "Not red flags"). */

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
} as const satisfies Record<string, AdverseEvent>

export type AdverseEventKind = keyof typeof adverseEvents
export const adverseEventKinds = Object.keys(adverseEvents) as AdverseEventKind[]

/** Soreness, swelling and less range together, or any of them growing: the clinician is told (ISSA). */
export function isForClinician(after: {
  hasSoreness: boolean
  hasSwelling: boolean
  hasLessRange: boolean
  isGrowing: boolean
}): boolean {
  const signs = [after.hasSoreness, after.hasSwelling, after.hasLessRange]
  return signs.every(Boolean) || (after.isGrowing && signs.some(Boolean))
}
