/** The builder: a program as a form, with the rule book beside each line; it works the same without JavaScript. */
import { parse, type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { useCallback, useMemo, useState } from 'react'
import { readProgram, type TypedForm } from '~/domain/typed-program'
import { BuilderBar } from './builder-bar'
import { Card } from './card'
import type { WholeForm } from './edit-history'
import { CommandKey, LoadUnitSaid } from './form'
import type { ClinicFormat } from './format'
import { ErrorSummary, type Mistake } from './notice'
import { ForCard, RestrictionsCard, ScheduleCard, type Supervisor } from './program-head-fields'
import type { ProgramFields } from './program-line'
import { ProgramLines } from './program-lines'
import { RuleChecks } from './rule-checks'
import { SubmitButton } from './submit-button'
import { useEditHistory } from './use-edit-history'
import { type KeptSubject, useKeptForm } from './use-kept-form'
import { type Builder, useRuleChecks } from './use-rule-checks'

const formId = 'program'

export type ProgramFormProps = {
  commandKey: string
  /** A line of the draft as it was read, by which an older one is known. */
  basis?: string | undefined
  /** What the form starts from. */
  start: TypedForm
  /** Which form is kept while it is typed, and whether one kept earlier waits to be gone on with. */
  kept: { subject: KeptSubject; isOffered: boolean }
  builder: Omit<Builder, 'isSupervised'>
  supervisors: readonly Supervisor[]
  formats: ClinicFormat
  isCuffBarred: boolean
  lastResult: SubmissionResult | undefined
  /** The sentence of a refusal, when the server refused what was typed well. */
  refused: string | undefined
}

export function ProgramForm({
  commandKey,
  basis,
  start,
  kept,
  builder,
  supervisors,
  formats,
  isCuffBarred,
  ...answer
}: ProgramFormProps) {
  const [form, fields] = useForm<ProgramFields>({
    id: formId,
    lastResult: answer.lastResult,
    defaultValue: start as ProgramFields,
    defaultNoValidate: false,
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) =>
      parse<ProgramFields, string[]>(formData, { resolve: (typed) => mistakesIn(typed as ProgramFields, builder) }),
  })
  const typed = (form.value ?? {}) as TypedForm
  const isSupervised = Boolean(typed.supervisedBy)
  const context = useMemo(() => ({ ...builder, isSupervised }), [builder, isSupervised])
  const checked = useRuleChecks(typed, context)
  const [said, setSaid] = useState('')
  const { update } = form
  const restore = useCallback(
    (value: WholeForm, did: string) => {
      update({ value: value as ProgramFields })
      setSaid(did)
    },
    [update],
  )
  const editing = useEditHistory(typed, restore)
  const keeping = useKeptForm({ formId, ...kept, formKey: commandKey, whole: JSON.stringify(typed) })
  const summary = useMemo(() => summaryOf(answer.lastResult, answer.refused), [answer.lastResult, answer.refused])
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      {/* Enter presses the first button of a form: it must save, and not remove a line. */}
      <button type="submit" className="sr-only" tabIndex={-1} aria-hidden="true">
        Save the draft
      </button>
      <CommandKey value={commandKey} />
      <LoadUnitSaid unit={builder.unit} />
      {basis ? <input type="hidden" name="basis" value={basis} /> : null}
      <ErrorSummary mistakes={summary} />
      <ForCard fields={fields} isNew={builder.isNew} supervisors={supervisors} />
      <RestrictionsCard fields={fields} />
      <ScheduleCard fields={fields} kind={builder.kind} />
      <ProgramLines
        form={form}
        field={fields.lines}
        typed={typed.lines ?? []}
        checked={checked.lines}
        formats={formats}
        isCuffBarred={isCuffBarred}
        onSaid={setSaid}
      />
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
      <BuilderBar editing={editing} said={said} kept={keeping} format={formats} />
    </Form>
  )
}

function mistakesIn(typed: ProgramFields, builder: Pick<Builder, 'kind' | 'unit' | 'isNew'>) {
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
