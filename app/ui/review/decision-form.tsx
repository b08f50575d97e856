/** The decision on one version: outcome, limits, answers, and the signature under all of it. One form, with or without JavaScript. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { type FormEvent, useState } from 'react'
import type { CalendarDay } from '~/domain/calendar-day'
import type { MeasuredLine } from '~/domain/dose-basis'
import { type Limits, noLimits } from '~/domain/limits'
import { toJustify } from '~/domain/review-line'
import type { ReviewedVersion, ScreeningShown, Signer } from '~/domain/review'
import type { Check } from '~/domain/rule-book/rule'
import { nameOfLine } from '~/domain/version-fields'
import { Checkbox } from '../choice'
import { CommandKey, Textarea } from '../form'
import { type ClinicFormat, formatShortDay } from '../format'
import { mistakesOf } from '../form-mistakes'
import { ErrorSummary, Notice } from '../notice'
import { sentenceOf } from '../refusals'
import { CommentFields } from './comment-fields'
import { AnswerFields, type DecisionFields, LimitFields, OutcomeField, type ToAnswer } from './decision-fields'
import { DecisionSignature } from './decision-signature'
import { LimitPreview } from './limit-preview'

export type DecisionFormProps = {
  action: string
  commandKey: string
  version: ReviewedVersion
  /** By which a limit is held against a finding; none where they were made under another edition. */
  checks: readonly Check[]
  lines: readonly MeasuredLine[]
  plateStepG: number
  screening: ScreeningShown | null
  signer: Signer & { licence: NonNullable<Signer['licence']> }
  /** What is decided next, and the filters of the list it stands in. */
  next: string | null
  list: string
  lastResult: SubmissionResult | undefined
  today: CalendarDay
  at: Date | string
  format: ClinicFormat
}

/** Also where its answer stands, once there is no form any more. */
export const formId = 'decision'

type Typed = Partial<Record<keyof DecisionFields, string>>

export function DecisionForm(props: DecisionFormProps) {
  const { action, commandKey, version, screening, signer, lastResult, today, at, format } = props
  const [form, fields] = useForm<Typed>({ id: formId, lastResult, defaultNoValidate: false })
  const [limits, setLimits] = useState<Limits>(() => limitsKept(lastResult))
  const toAnswer = answersOf(props, fields.answers.initialValue, form.allErrors)
  const isStandard = signer.outcome === 'standard'
  const { lines, plateStepG } = props
  const { schedule } = version.content
  return (
    <Form
      method="post"
      action={action}
      id={form.id}
      onSubmit={form.onSubmit}
      onChange={(event) => setLimits(limitsTyped(event))}
      noValidate={form.noValidate}
      className="form decision"
    >
      <ErrorSummary mistakes={mistakesOf(form)} title="This is not signed yet" />
      <CommandKey value={commandKey} />
      <input type="hidden" name="contentHash" value={version.contentHash} />
      <input type="hidden" name="next" value={props.next ?? ''} />
      <input type="hidden" name="list" value={props.list} />
      {signer.whyNotClear ? (
        <Notice tone="wait" title="It cannot be cleared now">
          {sentenceOf(signer.whyNotClear)} You may ask for changes, or decline.
        </Notice>
      ) : null}
      <OutcomeField field={fields.outcome} mayClear={signer.whyNotClear === null} />
      <LimitFields
        fields={fields}
        today={today}
        isKept={lastResult !== undefined && hasLimitError(lastResult)}
        preview={<LimitPreview {...{ limits, lines, schedule, plateStepG, today, format }} />}
      />
      <AnswerFields group={fields.answers} toAnswer={toAnswer} limits={limits} />
      {isStandard ? null : <Justification {...props} field={fields.justification} />}
      <div className="when-returning">
        <Textarea
          field={fields.reason}
          label="Your reason"
          hint="The trainer reads it. It is kept with your signature."
          maxLength={2000}
        />
      </div>
      <CommentFields
        group={fields.comments}
        lines={commentsOf(version, fields.comments.initialValue, form.allErrors)}
        isKept={lastResult?.error?.comments !== undefined}
        format={format}
      />
      <div className="when-clearing">
        <Checkbox
          field={fields.readScreening}
          value={screening?.id}
          label={`I have read the screening${screenedOn(screening, format)}`}
        />
      </div>
      <DecisionSignature signer={signer} version={version} fields={fields} at={at} format={format} />
    </Form>
  )
}

/** The finding of the screening itself is answered by the justification, so it is not asked for twice. */
function answersOf(
  { version, checks }: DecisionFormProps,
  typed: unknown,
  errors: Record<string, string[]>,
): ToAnswer[] {
  const answers = (typed ?? {}) as Record<string, unknown>
  return toJustify(version.findings, checks)
    .filter(({ finding }) => finding.ruleId !== 'screening-outcome')
    .map(({ finding, check }) => {
      const line = version.content.prescriptions.find(({ id }) => id === finding.prescriptionId)
      const name = `answers.${finding.id}`
      return {
        finding,
        check,
        where: line ? nameOfLine(line) : 'the whole program',
        field: { id: `${formId}-${name}`, name, initialValue: answers[finding.id], errors: errors[name] },
      }
    })
}

function commentsOf({ content }: ReviewedVersion, typed: unknown, errors: Record<string, string[]>) {
  const comments = (typed ?? {}) as Record<string, unknown>
  return content.prescriptions.map((line) => {
    const name = `comments.${line.id}`
    return { line, field: { id: `${formId}-${name}`, name, initialValue: comments[line.id], errors: errors[name] } }
  })
}

function Justification({ version, screening, field }: DecisionFormProps & { field: DecisionFields['justification'] }) {
  const finding = version.findings.find(({ ruleId }) => ruleId === 'screening-outcome')
  const reasons = (screening?.reasons ?? []).filter(({ outcome }) => outcome !== 'advise').map(({ says }) => says)
  return (
    <div className="when-clearing">
      {finding ? <input type="hidden" name="screeningFinding" value={finding.id} /> : null}
      <div className="answer">
        <div className="small">
          <b className="block">What the screening found</b>
          <span className="dim block">{reasons.join('; ') || 'a precaution or a relative contraindication'}</span>
          {finding?.why ? <q className="quote mt-1 block">{finding.why}</q> : null}
        </div>
        <Textarea
          field={field}
          label="Why, although this stands"
          hint="Kept with your signature."
          rows={2}
          maxLength={2000}
        />
      </div>
    </div>
  )
}

function screenedOn(screening: ScreeningShown | null, format: ClinicFormat): string {
  return screening ? ` of ${formatShortDay(screening.screenedOn, format)}, with its reasons` : ''
}

function hasLimitError({ error }: SubmissionResult): boolean {
  return Boolean(error && Object.keys(error).some((name) => name === 'limits' || /^max|^reviewBy/.test(name)))
}

function limitsTyped(event: FormEvent<HTMLFormElement>): Limits {
  const typed = new FormData(event.currentTarget)
  return limitsIn((name) => typed.get(name))
}

function limitsKept(lastResult: SubmissionResult | undefined): Limits {
  return limitsIn((name) => lastResult?.initialValue?.[name])
}

/** The limits that cure something, as far as they are typed and the outcome carries any. */
function limitsIn(typed: (name: string) => unknown): Limits {
  if (typed('outcome') !== 'cleared-with-limits') return noLimits
  const number = (name: string) => Number(typed(name)) || null
  return {
    ...noLimits,
    maxLoadPercent: number('maxLoadPercent'),
    maxPressurePercent: number('maxPressurePercent'),
    maxSessionsPerWeek: number('maxSessionsPerWeek'),
  }
}
