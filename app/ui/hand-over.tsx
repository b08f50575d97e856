/** Handing over: what it comes to, said before anything is moved, and to whom. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { CalendarDay } from '~/domain/calendar-day'
import type { HandOverWay } from '~/domain/hand-over'
import type { Role } from '~/domain/member'
import { ButtonLink } from './button'
import { Card } from './card'
import { RadioCards } from './choice'
import { FieldErrors } from './field'
import { CommandKey, FormErrors } from './form'
import { type ClinicFormat, formatDay } from './format'
import { Notice } from './notice'
import { SubmitButton } from './submit-button'
import { roleWords } from './words'

type Leaving = {
  name: string
  roles: readonly Role[]
  isActive: boolean
  clients: number
  withoutAnother: number
  isInSession: boolean
  submissions: number
  supervised: number
  standsIn: readonly { name: string; from: CalendarDay; until: CalendarDay }[]
}

const many = (count: number, one: string, more: string) => (count === 1 ? `1 ${one}` : `${count} ${more}`)

export function LeavingCard({ from, format }: { from: Leaving; format: ClinicFormat }) {
  const { name, isActive, clients, withoutAnother, submissions, supervised, standsIn } = from
  return (
    <Card
      title="What is theirs"
      sub={`${from.roles.map((role) => roleWords[role]).join(', ')}${isActive ? '' : ', deactivated'}`}
    >
      <ul className="grid gap-1.5">
        <li>
          <b>{many(clients, 'client', 'clients')}</b> in whose care team they are
          {withoutAnother > 0 ? `; ${many(withoutAnother, 'has', 'have')} no other active trainer` : ''}
        </li>
        {submissions > 0 ? (
          <li>
            {many(submissions, 'submission waits', 'submissions wait')} for a decision. Whoever takes over may withdraw
            or amend them; they stay raised by {name}.
          </li>
        ) : null}
        {supervised > 0 ? (
          <li>
            {many(supervised, 'open program names', 'open programs name')} them as who supervises. That stays until it
            is amended.
          </li>
        ) : null}
        {standsIn.map((absence) => (
          <li key={`${absence.name}${absence.from}`}>
            They stand in for {absence.name}, {formatDay(absence.from, format)} to {formatDay(absence.until, format)}.
            End that absence and record it again with somebody else.
          </li>
        ))}
      </ul>
      {from.isInSession && isActive ? (
        <div className="mt-3">
          <Notice tone="hold" title="A session they started runs now">
            What their phone has yet to send would be lost. Hand over when it has ended.
          </Notice>
        </div>
      ) : null}
    </Card>
  )
}

const ways: { value: HandOverWay; label: string; hint: string }[] = [
  { value: 'shared-out', label: 'Share them out', hint: 'Each client to one of the colleagues, in turn.' },
  { value: 'all-to-each', label: 'All to each', hint: 'Every client to every one of the colleagues.' },
]

type Heir = { memberId: string; name: string; roles: readonly Role[]; isAway: boolean }
type Props = {
  from: Leaving
  heirs: readonly Heir[]
  backTo: string
  commandKey: string
  lastResult: SubmissionResult | undefined
}

export function HandOverForm({ from, heirs, backTo, commandKey, lastResult }: Props) {
  const [form, fields] = useForm<{ heirIds: string[]; way: HandOverWay }>({
    id: 'hand-over',
    lastResult,
    defaultNoValidate: false,
    defaultValue: { way: 'shared-out' },
  })
  const picked = fields.heirIds.initialValue
  const isPicked = (id: string) => (Array.isArray(picked) ? picked.includes(id) : picked === id)
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <FormErrors id={form.errorId} errors={form.errors} />
      <CommandKey value={commandKey} />
      <fieldset className="field" aria-describedby={fields.heirIds.errorId}>
        <legend>To whom</legend>
        {heirs.map(({ memberId, name, roles, isAway }) => (
          <label className="check" key={memberId}>
            <input type="checkbox" name="heirIds" value={memberId} defaultChecked={isPicked(memberId)} />
            <span>
              {name}, {roles.map((role) => roleWords[role].toLowerCase()).join(', ')}
              {isAway ? ', away today' : ''}
            </span>
          </label>
        ))}
        <FieldErrors id={fields.heirIds.errorId} errors={fields.heirIds.errors ?? []} />
      </fieldset>
      <RadioCards field={fields.way} label="If there are several" options={ways} required />
      <div className="button-row">
        <SubmitButton pendingLabel="Handing over …">Hand over {many(from.clients, 'client', 'clients')}</SubmitButton>
        <ButtonLink to={backTo} look="quiet">
          Back
        </ButtonLink>
      </div>
    </Form>
  )
}
