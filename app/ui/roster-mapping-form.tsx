/** Which column of a list is what, and how its birthdays are written. */
import { Form } from '@remix-run/react'
import { type DateOrder, dateOrders } from '~/domain/birth-date'
import { neededFields, type RosterField, type RosterMapping, rosterFields } from '~/domain/roster'
import { RadioCards } from './choice'
import { FormErrors, Select } from './form'
import { Notice } from './notice'
import { dateOrderWords, fieldWords } from './roster-words'
import { SubmitButton } from './submit-button'

type Props = {
  columns: readonly string[]
  /** The first row, so that a column is known by what is in it. */
  example: readonly string[]
  suggested: Partial<RosterMapping>
  isRemembered: boolean
  /** What was sent and did not do. */
  typed: Record<string, unknown> | undefined
  errors: Record<string, string[]>
}

export function RosterMappingForm({ columns, example, suggested, isRemembered, typed, errors }: Props) {
  const options = columns.map((column, place) => ({
    value: String(place),
    label: `${column || `Column ${place + 1}`}${example[place] ? ` · ${shortened(example[place])}` : ''}`,
  }))
  const chosenFor = (field: RosterField | 'dateOrder') =>
    typed ? String(typed[field] ?? '') : String(suggested[field] ?? '')
  return (
    <Form method="post" className="form">
      <FormErrors errors={errors['']} />
      {isRemembered ? (
        <Notice>Your clinic brought in a file with this first line before. It is set as it was then.</Notice>
      ) : null}
      {rosterFields.map((field) => {
        const isNeeded = neededFields.some((needed) => needed === field)
        return (
          <Select
            key={field}
            name={field}
            id={field}
            label={fieldWords[field]}
            placeholder={isNeeded ? 'Choose a column' : 'Not in this file'}
            options={options}
            defaultValue={chosenFor(field)}
            errors={errors[field]}
            required={isNeeded}
            optional={!isNeeded}
          />
        )
      })}
      <DateOrderField
        value={chosenFor('dateOrder')}
        example={exampleOf(suggested, example)}
        errors={errors.dateOrder}
      />
      <div className="button-row">
        <SubmitButton pendingLabel="Reading …">Show what would happen</SubmitButton>
      </div>
    </Form>
  )
}

function DateOrderField({ value, example, errors }: { value: string; example: string; errors: string[] | undefined }) {
  const both = example
    ? `The file does not say by itself: “${example}” may read both ways. Ask whoever made it if you are not sure.`
    : undefined
  return (
    <RadioCards
      name="dateOrder"
      id="dateOrder"
      label="How are dates of birth written?"
      hint={value === '' ? both : undefined}
      defaultValue={value}
      errors={errors}
      options={dateOrders.map((order: DateOrder) => ({ value: order, ...dateOrderWords[order] }))}
      required
    />
  )
}

function exampleOf({ birthDate }: Partial<RosterMapping>, example: readonly string[]): string {
  return typeof birthDate === 'number' ? shortened(example[birthDate] ?? '') : ''
}

function shortened(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)}…` : text
}
