/** The time of a cuff as it is typed, or as it came back: to be put right, or to be kept with its reason. */
import { Form } from '@remix-run/react'
import type { LiveLine } from '~/domain/live-line'
import { CommandKey, DateInput, NumberInput, Select, Textarea, TextInput } from '../form'
import { type ClinicFormat, formatTime } from '../format'
import type { Mistake } from '../notice'
import { SubmitButton } from '../submit-button'
import { clock, lineTitle } from './line-words'

type AgainProps = {
  sessionId: string
  /** Those with a cuff. */
  lines: readonly LiveLine[]
  lineId: string
  typed: Partial<Record<string, string>>
  commandKey: string
  isReasonAsked: boolean
  mistakes: readonly Mistake[]
  format: ClinicFormat
}

export function CuffAgain(props: AgainProps) {
  const { sessionId, lines, lineId, typed, commandKey, isReasonAsked, mistakes } = props
  const errorsOf = (name: string) => mistakes.filter(({ fieldId }) => fieldId === name).map(({ message }) => message)
  return (
    <Form method="post" action={`/sessions/${sessionId}/inflations`} className="form">
      <CommandKey value={commandKey} />
      {isReasonAsked ? (
        <Textarea
          name="reason"
          id="reason"
          label="What happened?"
          hint="Kept with your name and shown to the clinician."
          defaultValue={typed.reason}
          errors={errorsOf('reason')}
          maxLength={500}
          required
        />
      ) : null}
      {isReasonAsked ? <SubmitButton size="large">Log it with this reason</SubmitButton> : null}
      <Select
        name="lineId"
        id="lineId"
        label="Exercise"
        options={lines.map((line) => ({ value: line.id, label: lineTitle(line) }))}
        defaultValue={lineId}
        errors={errorsOf('lineId')}
      />
      {typed.onAt && typed.offAt ? <CountedTimes {...props} onAt={typed.onAt} offAt={typed.offAt} /> : null}
      {typed.onAt && typed.offAt ? null : (
        <>
          <p className="dim">Day and times as on the clinic’s clock.</p>
          <div className="form-row">
            <DateInput name="day" id="day" label="Day" defaultValue={typed.day} errors={errorsOf('day')} required />
            <TextInput
              type="time"
              name="onTime"
              id="onTime"
              label="Cuff on at"
              step={1}
              defaultValue={typed.onTime}
              errors={errorsOf('onTime')}
              required
            />
            <TextInput
              type="time"
              name="offTime"
              id="offTime"
              label="Cuff off at"
              step={1}
              defaultValue={typed.offTime}
              errors={errorsOf('offTime')}
              required
            />
          </div>
        </>
      )}
      <NumberInput
        name="pressureMmhg"
        id="pressureMmhg"
        label="Pressure"
        unit="mmHg"
        defaultValue={typed.pressureMmhg ?? lines.find(({ id }) => id === lineId)?.cuff?.mmhg ?? ''}
        errors={errorsOf('pressureMmhg')}
        min={0}
        max={400}
      />
      {isReasonAsked ? null : <SubmitButton size="large">Log the time of the cuff</SubmitButton>}
    </Form>
  )
}

/** What the phone counted is not typed again. */
function CountedTimes({ onAt, offAt, format }: AgainProps & { onAt: string; offAt: string }) {
  const seconds = (Date.parse(offAt) - Date.parse(onAt)) / 1000
  return (
    <p className="num">
      <input type="hidden" name="onAt" value={onAt} />
      <input type="hidden" name="offAt" value={offAt} />
      {Number.isNaN(seconds)
        ? null
        : `On from ${formatTime(onAt, format)} to ${formatTime(offAt, format)}, for ${clock(seconds)}.`}
    </p>
  )
}
