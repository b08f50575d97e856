/** The lines of a program being written, in the order of a session, and the buttons that add one. */
import type { FieldMetadata, FormMetadata } from '@conform-to/react'
import { type ComponentProps, memo, useEffect, useRef } from 'react'
import { exercises } from '~/domain/exercises'
import { type TypedLine, usualLine, usualPlainLine, usualTestLine } from '~/domain/typed-line'
import { mostLines } from '~/domain/typed-program'
import { Card } from './card'
import { FieldErrors } from './field'
import { exerciseId, LineButtons } from './line-buttons'
import { exerciseListId, type ProgramFields, ProgramLine } from './program-line'
import type { CheckedLine } from './use-rule-checks'

type Props = {
  form: FormMetadata<ProgramFields>
  field: FieldMetadata<ProgramFields['lines'], ProgramFields>
  typed: readonly (TypedLine | undefined)[]
  checked: readonly CheckedLine[]
  formats: ComponentProps<typeof ProgramLine>['formats']
  isCuffBarred: boolean
  onSaid: (said: string) => void
}

export function ProgramLines({ form, field, typed, checked, formats, isCuffBarred, onSaid }: Props) {
  const lines = field.getFieldList()
  const focusNext = useFocusNext(lines.map(({ key }) => key).join())
  const acts = {
    form,
    list: field.name,
    onDone: (said: string, focusId: string) => {
      onSaid(said)
      focusNext(focusId)
    },
  }
  return (
    <>
      {lines.map((line, index) => (
        <Card key={line.key}>
          <ProgramLine
            title={`Line ${index + 1}`}
            fields={line.getFieldset()}
            checked={checked[index]}
            formats={formats}
            isCuffBarred={isCuffBarred}
            buttons={
              <LineButtons
                {...acts}
                index={index}
                count={lines.length}
                isFull={lines.length >= mostLines}
                title={[`Line ${index + 1}`, typed[index]?.exercise].filter(Boolean).join(', ')}
                typed={typed[index] ?? {}}
              />
            }
          />
        </Card>
      ))}
      <ExerciseList />
      {lines.length < mostLines ? (
        <AddButtons {...acts} count={lines.length} next={nextLine(typed.at(-1), isCuffBarred)} last={typed.at(-1)} />
      ) : null}
      <FieldErrors id={`${form.id}-lines`} errors={field.errors ?? []} />
    </>
  )
}

const ExerciseList = memo(function ExerciseList() {
  return (
    <datalist id={exerciseListId}>
      {exercises.map(({ key, name }) => (
        <option key={key} value={name} />
      ))}
    </datalist>
  )
})

type AddProps = Pick<ComponentProps<typeof LineButtons>, 'form' | 'list' | 'onDone' | 'count'> & {
  next: TypedLine
  last: TypedLine | undefined
}

function AddButtons({ form, list, onDone, count, next, last }: AddProps) {
  const added = (line: TypedLine) => ({
    ...form.insert.getButtonProps({ name: list, defaultValue: line as ProgramFields['lines'][number] }),
    onClick: () => onDone(`Line ${count + 1} was added.`, exerciseId(form.id, count)),
  })
  return (
    <div className="button-row">
      <button {...added(next)} type="submit" className="button">
        Add a line
      </button>
      <button {...added({ ...usualTestLine, limb: last?.limb })} type="submit" className="button">
        Add a test line
      </button>
    </div>
  )
}

/** The same limb and cuff again, with another exercise; after a test, the usual dose. */
function nextLine(last: TypedLine | undefined, isCuffBarred: boolean): TypedLine {
  const usual = isCuffBarred ? usualPlainLine : usualLine
  return last?.mode === 'strength-test' ? { ...usual, limb: last.limb } : { ...usual, ...last, exercise: '' }
}

/** Moves the focus once the lines are others: a button that was pressed may be somewhere else, or gone. */
function useFocusNext(keys: string) {
  const wanted = useRef<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys are what changes when the lines do
  useEffect(() => {
    if (wanted.current) document.getElementById(wanted.current)?.focus()
    wanted.current = null
  }, [keys])
  return (id: string) => {
    wanted.current = id
  }
}
