/** What is handed to the clinician: stops first, then what wants a reason, each with its field, then advice. */
import { Form } from '@remix-run/react'
import type { Finding } from '~/domain/rule-book/rule'
import { placeOn } from '~/domain/rule-book/ruling'
import { ButtonLink } from './button'
import { Card } from './card'
import { CommandKey, Textarea } from './form'
import { Notice } from './notice'
import { ruleName } from './rule-checks'
import { SeverityBadge } from './status-words'
import { SubmitButton } from './submit-button'
import { Track } from './track'

export type FindingShown = Finding & { key: string; line: string | null; sentence: string; citation: string }

export type SubmissionFormProps = {
  commandKey: string
  draftPath: string
  findings: readonly FindingShown[]
  linesWithoutRule: readonly string[]
  /** The sentence of what else is in the way. */
  isBlocked: boolean
  decider: 'physical-therapist-or-doctor' | 'doctor' | 'nobody'
  /** What was typed, by the name of its field, and what is wrong with it. */
  typed: Record<string, string>
  errors: Record<string, string[]>
}

const deciders: Record<SubmissionFormProps['decider'], string> = {
  'physical-therapist-or-doctor': 'A physical therapist or a doctor decides, somebody who did not write it.',
  doctor: 'A doctor decides, somebody who did not write it.',
  nobody: 'Nobody may clear this as the client is screened now.',
}

export function SubmissionForm({ commandKey, draftPath, findings, linesWithoutRule, ...rest }: SubmissionFormProps) {
  const of = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity)
  const [stops, toJustify, advice] = [of('stop'), of('justify'), of('advise')]
  const mayGo = stops.length === 0 && !rest.isBlocked
  return (
    <Form method="post" className="form">
      <CommandKey value={commandKey} />
      {stops.length > 0 ? <Stops findings={stops} draftPath={draftPath} /> : null}
      {toJustify.length > 0 ? (
        <Card title="Say why" sub="the clinician answers each in writing, or sets a limit">
          <div className="form">
            {toJustify.map((finding) => (
              <ToJustify key={finding.key} finding={finding} typed={rest.typed} errors={rest.errors} />
            ))}
          </div>
        </Card>
      ) : null}
      <Advice findings={advice} linesWithoutRule={linesWithoutRule} />
      {findings.length === 0 && linesWithoutRule.length === 0 ? (
        <Notice tone="ok" title="Every value is within its rule">
          Nothing is left to explain.
        </Notice>
      ) : null}
      <Card title="Who decides?">
        <p>{deciders[rest.decider]}</p>
      </Card>
      <div className="button-row">
        {mayGo ? <SubmitButton pendingLabel="Submitting …">Submit for clearance</SubmitButton> : null}
        <ButtonLink to={draftPath}>Edit the draft</ButtonLink>
      </div>
    </Form>
  )
}

function Stops({ findings, draftPath }: { findings: readonly FindingShown[]; draftPath: string }) {
  return (
    <Notice
      tone="stop"
      title="This cannot be submitted yet"
      action={<ButtonLink to={draftPath}>Change it in the draft</ButtonLink>}
    >
      <ul>
        {findings.map(({ key, ruleId, line, value, says, sentence, range, citation }) => (
          <li key={key}>
            <b>
              {line ?? 'The program as a whole'}: {ruleName(ruleId).toLowerCase()} {value}
            </b>
            , {says}. {sentence}{' '}
            <span className="dim">
              {range} · {citation}
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

type ToJustifyProps = { finding: FindingShown } & Pick<SubmissionFormProps, 'typed' | 'errors'>

function ToJustify({ finding, typed, errors }: ToJustifyProps) {
  const { key, ruleId, line, value, says, sentence, range, citation, track } = finding
  const name = `why:${key}`
  return (
    <div className="check-row check-justify">
      <div>
        <span className="check-verdict">
          <SeverityBadge is="justify" /> <b>{line ?? 'The program as a whole'}</b>
        </span>
        <span className="check-value">
          {ruleName(ruleId)} <b>{value}</b>, {says}
        </span>
        {track ? <Track {...track} label={ruleName(ruleId)} verdict={placeOn(track, 'justify')} /> : null}
        <p className="check-says">
          {sentence} <span className="dim">{`${range} · ${citation}`}</span>
        </p>
      </div>
      <Textarea
        name={name}
        id={fieldIdOf(name)}
        label="Why, for this client?"
        defaultValue={typed[name]}
        errors={errors[name]}
        maxLength={2000}
        required
      />
    </div>
  )
}

/** By which the summary of errors leads to the field. */
export function fieldIdOf(name: string): string {
  return name.replaceAll(':', '-')
}

function Advice({
  findings,
  linesWithoutRule,
}: {
  findings: readonly FindingShown[]
  linesWithoutRule: readonly string[]
}) {
  if (findings.length === 0 && linesWithoutRule.length === 0) return null
  return (
    <Card title="Good to know" sub="does not stand in the way">
      <ul className="checks">
        {linesWithoutRule.map((line) => (
          <li key={line} className="check-row">
            <b>{line}</b>
            <SeverityBadge is="no-rule" />
          </li>
        ))}
        {findings.map(({ key, ruleId, line, value, says, citation }) => (
          <li key={key} className="check-row">
            <span className="check-value">
              {line ? `${line}: ` : ''}
              {ruleName(ruleId)} <b>{value}</b>
            </span>
            <span className="check-says">
              {says} <span className="dim">· {citation}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
