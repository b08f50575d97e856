/** Beside the exercise of a line: how it is done, and what in the line does not go with it. */
import { exerciseNamed, limbsOf } from '~/domain/exercises'
import { limbs } from '~/domain/limb'
import { modes } from '~/domain/prescription'
import { limbWords, modeWords } from './words'

type Props = { exercise: string | undefined; mode: string | undefined; limb: string | undefined }

export function ExerciseNote({ exercise, mode, limb }: Props) {
  const found = exerciseNamed(exercise ?? '')
  if (!found) return null
  const chosenMode = modes.find((one) => one === mode)
  const chosenLimb = limbs.find((one) => one === limb)
  const isOtherMode = chosenMode && !found.modes.includes(chosenMode)
  const isOtherLimb = chosenLimb && !limbsOf(found).includes(chosenLimb)
  return (
    <div className="small" aria-live="polite">
      <p className="dim">{found.how}</p>
      {isOtherMode ? <p>It is not usually done as {modeWords[chosenMode]}. Is it meant?</p> : null}
      {isOtherLimb ? (
        <p>
          It trains the {found.region}, and the line names the {limbWords[chosenLimb]}. Is it meant?
        </p>
      ) : null}
    </div>
  )
}
