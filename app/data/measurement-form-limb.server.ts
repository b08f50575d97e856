/** What is typed of a limb and of how it feels: its girth, how far a joint goes, pain, the score of a questionnaire. */
import { z } from 'zod'
import { sides } from '~/domain/limb'
import { girthSites, parseGirth } from '~/domain/measurement'
import {
  anotherInstrument,
  instrumentNamed,
  instruments,
  parseScale,
  type Scale,
  scaleOf,
} from '~/domain/measurement-instruments'
import { motionMovements } from '~/domain/measurement-movements'
import { parseDegrees, parsePoints } from '~/domain/measurement-values'
import {
  about,
  circumstances,
  type FormAsked,
  type Known,
  oneOf,
  oneSide,
  read,
} from './measurement-form-fields.server'
import { typedText } from './typed-text.server'

export function girthForm({ known }: FormAsked) {
  return z
    .object({
      ...about,
      kind: z.literal('girth'),
      site: oneOf(girthSites, known),
      side: oneSide,
      girth: read('Enter the girth.', 'Centimetres between 5 and 200, such as 48.5.', parseGirth),
      ...circumstances,
    })
    .transform(({ key, on, ...measured }) => ({ key, on, measured }))
}

export function motionForm({ known }: FormAsked) {
  return z
    .object({
      ...about,
      kind: z.literal('range-of-motion'),
      movement: oneOf(motionMovements, known),
      side: oneSide,
      moved: z.enum(['active', 'passive'], 'Choose one.'),
      degrees: read('Enter the degrees.', 'Whole degrees from -90 to 360, such as 118.', parseDegrees),
      ...circumstances,
    })
    .transform(({ key, on, moved, ...measured }) => ({
      key,
      on,
      measured: { ...measured, isPassive: moved === 'passive' },
    }))
}

export function painForm() {
  return z
    .object({
      ...about,
      kind: z.literal('pain'),
      side: z.enum(sides).default('both'),
      nrs: z.coerce.number('0 to 10.').int('A whole number.').min(0, '0 to 10.').max(10, '0 to 10.'),
    })
    .transform(({ key, on, ...measured }) => ({ key, on, measured }))
}

type Problem = {
  path: 'instrumentName' | 'scaleLow' | 'scaleHigh' | 'better' | 'points' | 'instrument'
  message: string
}
type TypedScore = {
  instrument: string
  instrumentName: string
  scaleLow?: string | undefined
  scaleHigh?: string | undefined
  better?: 'high' | 'low' | undefined
}

/** Which questionnaire, with its range: of the list, as the entry has it, or one that is typed with all of that. */
function chosen(typed: TypedScore, known: Known | null): { name: string; scale: Scale } | Problem {
  if (typed.instrument !== anotherInstrument) {
    const listed = instrumentNamed(typed.instrument)
    const scale = listed ? scaleOf(listed) : typed.instrument === known?.subject ? known.scale : null
    return scale ? { name: listed?.name ?? typed.instrument, scale } : { path: 'instrument', message: 'Choose one.' }
  }
  const { instrumentName: name, scaleLow = '', scaleHigh = '', better } = typed
  if (name === '') return { path: 'instrumentName', message: 'Enter its name.' }
  const range = parseScale(scaleLow, scaleHigh)
  if (!range) return { path: 'scaleHigh', message: 'Enter its lowest and highest score, the lower one first.' }
  return better
    ? { name: instrumentNamed(name)?.name ?? name, scale: { ...range, isHigherBetter: better === 'high' } }
    : { path: 'better', message: 'Choose one.' }
}

export function scoreForm({ known }: FormAsked) {
  const typed = z.object({
    ...about,
    kind: z.literal('score'),
    instrument: oneOf([...instruments.map(({ name }) => name), anotherInstrument], known),
    instrumentName: typedText(80),
    scaleLow: z.string().optional(),
    scaleHigh: z.string().optional(),
    better: z.enum(['high', 'low'], 'Choose one.').optional(),
    side: z.enum(sides).default('both'),
    points: read('Enter the score.', 'A number, with two decimals at most, such as 62 or 62.5.', parsePoints),
  })
  return typed.transform(({ key, on, kind, side, points, ...asked }, context) => {
    const found = chosen(asked, known)
    const problem =
      'path' in found ? found : outside(points.amount, found.scale, asked.instrument !== anotherInstrument)
    if (!problem && 'scale' in found) {
      return { key, on, measured: { kind, side, instrument: found.name, scale: found.scale, points } }
    }
    if (problem) context.addIssue({ code: 'custom', path: [problem.path], message: problem.message })
    return z.NEVER
  })
}

function outside(hundredths: number, { low, high }: Scale, isListed: boolean): Problem | null {
  if (hundredths >= low && hundredths <= high) return null
  const range = `from ${low / 100} to ${high / 100}`
  const message = isListed
    ? `On the list it goes ${range}, which is not verified. If yours differs, choose “Another” and type its range.`
    : `This questionnaire goes ${range}.`
  return { path: 'points', message }
}
