/** Which column of a file of tested maxima is what, how its days are written, and in which unit its loads are. */
import { Form } from '@remix-run/react'
import { neededOneRmFields, type OneRmField, oneRmFields } from '~/domain/one-rm-file'
import { type LoadUnit, loadUnits } from '~/domain/units'
import { RadioCards } from './choice'
import { FormErrors, Select } from './form'
import { oneRmFieldWords, wayOfDaysWords } from './one-rm-words'
import { SubmitButton } from './submit-button'

type Chosen = Partial<Record<OneRmField, number | null>> & { days?: string; loadUnit?: LoadUnit }

type Props = {
  columns: readonly string[]
  /** The first row, so that a column is known by what is in it. */
  example: readonly string[]
  suggested: Chosen
  /** What was sent and did not do. */
  typed: Record<string, unknown> | undefined
  errors: Record<string, string[]>
}

const unitWords: Record<LoadUnit, string> = { kg: 'kg', lb: 'lb' }

export function OneRmColumnsForm({ columns, example, suggested, typed, errors }: Props) {
  const options = columns.map((column, place) => ({
    value: String(place),
    label: `${column || `Column ${place + 1}`}${example[place] ? ` · ${shortened(example[place])}` : ''}`,
  }))
  const chosenFor = (field: OneRmField | 'days' | 'loadUnit') => String((typed ?? suggested)[field] ?? '')
  return (
    <Form method="post" className="form">
      <FormErrors errors={errors['']} />
      {oneRmFields.map((field) => {
        const isNeeded = neededOneRmFields.some((needed) => needed === field)
        const { label, hint, missing } = oneRmFieldWords[field]
        return (
          <Select
            key={field}
            name={field}
            id={field}
            label={label}
            hint={hint}
            placeholder={missing ?? 'Choose a column'}
            options={options}
            defaultValue={chosenFor(field)}
            errors={errors[field]}
            required={isNeeded}
            optional={!isNeeded}
          />
        )
      })}
      <RadioCards
        name="days"
        id="days"
        label="How is the day of a test written?"
        defaultValue={chosenFor('days')}
        errors={errors.days}
        options={Object.entries(wayOfDaysWords).map(([value, words]) => ({ value, ...words }))}
        required
      />
      <RadioCards
        name="loadUnit"
        id="loadUnit"
        label="In which unit are loads, where the file does not say?"
        hint="Ask whoever made the file if you are not sure: a dose may follow from it."
        defaultValue={chosenFor('loadUnit')}
        errors={errors.loadUnit}
        options={loadUnits.map((unit) => ({ value: unit, label: unitWords[unit] }))}
      />
      <div className="button-row">
        <SubmitButton pendingLabel="Reading …">Go on</SubmitButton>
      </div>
    </Form>
  )
}

function shortened(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)}…` : text
}
