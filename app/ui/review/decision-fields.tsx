/** The parts of a decision's form: what is decided, the limits, the answers to findings, and the words that go with each. */
import type { ReactNode } from 'react'
import type { FieldMeta } from '../field'
import { FieldGroup, useWiring } from '../field'
import { Checkbox, RadioCards } from '../choice'
import { DateInput, NumberInput, Textarea } from '../form'
import { ruleName } from '../rule-checks'
import { addDays } from '~/domain/calendar-day'
import type { StoredFinding } from '~/domain/decision-record'
import { longestReviewDays } from '~/domain/limit-effect'
import type { Limits } from '~/domain/limits'
import { curedByLimit } from '~/domain/rule-book/findings'
import type { Check } from '~/domain/rule-book/rule'
import { ruleOf } from '~/domain/rule-book/edition'

export type DecisionFields = Record<
  | 'outcome'
  | 'limits'
  | 'maxLoadPercent'
  | 'maxPressurePercent'
  | 'maxSessionsPerWeek'
  | 'isSupervisedOnly'
  | 'reviewBy'
  | 'answers'
  | 'comments'
  | 'justification'
  | 'reason'
  | 'readScreening'
  | 'password'
  | 'code',
  FieldMeta
>

export function OutcomeField({ field, mayClear }: { field: FieldMeta; mayClear: boolean }) {
  return (
    <RadioCards
      field={field}
      label="What you decide"
      required
      options={[
        { value: 'cleared', label: 'Clear as asked', hint: 'It may start as it stands.', disabled: !mayClear },
        {
          value: 'cleared-with-limits',
          label: 'Clear with limits',
          hint: 'Sessions are held to the lower of version and limit.',
          disabled: !mayClear,
        },
        { value: 'changes-requested', label: 'Ask for changes', hint: 'The trainer works on it and sends it again.' },
        { value: 'declined', label: 'Decline', hint: 'Final: it can only be copied into a new program.' },
      ]}
    />
  )
}

type LimitProps = { fields: DecisionFields; today: string; isKept: boolean; preview: ReactNode }

export function LimitFields({ fields, today, isKept, preview }: LimitProps) {
  const wiring = useWiring({ field: fields.limits }, {})
  return (
    <div className={isKept ? 'when-limiting is-kept' : 'when-limiting'}>
      <FieldGroup wiring={wiring} label="Limits">
        <div className="form-row">
          <NumberInput
            field={fields.maxPressurePercent}
            label="Pressure at most"
            unit="% of LOP"
            min={1}
            max={100}
            step={1}
          />
          <NumberInput field={fields.maxLoadPercent} label="Load at most" unit="% of 1RM" min={1} max={100} step={1} />
          <NumberInput
            field={fields.maxSessionsPerWeek}
            label="Sessions at most"
            unit="a week"
            min={1}
            max={14}
            step={1}
          />
          <DateInput field={fields.reviewBy} label="Review by" min={today} max={addDays(today, longestReviewDays)} />
        </div>
        <Checkbox
          field={fields.isSupervisedOnly}
          label="Supervised only"
          hint="No session at home or without the trainer beside."
        />
        {/* It follows what is typed; without JavaScript it would show the dose as asked. */}
        <div className={isKept ? undefined : 'needs-script'}>{preview}</div>
      </FieldGroup>
    </div>
  )
}

export type ToAnswer = { finding: StoredFinding; check: Check | null; where: string; field: FieldMeta }

/** Each value to justify: the trainer's why on one side, the clinician's answer on the other. */
export function AnswerFields({
  group,
  toAnswer,
  limits,
}: {
  group: FieldMeta
  toAnswer: readonly ToAnswer[]
  limits: Limits
}) {
  const wiring = useWiring({ field: group }, {})
  if (toAnswer.length === 0) return null
  return (
    <div className="when-clearing">
      <FieldGroup wiring={wiring} label="Values to justify">
        {toAnswer.map((each) => (
          <AnswerField key={each.finding.id} {...each} limits={limits} />
        ))}
      </FieldGroup>
    </div>
  )
}

function AnswerField({ finding, check, where, field, limits }: ToAnswer & { limits: Limits }) {
  const { ruleId, value, range, says, why } = finding
  const isCured = check !== null && curedByLimit({ ruleId, severity: 'justify', track: check.track }, limits)
  const limit = limitWords(ruleId, limits)
  return (
    <div className="answer">
      <div className="small">
        <b className="block">
          {ruleName(ruleId)} {value}
        </b>
        <span className="dim block">
          {where} · {range}: {says}
        </span>
        {check ? <span className="block">{ruleOf(ruleId)?.sentence}</span> : null}
        {why ? <q className="quote mt-1 block">{why}</q> : null}
      </div>
      <Textarea
        field={field}
        label={`Your answer: ${ruleName(ruleId).toLowerCase()}, ${where}`}
        hint={
          isCured && limit ? (
            <b>Cured by the limit of {limit}.</b>
          ) : check && isCurable(ruleId) ? (
            'Or set a limit that brings it into range.'
          ) : null
        }
        rows={2}
        maxLength={2000}
      />
    </div>
  )
}

function limitWords(ruleId: string, { maxLoadPercent, maxPressurePercent, maxSessionsPerWeek }: Limits): string | null {
  if (ruleId === 'load-range') return maxLoadPercent === null ? null : `${maxLoadPercent} % of 1RM`
  if (ruleId === 'pressure') return maxPressurePercent === null ? null : `${maxPressurePercent} % of LOP`
  return maxSessionsPerWeek === null ? null : `${maxSessionsPerWeek} sessions a week`
}

function isCurable(ruleId: string): boolean {
  return ruleId === 'load-range' || ruleId === 'pressure' || ruleId === 'frequency'
}
