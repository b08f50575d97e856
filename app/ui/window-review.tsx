/** The look at programs whose review is due: which ones, why they go on, and when somebody looks again. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { Limb } from '~/domain/limb'
import { isRefusal, type Refusal } from '~/domain/refusal'
import { longestReviewDays, usualReviewDays } from '~/domain/rehab-window'
import type { Severity } from '~/domain/window-flag'
import { ButtonLink } from './button'
import { Card } from './card'
import { Empty } from './empty'
import { CommandKey, FormErrors, NumberInput, Textarea } from './form'
import { Notice } from './notice'
import { sentenceOf } from './refusals'
import { SubmitButton } from './submit-button'
import { limbWords } from './words'

type Chosen = {
  programId: string
  programName: string
  clientName: string
  windows: { limb: Limb | null; flag: Severity | null; day: number }[]
  whyNot: Refusal | null
}

type Props = { chosen: readonly Chosen[]; commandKey: string; lastResult: SubmissionResult | undefined }

export function ChosenWindows({ chosen, commandKey, lastResult }: Props) {
  const open = chosen.filter(({ whyNot }) => whyNot === null)
  if (chosen.length === 0) {
    return (
      <Empty
        title="No program was chosen"
        says="Tick the ones to go on unchanged on the board of rehab windows."
        action={<ButtonLink to="/windows?severity=review-due">Reviews that are due</ButtonLink>}
      />
    )
  }
  return (
    <div className="stack">
      <ChosenList title={`Which go on? ${open.length} of ${chosen.length}`} chosen={chosen} />
      {open.length > 0 ? (
        <Card title="Why unchanged?">
          <ReviewForm open={open} commandKey={commandKey} lastResult={lastResult} />
        </Card>
      ) : (
        <BackToBoard />
      )}
    </div>
  )
}

function ChosenList({ title, chosen }: { title: string; chosen: readonly Chosen[] }) {
  return (
    <Card title={title}>
      <ul className="grid gap-3">
        {chosen.map(({ programId, programName, clientName, windows, whyNot }) => (
          <li key={programId}>
            <a href={`/programs/${programId}`}>
              <b>{clientName}</b>
            </a>{' '}
            <span className="dim">
              {programName}
              {windows.map(({ limb, day }) => ` · ${limb ? `${limbWords[limb]}, ` : ''}day ${day}`).join('')}
            </span>
            {whyNot ? <Notice tone="wait">Not this one: {sentenceOf(whyNot)}</Notice> : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}

type FormProps = { open: readonly Chosen[]; commandKey: string; lastResult: SubmissionResult | undefined }

function ReviewForm({ open, commandKey, lastResult }: FormProps) {
  const [form, fields] = useForm<{ reason: string; reviewDays: string }>({
    id: 'review',
    lastResult,
    defaultNoValidate: false,
    defaultValue: { reviewDays: String(usualReviewDays) },
  })
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <FormErrors id={form.errorId} errors={form.errors} />
      <CommandKey value={commandKey} />
      {open.map(({ programId }) => (
        <input key={programId} type="hidden" name="program" value={programId} />
      ))}
      <Textarea
        field={fields.reason}
        label="Your reason"
        hint={open.length > 1 ? 'It is kept with your name for each of them.' : 'It is kept with your name.'}
        required
        maxLength={2000}
      />
      <NumberInput
        field={fields.reviewDays}
        label="Next review in"
        unit="days"
        hint={`${usualReviewDays} days as a rule, ${longestReviewDays} at most.`}
        min={1}
        max={longestReviewDays}
        step={1}
        required
      />
      <div className="button-row">
        <SubmitButton>
          {open.length > 1 ? `Continue these ${open.length} unchanged` : 'Continue it unchanged'}
        </SubmitButton>
        <ButtonLink to="/windows" look="quiet">
          Back
        </ButtonLink>
      </div>
    </Form>
  )
}

/** `refused`: "id=why" of each, with a space between. */
export function NotContinued({
  chosen,
  continued,
  refused,
}: {
  chosen: readonly Chosen[]
  continued: number
  refused: string
}) {
  const why = new Map(refused.split(' ').map((each) => each.split('=') as [string, string]))
  const left = chosen.flatMap((program) => {
    const word = why.get(program.programId)
    return word && isRefusal(word) ? [{ ...program, whyNot: word }] : []
  })
  return (
    <div className="stack">
      <div role="status">
        <Notice tone="ok">
          {continued === 1 ? '1 program goes' : `${continued} programs go`} on unchanged, with your reason on record.
        </Notice>
      </div>
      <ChosenList title={left.length === 1 ? 'One does not' : `${left.length} do not`} chosen={left} />
      <BackToBoard />
    </div>
  )
}

function BackToBoard() {
  return (
    <p>
      <ButtonLink to="/windows">Back to the board</ButtonLink>
    </p>
  )
}
