/** What is asked for each kind of goal. */
import type { GoalKind } from '~/domain/goal'
import { RadioCards } from '../choice'
import { type FieldMeta, typedValue } from '../field'
import { LoadUnitSaid, Select, TextInput } from '../form'
import { type ClinicFormat, formatNumber } from '../format'
import { aimWords } from './goal-words'

export type GoalFieldNames = 'subject' | 'side' | 'amount'

type Choices = {
  measured: readonly string[]
  others: readonly string[]
  scales: readonly { instrument: string; low: number; high: number }[]
}

type Props = { kind: GoalKind; fields: Record<GoalFieldNames, FieldMeta>; choices: Choices; format: ClinicFormat }

const sideOptions = [
  { value: 'left', label: 'Left' },
  { value: 'right', label: 'Right' },
  { value: 'both', label: 'Both' },
]
/** A questionnaire has its range beside it: "LEFS, 0 to 80"; that of the list alone is nobody's word. */
function optionsOf({ measured, others, scales }: Choices, format: ClinicFormat) {
  const points = (hundredths: number) => formatNumber(hundredths / 100, format, 2)
  return [...measured, ...others].map((name) => {
    const scale = scales.find(({ instrument }) => instrument === name)
    const doubt = measured.includes(name) ? '' : ' (not verified)'
    return { value: name, label: scale ? `${name}, ${points(scale.low)} to ${points(scale.high)}${doubt}` : name }
  })
}

/** Of pain and of a questionnaire a side is not asked: they are of the person, unless the link said otherwise. */
const isOfAPerson = (kind: GoalKind) => kind === 'pain' || kind === 'score'

export function GoalFields({ kind, fields, choices, format }: Props) {
  const { subject, amount, hint } = aimWords[kind]
  const sides = kind === 'girth' ? sideOptions.slice(0, 2) : sideOptions
  return (
    <>
      {subject ? (
        <Select
          field={fields.subject}
          label={subject}
          hint={choices.measured.length > 0 ? 'What this client was measured with stands first.' : undefined}
          placeholder="Choose"
          options={optionsOf(choices, format)}
          required
        />
      ) : null}
      {isOfAPerson(kind) ? (
        <input type="hidden" name="side" value={typedValue(fields.side) || 'both'} />
      ) : (
        <RadioCards field={fields.side} label="Side" options={sides} required />
      )}
      <LoadUnitSaid unit={format.units} />
      <TextInput
        field={fields.amount}
        label={amount(format.units)}
        hint={hint}
        inputMode={kind === 'isometric-force' || kind === 'one-rm' ? 'text' : 'decimal'}
        maxLength={20}
        autoComplete="off"
        required
      />
    </>
  )
}
