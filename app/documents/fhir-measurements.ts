/** A measurement as an Observation: its value in UCUM, and all that was entered beside it. */
import { numberIn, type RecordRow, wordsIn } from '~/domain/whole-record'
import { during, observation } from './fhir-observations'
import {
  coded,
  extensionsOf,
  performedBy,
  quantity,
  type Reference,
  type Resource,
  systems,
  textOnly,
} from './fhir-values'

/** Pain alone has a code of LOINC that is certain to mean just this. */
function codeOf(row: RecordRow): object {
  const movement = wordsIn(row, 'movement') ?? ''
  switch (row.kind) {
    case 'pain':
      return coded(systems.loinc, '72514-3', 'Pain severity - 0-10 verbal numeric rating [Score] - Reported')
    case 'girth':
      return textOnly('Girth of a limb')
    case 'one-rm':
      return textOnly('One repetition maximum, tested')
    case 'rep-max':
      return textOnly('Set to the limit, of 10 repetitions or fewer')
    case 'endurance':
      return textOnly('Repetitions at a fixed load')
    case 'isometric-force':
      return textOnly(`Isometric force: ${movement}`)
    case 'range-of-motion':
      return textOnly(`Range of motion, ${row.is_passive === true ? 'passive' : 'active'}: ${movement}`)
    default:
      return textOnly(`Score: ${wordsIn(row, 'instrument') ?? ''}`)
  }
}

function amountOf(row: RecordRow): object {
  const amount = numberIn(row, 'amount') ?? 0
  switch (row.kind) {
    case 'girth':
      return quantity(amount / 10, 'cm')
    case 'pain':
      return quantity(amount, '{score}', 'NRS 0-10')
    case 'isometric-force':
      return quantity(amount / 1000, 'N')
    case 'range-of-motion':
      return quantity(amount, 'deg')
    case 'score':
      return points(amount)
    default:
      return quantity(amount / 1000, 'kg')
  }
}

const part = (text: string, valueQuantity: object) => ({ code: textOnly(text), valueQuantity })
const points = (hundredths: number) => quantity(hundredths / 100, '{score}', 'points')

/** A set is its load and its repetitions, neither of them the value; a score reads by the range of its questionnaire. */
function heldOf(row: RecordRow): object {
  const [reps, low, high] = ['reps', 'scale_low', 'scale_high'].map((column) => numberIn(row, column))
  if (typeof reps === 'number') {
    const counted = part('Repetitions', quantity(reps, '{repetitions}', 'repetitions'))
    return { component: [counted, part('Load', amountOf(row))] }
  }
  if (typeof low !== 'number' || typeof high !== 'number') return { valueQuantity: amountOf(row) }
  const range = [part('Lowest score there is', points(low)), part('Highest score there is', points(high))]
  return { valueQuantity: amountOf(row), component: range }
}

function deviceOf(row: RecordRow): object {
  const device = wordsIn(row, 'device')
  return device ? { device: { display: device } } : {}
}

/** Entered value and unit stay beside the amount in UCUM. */
export function measurement(row: RecordRow, subject: Reference): Resource {
  return observation(row, subject, {
    code: codeOf(row),
    ...heldOf(row),
    ...deviceOf(row),
    ...performedBy(row, 'measured_by'),
    ...during(row),
    ...extensionsOf(row, ['occurred_at', 'measured_by', 'session_id', 'client_id', 'device', 'movement', 'instrument']),
  })
}
