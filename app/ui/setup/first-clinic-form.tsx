/** The first run: one form in four steps. What was typed in the others comes along hidden; the password is asked last. */
import { Form } from '@remix-run/react'
import { type RefObject, useEffect, useRef } from 'react'
import { type SetupField, type SetupStep, setupFields, setupSteps } from '~/domain/setup-steps'
import { ErrorSummary } from '../notice'
import { SubmitButton } from '../submit-button'
import { ClinicStep, FloorStep, RulesStep, type StepProps, YouStep } from './setup-steps'

export const setupTitles: Record<SetupStep, string> = {
  clinic: 'The clinic',
  floor: 'Numbers and plates',
  rules: 'Read and confirm',
  you: 'You, its admin',
}

const pages = { clinic: ClinicStep, floor: FloorStep, rules: RulesStep, you: YouStep }

type Props = StepProps & { step: SetupStep }

export function FirstClinicForm({ step, ...rest }: Props) {
  const Page = pages[step]
  const place = setupSteps.indexOf(step)
  const next = setupSteps[place + 1]
  const before = setupSteps[place - 1]
  const mistakes = mistakesOf(rest.errors)
  const progress = useStepFocus(step, mistakes.length > 0)
  return (
    <Form method="post" className="form" noValidate key={step}>
      <ErrorSummary mistakes={mistakes} title="This step is not complete" />
      <SetupProgress step={step} list={progress} />
      <input type="hidden" name="from" value={step} />
      <OtherSteps step={step} typed={rest.typed} />
      <Page {...rest} />
      <div className="button-row">
        <SubmitButton name="to" value={next ?? 'made'} pendingLabel="One moment …">
          {next ? 'Next' : 'Make the clinic'}
        </SubmitButton>
        {before ? (
          <SubmitButton name="to" value={before} look="quiet" pendingLabel="One moment …" formNoValidate>
            Back
          </SubmitButton>
        ) : null}
      </div>
    </Form>
  )
}

/** Another step takes the focus to its beginning, as another page would; mistakes take it themselves. */
function useStepFocus(step: SetupStep, hasMistakes: boolean) {
  const list = useRef<HTMLOListElement>(null)
  const last = useRef(step)
  useEffect(() => {
    if (last.current !== step && !hasMistakes) list.current?.focus()
    last.current = step
  }, [step, hasMistakes])
  return list
}

type ProgressProps = { step: SetupStep; list: RefObject<HTMLOListElement> }

function SetupProgress({ step, list }: ProgressProps) {
  return (
    <ol ref={list} tabIndex={-1} className="flex flex-wrap gap-x-4 gap-y-1 small dim" aria-label="The steps">
      {setupSteps.map((one, index) => (
        <li key={one} aria-current={one === step ? 'step' : undefined}>
          {one === step ? (
            <b>
              {index + 1}. {setupTitles[one]}
            </b>
          ) : (
            `${index + 1}. ${setupTitles[one]}`
          )}
        </li>
      ))}
    </ol>
  )
}

function OtherSteps({ step, typed }: { step: SetupStep; typed: StepProps['typed'] }) {
  const others: SetupField[] = setupSteps.filter((one) => one !== step).flatMap((one) => setupFields[one])
  return others.map((field) =>
    typed[field] === undefined ? null : <input key={field} type="hidden" name={field} value={typed[field]} />,
  )
}

function mistakesOf(errors: StepProps['errors']) {
  return Object.entries(errors).flatMap(([fieldId, sentences]) => sentences.map((message) => ({ message, fieldId })))
}
