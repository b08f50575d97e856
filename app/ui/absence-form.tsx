/** The fields of an absence: who (an admin says), from when to when, and who stands in. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Role } from '~/domain/member'
import { ButtonLink } from './button'
import { CommandKey, DateInput, FormErrors, Select } from './form'
import { SubmitButton } from './submit-button'
import { roleWords } from './words'

type Typed = { memberId?: string; from?: string; until?: string; delegateId?: string }
type Choice = { memberId: string; name: string; roles: readonly Role[]; isSelf: boolean; mayStandInForSelf: boolean }

type Props = {
  colleagues: readonly Choice[]
  /** Whose it may be: anybody's where the member is an admin, else their own. */
  isForAnybody: boolean
  today: CalendarDay
  commandKey: string
  lastResult: SubmissionResult | undefined
}

export function AbsenceForm({ colleagues, isForAnybody, today, commandKey, lastResult }: Props) {
  const self = colleagues.find(({ isSelf }) => isSelf)
  const [form, fields] = useForm<Typed>({
    id: 'absence',
    lastResult,
    defaultNoValidate: false,
    defaultValue: { memberId: self?.memberId ?? '', from: today },
  })
  const delegates = isForAnybody ? colleagues : colleagues.filter(({ mayStandInForSelf }) => mayStandInForSelf)
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <FormErrors id={form.errorId} errors={form.errors} />
      <CommandKey value={commandKey} />
      {isForAnybody ? (
        <Select
          field={fields.memberId}
          label="Who is away"
          options={optionsOf(colleagues)}
          placeholder="Choose"
          required
        />
      ) : (
        <>
          <input type="hidden" name={fields.memberId.name} value={self?.memberId ?? ''} />
          <FormErrors id={fields.memberId.errorId} errors={fields.memberId.errors} />
        </>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <DateInput field={fields.from} label="First day away" min={today} required />
        <DateInput field={fields.until} label="Last day away" min={today} required />
      </div>
      <Select
        field={fields.delegateId}
        label="Who stands in"
        hint="Somebody who is there all that time: for a trainer a trainer, who sees their clients on those days; for a clinician a clinician with a valid licence; for a doctor, a doctor."
        options={optionsOf(delegates)}
        placeholder={`Nobody: what is ${isForAnybody ? 'theirs' : 'yours'} goes to everybody`}
        optional
      />
      <div className="button-row">
        <SubmitButton>Record the absence</SubmitButton>
        <ButtonLink to="/absences" look="quiet">
          Back
        </ButtonLink>
      </div>
    </Form>
  )
}

function optionsOf(colleagues: readonly Choice[]) {
  return colleagues.map(({ memberId, name, roles, isSelf }) => ({
    value: memberId,
    label: `${name}${isSelf ? ' (you)' : ''}, ${roles.map((role) => roleWords[role].toLowerCase()).join(', ')}`,
  }))
}
