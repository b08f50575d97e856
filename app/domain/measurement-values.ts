/** What is measured, as it is typed: each value understood, or null, with its whole number in the unit it is kept in. */

/** `enteredValue` is what was typed, with a point before its decimals. */
export type Entered<Unit extends string = string> = { amount: number; enteredValue: string; enteredUnit: Unit }

/**
 * Digits with at most so many decimals after a point, or one or two after a comma, and letters for a unit. A comma before
 * three digits may be one of thousands, and is not understood. `thousandths` are of the unit.
 */
function readNumber(text: string, decimals: number) {
  const typed = /^([-\u2212]?)(\d{1,6})(?:\.(\d{1,3})|,(\d{1,2}))?\s*([a-z°]*)$/i.exec(text.trim())
  if (!typed) return null
  const [, sign = '', whole = '', afterPoint = '', afterComma = '', unit = ''] = typed
  const fraction = afterPoint || afterComma
  if (fraction.length > decimals) return null
  const size = Number(whole) * 1000 + Number(fraction.padEnd(3, '0'))
  const isNegative = sign !== '' && size > 0
  const enteredValue = `${isNegative ? '-' : ''}${Number(whole)}${fraction ? `.${fraction}` : ''}`
  return { thousandths: isNegative ? -size : size, enteredValue, unit: unit.toLowerCase() }
}

export const forceUnits = ['N', 'kg', 'lb'] as const
export type ForceUnit = (typeof forceUnits)[number]

/** Standard gravity is 9.80665 m/s2, and the pound of 1959 is 0.45359237 kg: millinewtons a thousandth of a unit. */
const millinewtonsAThousandth: Record<ForceUnit, number> = { N: 1, kg: 9.80665, lb: 4.4482216152605 }
const forceNames: Record<string, ForceUnit> = { n: 'N', kg: 'kg', kgf: 'kg', kgs: 'kg', lb: 'lb', lbf: 'lb', lbs: 'lb' }

/** 20 kN: twice what any dynamometer of a clinic goes to. */
const mostForceMillinewtons = 20_000_000

/** The force of a hold, in whole millinewtons: `212`, `21.6 kg`. Null: not understood, none, or above 20 kN. */
export function parseForce(text: string, unit: ForceUnit): Entered<ForceUnit> | null {
  const read = readNumber(text, 3)
  const enteredUnit = read?.unit ? forceNames[read.unit] : unit
  if (!read || !enteredUnit) return null
  const amount = Math.round(read.thousandths * millinewtonsAThousandth[enteredUnit])
  return amount >= 1 && amount <= mostForceMillinewtons
    ? { amount, enteredValue: read.enteredValue, enteredUnit }
    : null
}

/** Degrees from neutral that a goniometer may show; below 0 where a joint does not get as far as neutral. */
export const leastDegrees = -90
export const mostDegrees = 360

/** An angle in whole degrees: `118`, `-5`, `118°`. */
export function parseDegrees(text: string): Entered<'deg'> | null {
  const read = readNumber(text, 0)
  if (!read || !['', '°', 'deg'].includes(read.unit)) return null
  const amount = read.thousandths / 1000
  return amount >= leastDegrees && amount <= mostDegrees
    ? { amount, enteredValue: read.enteredValue, enteredUnit: 'deg' }
    : null
}

/** Ten thousand points either way, in hundredths: no questionnaire counts further. */
const mostHundredths = 1_000_000

/** Points in whole hundredths: `62`, `62.5`, `-3,25`. */
export function parsePoints(text: string): Entered<'points'> | null {
  const read = readNumber(text, 2)
  if (read?.unit !== '' || Math.abs(read.thousandths) > mostHundredths * 10) return null
  return { amount: read.thousandths / 10, enteredValue: read.enteredValue, enteredUnit: 'points' }
}

/** Whole repetitions, none among them: somebody tried. */
export function parseReps(text: string): number | null {
  return /^\d{1,4}$/.test(text.trim()) ? Number(text) : null
}

/** How hard it was, 0 to 10, to the half. */
export function parseRpe(text: string): number | null {
  const read = readNumber(text, 1)
  if (read?.unit !== '' || read.thousandths < 0 || read.thousandths > 10_000) return null
  return read.thousandths % 500 === 0 ? read.thousandths / 1000 : null
}
