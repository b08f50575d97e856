/** What goes into a report: how far back, and which exercises; all of it in the address. */
import { Form } from '@remix-run/react'
import { type Range, ranges } from '~/domain/progress-range'
import type { TrainedExercise } from '~/domain/progress-shown'
import { Button } from '../button'
import { rangeWords } from '../range-words'

type ChoicesProps = { range: Range; exercises: readonly TrainedExercise[]; chosen: readonly string[]; most: number }

/** So many are seen at once; the rest of a long log is behind one touch. */
const shownAtOnce = 8

export function ReportChoices({ range, exercises, chosen, most }: ChoicesProps) {
  const inOrder = [
    ...exercises.filter(({ exercise }) => chosen.includes(exercise)),
    ...exercises.filter(({ exercise }) => !chosen.includes(exercise)),
  ]
  const more = inOrder.slice(shownAtOnce)
  return (
    <Form method="get" className="form" preventScrollReset>
      <div className="field">
        <label htmlFor="report-range">How far back?</label>
        <select id="report-range" name="range" key={range} defaultValue={range} className="control max-w-56">
          {ranges.map((each) => (
            <option key={each} value={each}>
              {rangeWords[each]}
            </option>
          ))}
        </select>
      </div>
      {exercises.length > 0 ? (
        <fieldset className="field">
          <legend>Which exercises? Up to {most}.</legend>
          <Boxes exercises={inOrder.slice(0, shownAtOnce)} chosen={chosen} />
          {more.length > 0 ? (
            <details>
              <summary>
                {more.length} more {more.length === 1 ? 'exercise' : 'exercises'}
              </summary>
              <Boxes exercises={more} chosen={chosen} />
            </details>
          ) : null}
        </fieldset>
      ) : null}
      <div>
        <Button type="submit">Show what it says</Button>
      </div>
    </Form>
  )
}

function Boxes({ exercises, chosen }: Pick<ChoicesProps, 'exercises' | 'chosen'>) {
  return exercises.map(({ exercise, isTested }) => (
    <label key={`${exercise} ${chosen.includes(exercise)}`} className="check">
      <input type="checkbox" name="exercise" value={exercise} defaultChecked={chosen.includes(exercise)} />
      <span>
        {exercise}
        {isTested ? <span className="dim"> · tested</span> : null}
      </span>
    </label>
  ))
}
