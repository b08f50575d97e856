/** What is known of a red flag beyond its sign, and the form that adds to it. */
import type { SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { limbs } from '~/domain/limb'
import type { RedFlagRecord } from '~/domain/red-flag-record'
import { Button } from '../button'
import { Card } from '../card'
import { CommandKey, FormErrors, Select, Textarea, TextInput } from '../form'
import { type ClinicFormat, formatInstant } from '../format'
import { SubmitButton } from '../submit-button'
import { limbWords } from '../words'

type Props = { flag: RedFlagRecord; commandKey: string; format: ClinicFormat }

export function FlagDetails({ flag, commandKey, format }: Props) {
  return (
    <Card title="What was seen?">
      <div className="grid gap-4">
        {flag.details.length === 0 ? <p className="dim">Nothing beyond the sign yet.</p> : null}
        <ul className="grid gap-3">
          {flag.details.map(({ id, says, limb, since, by, at }) => (
            <li key={id} className="quote">
              {says}
              <span className="dim small block">
                {[limb && limbWords[limb], since, by, formatInstant(at, format)].filter(Boolean).join(' · ')}
              </span>
            </li>
          ))}
        </ul>
        <DetailForm flag={flag} commandKey={commandKey} isBeside />
      </div>
    </Card>
  )
}

type FormProps = Pick<Props, 'commandKey'> & {
  flag: Pick<RedFlagRecord, 'id' | 'clientId'>
  lastResult?: SubmissionResult
  /** On a page with more to do. */
  isBeside?: boolean
}

/** Sent to a page of its own, which shows what is wrong with it. */
export function DetailForm({ flag, commandKey, lastResult, isBeside = false }: FormProps) {
  const typed = (name: string) => {
    const value = lastResult?.initialValue?.[name]
    return typeof value === 'string' ? value : undefined
  }
  const wrong = (name: string) => lastResult?.error?.[name] ?? undefined
  const options = limbs.map((value) => ({ value, label: limbWords[value] }))
  return (
    <Form method="post" action={`/clients/${flag.clientId}/red-flags/${flag.id}/details`} className="form">
      <FormErrors errors={wrong('')} />
      <CommandKey value={commandKey} />
      <Textarea
        name="says"
        defaultValue={typed('says')}
        errors={wrong('says')}
        label="What you saw or heard"
        hint="It is kept with your name and the time, and is not changed later."
        maxLength={2000}
        required
      />
      <div className="form-row">
        <Select
          name="limb"
          defaultValue={typed('limb')}
          errors={wrong('limb')}
          label="Limb"
          hint="Where it sits."
          placeholder="None, or not known"
          options={options}
          optional
        />
        <TextInput
          name="since"
          defaultValue={typed('since')}
          errors={wrong('since')}
          label="Since when"
          hint="The third set, last night …"
          maxLength={200}
          autoComplete="off"
          optional
        />
      </div>
      <div className="button-row">
        {isBeside ? <Button type="submit">Add it</Button> : <SubmitButton pendingLabel="Adding …">Add it</SubmitButton>}
      </div>
    </Form>
  )
}
