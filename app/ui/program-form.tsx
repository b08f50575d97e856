/** The builder: a program as a form, with the rule book beside each line; it works the same without JavaScript. */
import { parse, type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { useEffect, useMemo, useRef } from 'react'
import { exercises } from '~/domain/exercises'
import { type TypedLine, usualLine, usualPlainLine } from '~/domain/typed-line'
import { type HeadField, mostLines, readProgram, type TypedProgram } from '~/domain/typed-program'
import type { LoadUnit } from '~/domain/units'
import { Card } from './card'
import { FieldErrors } from './field'
import { CommandKey } from './form'
import { ErrorSummary, type Mistake } from './notice'
import { ForCard, RestrictionsCard, ScheduleCard, type Supervisor } from './program-head-fields'
import { exerciseListId, ProgramLine } from './program-line'
import { RuleChecks } from './rule-checks'
import { SubmitButton } from './submit-button'
import { type Builder, useRuleChecks } from './use-rule-checks'

const formId = 'program'

type Fields = Record<HeadField | 'supervisedBy', string> & { lines: Record<keyof TypedLine, string>[] }

export type ProgramFormProps = {
  commandKey: string
  /** A line of the draft as it was read, by which an older one is known. */
  basis?: string | undefined
  /** What the form starts from. */
  start: TypedProgram
  builder: Omit<Builder, 'isSupervised'>
  supervisors: readonly Supervisor[]
  formats: { locale: string; units: LoadUnit }
  isCuffBarred: boolean
  lastResult: SubmissionResult | undefined
  /** The sentence of a refusal, when the server refused what was typed well. */
  refused: string | undefined
}

export function ProgramForm({
  commandKey,
  basis,
  start,
  builder,
  supervisors,
  formats,
  isCuffBarred,
  ...answer
}: ProgramFormProps) {
  const [form, fields] = useForm<Fields>({
    id: formId,
    lastResult: answer.lastResult,
    defaultValue: start as Fields,
    defaultNoValidate: false,
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) =>
      parse<Fields, string[]>(formData, { resolve: (typed) => mistakesIn(typed as Fields, builder) }),
  })
  const typed = (form.value ?? {}) as TypedProgram & { supervisedBy?: string }
  const isSupervised = Boolean(typed.supervisedBy)
  const context = useMemo(() => ({ ...builder, isSupervised }), [builder, isSupervised])
  const checked = useRuleChecks(typed, context)
  const lines = fields.lines.getFieldList()
  useFocusOnNew(lines.length)
  const summary = useMemo(() => summaryOf(answer.lastResult, answer.refused), [answer.lastResult, answer.refused])
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      {/* Enter presses the first button of a form: it must save, and not remove a line. */}
      <button type="submit" className="sr-only" tabIndex={-1} aria-hidden="true">
        Save the draft
      </button>
      <CommandKey value={commandKey} />
      {basis ? <input type="hidden" name="basis" value={basis} /> : null}
      <ErrorSummary mistakes={summary} />
      <ForCard fields={fields} isNew={builder.isNew} supervisors={supervisors} />
      <RestrictionsCard fields={fields} />
      <ScheduleCard fields={fields} kind={builder.kind} />
      {lines.map((line, index) => (
        <Card key={line.key}>
          <ProgramLine
            title={`Line ${index + 1}`}
            fields={line.getFieldset()}
            checked={checked.lines[index]}
            formats={formats}
            isCuffBarred={isCuffBarred}
            removeButton={lines.length > 1 ? form.remove.getButtonProps({ name: fields.lines.name, index }) : null}
          />
        </Card>
      ))}
      <ExerciseList />
      {lines.length < mostLines ? (
        <div>
          <button
            {...form.insert.getButtonProps({ name: fields.lines.name, defaultValue: nextLine(typed, isCuffBarred) })}
            type="submit"
            className="button"
          >
            Add a line
          </button>
        </div>
      ) : null}
      <FieldErrors id={`${form.id}-lines`} errors={fields.lines.errors ?? []} />
      <Card title="The program as a whole">
        <div aria-live="polite">
          {checked.ofVersion.length > 0 ? (
            <RuleChecks checks={checked.ofVersion} label="The program against the rule book" />
          ) : (
            <p className="dim">Checked once each line and the schedule are filled in.</p>
          )}
        </div>
      </Card>
      <div className="button-row">
        <SubmitButton name="next" value="submission">
          Save and go on to submit
        </SubmitButton>
        <SubmitButton look="quiet">Save the draft</SubmitButton>
      </div>
    </Form>
  )
}

/** A line that was added is gone on with. */
function useFocusOnNew(count: number) {
  const before = useRef(count)
  useEffect(() => {
    const added = document.getElementById(`${formId}-lines[${count - 1}].exercise`)
    if (count > before.current) added?.focus()
    before.current = count
  }, [count])
}

function ExerciseList() {
  return (
    <datalist id={exerciseListId}>
      {exercises.map(({ key, name }) => (
        <option key={key} value={name} />
      ))}
    </datalist>
  )
}

/** The same limb and cuff again, with another exercise. */
function nextLine({ lines }: TypedProgram, isCuffBarred: boolean) {
  const last = lines?.at(-1)
  const next: TypedLine = { ...(isCuffBarred ? usualPlainLine : usualLine), ...last, exercise: '' }
  return next as Fields['lines'][number]
}

function mistakesIn(typed: Fields, builder: Pick<Builder, 'kind' | 'unit' | 'isNew'>) {
  const { mistakes } = readProgram(typed, builder)
  if (mistakes.length === 0) return { value: typed }
  const error: Record<string, string[]> = {}
  for (const { path, says } of mistakes) {
    const name = path.reduce<string>(
      (before, part) => before + (typeof part === 'number' ? `[${part}]` : before ? `.${part}` : part),
      '',
    )
    error[name] = [...(error[name] ?? []), says]
  }
  return { error }
}

/** What the server answered; what the browser finds by itself stands beside its field. */
function summaryOf(lastResult: SubmissionResult | undefined, refused: string | undefined): Mistake[] {
  const errors = lastResult?.status === 'error' ? Object.entries(lastResult.error ?? {}) : []
  const ofFields = errors.flatMap(([name, sentences]) =>
    (sentences ?? []).map((message) => ({ message: lineOf(name) + message, fieldId: `${formId}-${name}` })),
  )
  return refused ? [{ message: refused }, ...ofFields] : ofFields
}

function lineOf(name: string): string {
  const [, index] = /^lines\[(\d+)\]/.exec(name) ?? []
  return index === undefined ? '' : `Line ${Number(index) + 1}: `
}
