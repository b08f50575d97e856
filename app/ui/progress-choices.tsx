/** Which exercise, how far back, and which side is in rehab: in the address, by links and one small form. */
import { Form, Link, useLocation, useNavigate } from '@remix-run/react'
import { ranges } from '~/domain/progress-range'
import type { Progress, TrainedExercise } from '~/domain/progress-shown'
import { formulaNames } from '~/domain/progress-words'
import { withParams } from './address'
import { Button, buttonClass } from './button'
import { bucketWords, rangeSentences, rangeWords, sideNames } from './range-words'

/** Something was measured of one side: then it matters which is in rehab. */
function hasSides({ strength, endurance, girth, force, motion, scores }: Progress): boolean {
  return [strength, endurance, girth, force, motion, scores].some((kind) => kind.some(({ side }) => side !== 'both'))
}

export type Choices = Pick<Progress, 'exercises' | 'exercise' | 'range' | 'bucket' | 'formula' | 'involved'> & {
  hasSides: boolean
}

export function choicesOf(progress: Progress): Choices {
  const { exercises, exercise, range, bucket, formula, involved } = progress
  return { exercises, exercise, range, bucket, formula, involved, hasSides: hasSides(progress) }
}

export function ProgressChoices({ exercises, exercise, range, bucket, formula, involved, hasSides }: Choices) {
  return (
    <div className="grid gap-2">
      <div className="screen-only flex flex-wrap items-center gap-x-5 gap-y-3">
        {exercise ? <ExerciseChoice exercises={exercises} exercise={exercise} /> : null}
        <nav className="button-row" aria-label="How far back">
          {ranges.map((each) => (
            <ChoiceLink key={each} name="range" value={each} words={rangeWords[each]} isChosen={each === range} />
          ))}
        </nav>
        {hasSides && (involved === null || involved.isChosen) ? (
          <nav className="button-row" aria-labelledby="side-in-rehab">
            <span id="side-in-rehab">Which side is in rehab?</span>
            {(['left', 'right'] as const).map((side) => (
              <ChoiceLink
                key={side}
                name="side"
                value={side}
                words={sideNames[side]}
                isChosen={involved?.side === side}
                isAsked={involved === null}
              />
            ))}
          </nav>
        ) : null}
      </div>
      <p className="small dim">
        {[rangeSentences[range], bucketWords[bucket]].filter(Boolean).join(', ')}. 1RM is estimated by{' '}
        {formulaNames[formula]}.
      </p>
    </div>
  )
}

type LinkProps = { name: 'range' | 'side'; value: string; words: string; isChosen: boolean; isAsked?: boolean }

/** Asked for, none is chosen yet: then each stands out. */
function ChoiceLink({ name, value, words, isChosen, isAsked = false }: LinkProps) {
  const { search } = useLocation()
  return (
    <Link
      to={{ search: withParams(search, { done: null, [name]: value }) }}
      aria-current={isChosen ? 'true' : undefined}
      className={`${buttonClass({ size: 'small', look: isChosen || isAsked ? undefined : 'quiet' })} max-sm:min-h-11 max-sm:min-w-11`}
      preventScrollReset
    >
      {words}
    </Link>
  )
}

function ExerciseChoice({ exercises, exercise }: { exercises: readonly TrainedExercise[]; exercise: string }) {
  const { search } = useLocation()
  const navigate = useNavigate()
  const kept = [...new URLSearchParams(search)].filter(([name]) => name === 'range' || name === 'side')
  const groups = [
    { label: 'Tested', of: exercises.filter(({ isTested }) => isTested) },
    { label: 'Trained', of: exercises.filter(({ isTested }) => !isTested) },
  ]
  return (
    <Form method="get" className="flex max-w-full flex-wrap items-center gap-2 max-sm:w-full" preventScrollReset>
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <select
        key={exercise}
        name="exercise"
        aria-label="Exercise"
        defaultValue={exercise}
        className="control w-auto min-w-0 max-w-72 max-sm:max-w-none max-sm:flex-1"
        onChange={({ currentTarget }) =>
          navigate(
            { search: withParams(search, { done: null, exercise: currentTarget.value }) },
            { preventScrollReset: true },
          )
        }
      >
        {groups.map(({ label, of }) =>
          of.length > 0 ? (
            <optgroup key={label} label={label}>
              {of.map((each) => (
                <option key={each.exercise} value={each.exercise}>
                  {each.exercise}
                </option>
              ))}
            </optgroup>
          ) : null,
        )}
      </select>
      <noscript>
        <Button type="submit">Show</Button>
      </noscript>
    </Form>
  )
}
