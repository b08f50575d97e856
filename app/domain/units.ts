/** Loads in kilograms and pounds, kept as whole grams, so that what was entered is what is shown again. */

export const loadUnits = ['kg', 'lb'] as const
export type LoadUnit = (typeof loadUnits)[number]

/** The pound of 1959 is 453.59237 g exactly; in hundred-thousandths of a gram, to stay in whole numbers. */
const hundredThousandthsAUnit: Record<LoadUnit, number> = { kg: 100_000_000, lb: 45_359_237 }

/** Two tonnes: above every leg press ever reported. */
export const mostPlausibleLoadG = 2_000_000

/**
 * The unit a form was made in, as it says itself: whoever chose another one since typed under the old one's name.
 * A form that says none is in `now`.
 */
export function unitOfForm(said: unknown, now: LoadUnit): LoadUnit {
  return loadUnits.find((unit) => unit === said) ?? now
}

/** What somebody typed, with its meaning in grams. */
export type EnteredLoad = { loadG: number; enteredValue: string; enteredUnit: LoadUnit }

/**
 * A load as typed: digits with at most 3 decimals, a point or a comma before them, and a unit of its own if one was
 * typed (`135 lb`). A comma is a decimal one only before one or two digits: `1,000` may be a thousand, and is refused.
 * Null: not understood, negative, or above two tonnes.
 */
export function parseLoad(text: string, unit: LoadUnit): EnteredLoad | null {
  const typed = /^(\d{1,6})(?:\.(\d{1,3})|,(\d{1,2}))?\s*(kgs?|lbs?)?$/i.exec(text.trim())
  if (!typed) return null
  const [, whole = '', afterPoint = '', afterComma = '', typedUnit = ''] = typed
  const decimals = afterPoint || afterComma
  const enteredUnit = unitOf(typedUnit) ?? unit
  const loadG = toGrams(Number(whole) * 1000 + Number(decimals.padEnd(3, '0')), enteredUnit)
  if (loadG > mostPlausibleLoadG) return null
  return { loadG, enteredValue: decimals ? `${whole}.${decimals}` : whole, enteredUnit }
}

/** A load in kg or lb, to two decimals: as exact as grams allow, and the same again as what was entered so. */
export function inUnit(loadG: number, unit: LoadUnit): number {
  return Math.round((loadG * 10_000_000) / hundredThousandthsAUnit[unit]) / 100
}

/** The heaviest load the plates make that is not above this one: rounding never adds to a cleared dose. */
export function roundToPlates(loadG: number, stepG: number): number {
  return Math.floor(loadG / stepG) * stepG
}

function unitOf(typed: string): LoadUnit | null {
  return loadUnits.find((unit) => typed.toLowerCase().startsWith(unit)) ?? null
}

/** Thousandths of a unit to whole grams: within 2^53 up to 190,000 lb, far above what is plausible. */
function toGrams(thousandths: number, unit: LoadUnit): number {
  return Math.round((thousandths * hundredThousandthsAUnit[unit]) / 100_000_000)
}
