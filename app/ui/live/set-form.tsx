/** One set as it was done: repetitions with the thumb, the rest taken over from what is prescribed unless it is changed. */
import { type ReactNode, useState } from 'react'
import type { LiveLine } from '~/domain/live-line'
import { sideOf } from '~/domain/limb'
import { nextSetNumber, type SessionNow } from '~/domain/live-limits'
import { restrictionTimer } from '~/domain/restriction-timer'
import { inUnit } from '~/domain/units'
import { Button } from '../button'
import { type ClinicFormat, formatSeconds } from '../format'
import { CommandKey, LoadUnitSaid, NumberInput, Select, TextInput } from '../form'
import { SubmitButton } from '../submit-button'
import { type BoardCuff, cuffOf, isOn, secondsUnder } from './cuff-board'
import { CuffOffButton, CuffOnButton } from './cuff-button'
import { TimedElsewhere } from './timed-elsewhere'
import { FloorForm } from './floor-form'
import { capital } from './line-words'
import { RepsStepper } from './reps-stepper'
import { SetWarnings } from './set-warnings'
import { CuffRing, RestRing, RestWords } from './timers'
import type { Cuffs } from './use-cuff'

type SetFormProps = {
  sessionId: string
  /** What a set is held against. */
  session: SessionNow & { outsideReason: string | null }
  isReported: boolean
  /** On hold since it began: what was done already is still told. */
  isHeld: boolean
  line: LiveLine
  commandKey: string
  cuffs: Cuffs
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
  cuffs,
  format,
  beside,
}: SetFormProps) {
  const { now } = cuffs
  const [isWithoutCuff, setWithoutCuff] = useState(false)
  const isTimed = line.cuff !== null && !isReported
  const cuff = cuffOf(cuffs.all, line.limb)
  const on = isTimed && now !== null ? secondsUnder(cuff, line, now) : null
  const isBeforeCuff = isTimed && now !== null && on === null && !isWithoutCuff
  const isOffFirst = isUrgent(cuff, now) || (isHeld && cuff !== null && isOn(cuff))
  return (
    <>
      {isTimed ? (
        <div className="needs-script">
          <CuffRing line={line} cuff={cuff} now={now} />
          <RestWords line={line} now={now} />
        </div>
      ) : null}
      {!isTimed && !isReported ? <RestRing line={line} now={now} /> : null}
      <FloorForm sessionId={sessionId} kind="set" className="live-set" id="set">
        <CommandKey value={commandKey} />
        <input type="hidden" name="lineId" value={line.id} />
        <RepsStepper key={`${line.id}-${line.done.length}`} reps={nextReps(line)} />
        <SetDetails
          key={line.id}
          sessionId={sessionId}
          line={line}
          format={format}
          on={on}
          isTyped={!isTimed || now === null}
          onWithoutCuff={setWithoutCuff}
        />
        <SetWarnings key={`beyond-${line.id}-${line.done.length}`} session={session} line={line} format={format} />
        {isBeforeCuff ? (
          <Button size="large" disabled>
            {isHeld ? 'No cuff was on before the hold' : 'Set done: cuff on first'}
          </Button>
        ) : (
          <SubmitButton size="large" look={setLook(isHeld, isOffFirst)}>
            {isReported || isHeld ? 'Add a set that was done' : setDoneWords(line)}
          </SubmitButton>
        )}
      </FloorForm>
      {isTimed ? (
        <div className={isOffFirst ? 'live-pair live-pair-near' : 'live-pair'}>
          <CuffPress {...{ sessionId, line, cuff, cuffs, isHeld, isOffFirst }} isNext={isBeforeCuff} />
          {beside}
        </div>
      ) : (
        beside
      )}
    </>
  )
}

type PressProps = Pick<SetFormProps, 'sessionId' | 'line' | 'cuffs' | 'isHeld'> & {
  cuff: BoardCuff | null
  isNext: boolean
  isOffFirst: boolean
}

