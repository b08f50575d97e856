/** The score of a questionnaire: one of the list, or another that is typed with its range and its better end. */
import { anotherInstrument, instruments } from '~/domain/measurement-instruments'
import { RadioCards } from '../choice'
import { Select, TextInput } from '../form'
import { type FieldsProps, optionsOf } from './circumstances'

const about = new Map(
  instruments.map(({ name, low, high, isHigherBetter }) => [
    name,
    `${name} (${low} to ${high}, ${isHigherBetter ? 'higher' : 'lower'} is better)`,
  ]),
)

const sides = [
  { value: 'both', label: 'Neither', hint: 'It asks of the person, or of both.' },
  { value: 'left', label: 'Left' },
  { value: 'right', label: 'Right' },
]

const betterEnds = [
  { value: 'high', label: 'A higher score is better' },
  { value: 'low', label: 'A lower score is better' },
]

const typed = { inputMode: 'decimal', autoComplete: 'off', maxLength: 9 } as const

export function ScoreFields({ fields, known }: FieldsProps) {
  const listed = optionsOf([...about.keys()], known).map(({ value }) => ({ value, label: about.get(value) ?? value }))
  const options = [...listed, { value: anotherInstrument, label: 'Another, or another range' }]
  const side = typeof fields.side.initialValue === 'string' ? fields.side.initialValue : 'both'
  return (
    <>
      <Select
        field={fields.instrument}
        label="Questionnaire"
        hint="The ranges on this list are not verified. If your form has another, choose “Another” and type it."
        placeholder="Choose"
        options={options}
        required
      />
      <fieldset className="another-instrument form">
        <legend className="field-label mb-2">If it is not on the list, or its range is another</legend>
        <TextInput field={fields.instrumentName} label="Its short name" maxLength={80} autoComplete="off" />
        <div className="form-row">
          <TextInput field={fields.scaleLow} label="Lowest score" {...typed} />
          <TextInput field={fields.scaleHigh} label="Highest score" {...typed} />
        </div>
        <RadioCards field={fields.better} label="Which end is good?" options={betterEnds} />
      </fieldset>
      <RadioCards field={fields.side} label="Of which side?" options={sides} defaultValue={side} required />
      <TextInput field={fields.points} label="Score" hint="As it comes out of its own rules: 62" {...typed} required />
    </>
  )
}
