/** By which exercise and side the programs are compared: in the address, by one small form. */
import { Form } from '@remix-run/react'
import type { ProgramComparison } from '~/domain/program-comparison'
import { Button } from '../button'
import { sideWords } from './side-words'

type ChoicesProps = Pick<ProgramComparison, 'choices' | 'exercise' | 'side'>

/** A side that the chosen exercise does not have gives the one in rehab. */
export function ComparisonChoices({ choices, exercise, side }: ChoicesProps) {
  if (choices.length === 0) return null
  const sides = choices.find((choice) => choice.exercise === exercise)?.sides ?? []
  return (
    <Form method="get" className="flex max-w-full flex-wrap items-center gap-2" preventScrollReset>
      <select
        key={`exercise ${exercise}`}
        name="exercise"
        aria-label="Exercise"
        defaultValue={exercise ?? ''}
        className="control min-h-9 w-auto min-w-0 max-w-56 py-1"
      >
        {choices.map((choice) => (
          <option key={choice.exercise}>{choice.exercise}</option>
        ))}
      </select>
      <select
        key={`side ${exercise} ${side}`}
        name="side"
        aria-label="Side"
        defaultValue={side ?? ''}
        className="control min-h-9 w-auto min-w-0 py-1"
      >
        {(['left', 'right', 'both'] as const).map((each) => (
          <option key={each} value={each}>
            {sideWords[each]}
            {sides.includes(each) ? '' : ' (none)'}
          </option>
        ))}
      </select>
      <Button type="submit" size="small">
        Show
      </Button>
    </Form>
  )
}
