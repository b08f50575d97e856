/** A set whose form came back: all that was typed, to be put right, or to be kept with its reason. */
import { Form } from '@remix-run/react'
import { sideOf } from '~/domain/limb'
import type { LiveLine } from '~/domain/live-line'
import { unitOfForm } from '~/domain/units'
import { CommandKey, LoadUnitSaid, NumberInput, Select, Textarea, TextInput } from '../form'
import { SubmitButton } from '../submit-button'

type AgainProps = {
  sessionId: string
  line: LiveLine
  typed: Partial<Record<string, string>>
  commandKey: string
  isReasonAsked: boolean
  units: 'kg' | 'lb'
}

const sides = [
  { value: 'left', label: 'Left' },
  { value: 'right', label: 'Right' },
  { value: 'both', label: 'Both' },
]

export function SetAgain({ sessionId, line, typed, commandKey, isReasonAsked, units }: AgainProps) {
  return (
    <Form method="post" action={`/sessions/${sessionId}/sets`} className="form">
      <CommandKey value={commandKey} />
      <input type="hidden" name="lineId" value={line.id} />
      {isReasonAsked ? (
        <Textarea
          name="reason"
          label="What happened?"
          hint="Kept with your name and shown to the clinician."
          defaultValue={typed.reason}
          maxLength={500}
          required
        />
      ) : null}
      {isReasonAsked ? <SubmitButton size="large">Log it with this reason</SubmitButton> : null}
      <SetFields line={line} typed={typed} units={units} />
      {isReasonAsked ? null : <SubmitButton size="large">Log this set</SubmitButton>}
    </Form>
  )
}

/** Everything a set tells, as form fields. */
export function SetFields({ line, typed, units }: Pick<AgainProps, 'line' | 'typed' | 'units'>) {
  const unit = unitOfForm(typed.loadUnit, units)
  const side = typed.side ?? (line.limb ? sideOf(line.limb) : 'both')
  return (
    <div className="form-row">
      <NumberInput name="reps" label="Reps done" defaultValue={typed.reps ?? ''} min={0} max={1000} step={1} required />
      <LoadUnitSaid unit={unit} />
      <TextInput name="load" label={`Load in ${unit}`} inputMode="decimal" defaultValue={typed.load} optional />
      <Select name="side" label="Side" options={sides} defaultValue={side} />
      <NumberInput name="rpe" label="Effort (RPE), 0 to 10" defaultValue={typed.rpe} min={0} max={10} optional />
      {line.cuff ? <CuffFields line={line} typed={typed} /> : null}
    </div>
  )
}

function CuffFields({ line, typed }: Pick<AgainProps, 'line' | 'typed'>) {
  return (
    <>
      <NumberInput
        name="pressureMmhg"
        label="Pressure"
        unit="mmHg"
        defaultValue={typed.pressureMmhg ?? line.cuff?.mmhg ?? ''}
        min={0}
        max={400}
      />
      <NumberInput
        name="restrictionSeconds"
        label="Cuff on, when the set ended"
        unit="s"
        defaultValue={typed.restrictionSeconds}
        min={0}
        max={7200}
      />
      <label className="check">
        <input type="checkbox" name="isWithoutCuff" defaultChecked={typed.isWithoutCuff !== undefined} />
        <span>Done without the cuff</span>
      </label>
    </>
  )
}
