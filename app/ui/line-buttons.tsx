/** What is done to a whole line: moved, for the order of the lines is that of a session; written again; taken out. */
import type { FieldMetadata, FormMetadata } from '@conform-to/react'
import type { ReactNode } from 'react'
import type { TypedLine } from '~/domain/typed-line'
import { undoId } from './builder-bar'
import { buttonClass } from './button'
import type { ProgramFields } from './program-line'

type LineActs = {
  form: FormMetadata<ProgramFields>
  list: FieldMetadata<ProgramFields['lines'], ProgramFields>['name']
  /** Says what was done, and which element has the focus afterwards. */
  onDone: (said: string, focusId: string) => void
}

type Props = LineActs & {
  index: number
  count: number
  isFull: boolean
  /** "Line 2, Leg press" */
  title: string
  /** The line as it is typed now. */
  typed: TypedLine
}

type LineAct = 'up' | 'down'
type Line = ProgramFields['lines'][number]

export function LineButtons({ form, list, onDone, index, count, isFull, title, typed }: Props) {
  const move = (act: LineAct) => {
    const to = act === 'up' ? index - 1 : index + 1
    const isAtEnd = act === 'up' ? to === 0 : to === count - 1
    const next = isAtEnd ? (act === 'up' ? 'down' : 'up') : act
    return {
      ...form.reorder.getButtonProps({ name: list, from: index, to }),
      id: idOf(form.id, index, act),
      onClick: () => onDone(`${title}, is now line ${to + 1}.`, idOf(form.id, to, next)),
    }
  }
  return (
    <div className="button-row">
      {index > 0 ? (
        <LineButton {...move('up')} title={title}>
          Move up
        </LineButton>
      ) : null}
      {index < count - 1 ? (
        <LineButton {...move('down')} title={title}>
          Move down
        </LineButton>
      ) : null}
      {isFull ? null : (
        <LineButton
          {...form.insert.getButtonProps({ name: list, index: index + 1, defaultValue: typed as Line })}
          title={title}
          onClick={() => onDone(`${title}, is there twice.`, exerciseId(form.id, index + 1))}
        >
          Duplicate
        </LineButton>
      )}
      {count > 1 ? (
        <LineButton
          {...form.remove.getButtonProps({ name: list, index })}
          title={title}
          onClick={() => onDone(`${title}, was removed.`, undoId)}
        >
          Remove
        </LineButton>
      ) : null}
    </div>
  )
}

export function exerciseId(formId: string, index: number): string {
  return `${formId}-lines[${index}].exercise`
}

function idOf(formId: string, index: number, act: LineAct): string {
  return `${formId}-line-${index}-${act}`
}

type ButtonProps = { title: string; children: ReactNode } & Record<string, unknown>

function LineButton({ title, children, ...rest }: ButtonProps) {
  return (
    <button {...rest} type="submit" className={buttonClass({ look: 'quiet', size: 'small' })}>
      {children}
      <span className="sr-only"> {title}</span>
    </button>
  )
}
