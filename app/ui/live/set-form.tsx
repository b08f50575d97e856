/** One set as it was done: repetitions with the thumb, the rest taken over from what is prescribed unless it is changed. */
import type { ReactNode } from 'react'
import type { LiveLine } from '~/domain/live-line'
import { sideOf } from '~/domain/limb'
import { nextSetNumber, type SessionNow } from '~/domain/live-limits'
import { inUnit } from '~/domain/units'
import { type ClinicFormat, formatSeconds } from '../format'
import { CommandKey, NumberInput, Select, TextInput } from '../form'
import { SubmitButton } from '../submit-button'
import { FloorForm } from './floor-form'
import { RepsStepper } from './reps-stepper'
import { SetWarnings } from './set-warnings'
import { CuffRing, RestRing, RestWords, secondsOn } from './timers'
import { useAwake, useCuff } from './use-cuff'
import { useNow } from './use-now'

type SetFormProps = {
  sessionId: string
  /** What a set is held against. */
  session: SessionNow & { outsideReason: string | null }
  isReported: boolean
  /** On hold since it began: what was done already is still told. */
  isHeld: boolean
  line: LiveLine
  commandKey: string
  serverNow: string
  format: ClinicFormat
  /** What stands beside the button of the cuff. */
  beside: ReactNode
}

export function SetForm({
  sessionId,
  session,
  isReported,
  isHeld,
  line,
  commandKey,
  serverNow,
  format,
  beside,
}: SetFormProps) {
  const now = useNow(serverNow)
  const cuff = useCuff(sessionId, line.id)
  const on = isReported ? null : secondsOn(cuff, now)
  const isTimed = line.cuff !== null && !isReported
  return (
    <>
      {isTimed ? (
        <div className="needs-script">
          <CuffRing line={line} times={cuff} now={now} />
          <RestWords line={line} now={now} />
        </div>
      ) : null}
      {!isTimed && !isReported ? <RestRing line={line} now={now} /> : null}
      <FloorForm sessionId={sessionId} kind="set" className="live-set" id="set">
        <CommandKey value={commandKey} />
        <input type="hidden" name="lineId" value={line.id} />
        <RepsStepper key={`${line.id}-${line.done.length}`} reps={nextReps(line)} />
        <SetDetails key={line.id} line={line} format={format} on={on} isTyped={!isTimed || now === null} />
        <SetWarnings key={`beyond-${line.id}-${line.done.length}`} session={session} line={line} format={format} />
        <SubmitButton size="large" look={isHeld ? 'quiet' : 'primary'}>
          {isReported || isHeld ? 'Add a set that was done' : setDoneWords(line)}
        </SubmitButton>
      </FloorForm>
      {isTimed ? <CuffButton cuff={cuff} now={now} beside={beside} /> : beside}
    </>
  )
}

/** The repetitions of the set that comes next; past the last one, of the last. */
function nextReps({ reps, done }: LiveLine): number {
  return reps[nextSetNumber(done) - 1] ?? reps.at(-1) ?? 1
}

function setDoneWords({ reps, done, restSeconds }: LiveLine): string {
  const isLast = done.length + 1 >= reps.length
  return isLast || restSeconds === null ? 'Set done' : `Set done, rest ${formatSeconds(restSeconds)}`
}

type DetailsProps = { line: LiveLine; format: ClinicFormat; on: number | null; isTyped: boolean }

/** Closed on a phone that counts the cuff itself; open where the seconds must be typed. */
function SetDetails({ line, format, on, isTyped }: DetailsProps) {
  const isByRpe = line.load.kind === 'rpe'
  const mustType = line.cuff !== null && isTyped
  const load = line.loadG === null ? '' : String(inUnit(line.loadG, format.units))
  return (
    <>
      {isByRpe ? <Rpe isRequired /> : null}
      <details className="live-more" open={mustType || (line.loadG === null && line.load.kind !== 'none') || undefined}>
        <summary>Load, side{line.cuff ? ', pressure' : ''} and effort as they were</summary>
        <div className="form-row">
          <TextInput name="load" label={`Load in ${format.units}`} inputMode="decimal" defaultValue={load} optional />
          <SideChoice line={line} />
          {line.cuff ? (
            <NumberInput
              name="pressureMmhg"
              label="Pressure"
              unit="mmHg"
              defaultValue={line.cuff.mmhg ?? ''}
              min={0}
              max={400}
            />
          ) : null}
          {mustType ? (
            <NumberInput name="restrictionSeconds" label="Cuff on, when the set ended" unit="s" min={0} max={7200} />
          ) : null}
          {isByRpe ? null : <Rpe isRequired={false} />}
          {line.cuff ? <WasCuffOn /> : null}
        </div>
      </details>
      {line.cuff && !mustType ? <input type="hidden" name="restrictionSeconds" value={on ?? ''} /> : null}
    </>
  )
}

/** A set of a cuffed line without its cuff is less than was cleared, and is logged so. */
function WasCuffOn() {
  return (
    <label className="check small">
      <input type="checkbox" name="isWithoutCuff" />
      <span>Done without the cuff</span>
    </label>
  )
}

function SideChoice({ line: { limb } }: { line: LiveLine }) {
  const options = [
    { value: 'left', label: 'Left' },
    { value: 'right', label: 'Right' },
    { value: 'both', label: 'Both' },
  ]
  return <Select name="side" label="Side" options={options} defaultValue={limb ? sideOf(limb) : 'both'} />
}

function Rpe({ isRequired }: { isRequired: boolean }) {
  return (
    <NumberInput
      name="rpe"
      label="Effort (RPE), 0 to 10"
      min={0}
      max={10}
      step={0.5}
      required={isRequired}
      optional={!isRequired}
    />
  )
}

type CuffProps = { cuff: ReturnType<typeof useCuff>; now: number | null; beside: ReactNode }

function CuffButton({ cuff, now, beside }: CuffProps) {
  const isAwake = useAwake(cuff.isOn)
  const press = () => {
    if (now === null) return
    if (cuff.isOn) cuff.takeOff(now)
    else cuff.putOn(now)
  }
  return (
    <>
      <div className="live-pair">
        <button type="button" className="button button-large needs-script" onClick={press}>
          {cuff.isOn ? 'Cuff is off' : 'Cuff is on'}
        </button>
        {beside}
      </div>
      {cuff.isOn && !isAwake ? <p className="small dim">Keep this screen open: no alarm when locked.</p> : null}
    </>
  )
}
