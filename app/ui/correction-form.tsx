/** An entry in error: what stands there, what was wrong with it, and what it really was, if it was at all. */
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { RadioCards } from './choice'
import { CommandKey, Textarea } from './form'
import { ErrorSummary } from './notice'
import { SubmitButton } from './submit-button'

type CorrectionProps = {
  commandKey: string
  typed: Partial<Record<string, string>>
  mistakes: readonly string[]
  /** "It was not done at all". */
  notAtAll: string
  /** What goes beyond the cleared dose and asks for a reason of its own. */
  beyond?: ReactNode
  /** The fields of the entry, filled with what stands there. */
  children: ReactNode
}

export function CorrectionForm({ commandKey, typed, mistakes, notAtAll, beyond, children }: CorrectionProps) {
  const ways = [
    { value: 'replace', label: 'It was otherwise', hint: 'Struck through, and replaced by what you enter here.' },
    { value: 'strike', label: notAtAll, hint: 'Struck through, and replaced by nothing.' },
  ]
  return (
    <Form method="post" className="form correction">
      <CommandKey value={commandKey} />
      <ErrorSummary title="Nothing was changed yet" mistakes={mistakes.map((message) => ({ message }))} />
      <RadioCards
        name="how"
        label="This entry is wrong because"
        options={ways}
        defaultValue={typed.how ?? 'replace'}
        required
      />
      <div className="correction-fields stack">
        {children}
        {beyond ? (
          <div className="beyond-box">
            {beyond}
            <Textarea
              name="reason"
              label="What happened?"
              hint="Why it went beyond the cleared dose. Shown to the clinician."
              defaultValue={typed.reason}
              maxLength={500}
            />
          </div>
        ) : null}
      </div>
      <Textarea
        name="why"
        label="What was wrong with the entry"
        hint="Kept with your name beside the entry, which stays to be read."
        defaultValue={typed.why}
        maxLength={500}
        required
      />
      <SubmitButton>Strike through and save</SubmitButton>
    </Form>
  )
}