/** While the program is on hold a cuff comes off, and none goes on. */
function CuffPress({ sessionId, line, cuff, cuffs, isHeld, isNext, isOffFirst }: PressProps) {
  if (!cuff || !isOn(cuff)) {
    return isHeld ? null : (
      <div className="needs-script cuff-off">
        <CuffOnButton line={line} cuff={cuff} cuffs={cuffs} isNext={isNext} />
      </div>
    )
  }
  return <CuffOffButton {...{ sessionId, cuff, cuffs }} isUrgent={isOffFirst} />
}

function setLook(isHeld: boolean, isOffFirst: boolean) {
  if (isHeld) return 'quiet'
  return isOffFirst ? 'plain' : 'primary'
}

/** From the cleared time on, taking the cuff off comes before all else. */
function isUrgent(cuff: BoardCuff | null, now: number | null): boolean {
  if (!cuff || now === null) return false
  const { phase } = restrictionTimer(cuff, now)
  return phase === 'over' || phase === 'alarm' || phase === 'past-ceiling'
}

/** The repetitions of the set that comes next; past the last one, of the last. */
function nextReps({ reps, done }: LiveLine): number {
  return reps[nextSetNumber(done) - 1] ?? reps.at(-1) ?? 1
}

function setDoneWords({ reps, done, restSeconds }: LiveLine): string {
  const isLast = done.length + 1 >= reps.length
  return isLast || restSeconds === null ? 'Set done' : `Set done, rest ${formatSeconds(restSeconds)}`
}

type DetailsProps = {
  sessionId: string
  line: LiveLine
  format: ClinicFormat
  on: number | null
  isTyped: boolean
  onWithoutCuff: (is: boolean) => void
}

/** Closed on a phone that counts the cuff itself; open where the seconds must be typed. */
function SetDetails({ sessionId, line, format, on, isTyped, onWithoutCuff }: DetailsProps) {
  const isByRpe = line.load.kind === 'rpe'
  const mustType = line.cuff !== null && isTyped
  const isLoadAsked = line.loadG === null && line.load.kind !== 'none'
  const load = line.loadG === null ? '' : String(inUnit(line.loadG, format.units))
  const loadInput = (
    <>
      <LoadUnitSaid unit={format.units} />
      <TextInput name="load" label={`Load in ${format.units}`} inputMode="decimal" defaultValue={load} optional />
    </>
  )
  const others = [!isLoadAsked && 'load', 'side', line.cuff && 'pressure'].filter((word) => typeof word === 'string')
  return (
    <>
      {isLoadAsked || isByRpe ? (
        <div className="live-two">
          {isLoadAsked ? loadInput : null}
          {/* The effort of this set, not of the one before. */}
          {isByRpe ? <Rpe key={line.done.length} isRequired /> : null}
        </div>
      ) : null}
      <details className="live-more" open={mustType || undefined}>
        <summary>{capital(isByRpe ? listed(others) : listed([...others, 'effort']))} as they were</summary>
        <div className="form-row">
          {isLoadAsked ? null : loadInput}
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
          {isByRpe ? null : <Rpe key={line.done.length} isRequired={false} />}
          {line.cuff ? <WasCuffOn onChange={onWithoutCuff} /> : null}
        </div>
        {line.cuff ? <TimedElsewhere sessionId={sessionId} lineId={line.id} /> : null}
      </details>
      {line.cuff && !mustType ? <input type="hidden" name="restrictionSeconds" value={on ?? ''} /> : null}
    </>
  )
}

/** "load, side and effort". */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** A set of a cuffed line without its cuff is less than was cleared, and is logged so. */
function WasCuffOn({ onChange }: { onChange: (is: boolean) => void }) {
  return (
    <label className="check small">
      <input type="checkbox" name="isWithoutCuff" onChange={({ target }) => onChange(target.checked)} />
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
