/** "Cuff is on" and "Cuff is off": what the trainer did, said with one touch. */
import type { FormEvent } from 'react'
import type { LiveLine } from '~/domain/live-line'
import { type RestrictionTimer, restrictionTimer } from '~/domain/restriction-timer'
import { Button } from '../button'
import { CommandKey } from '../form'
import { SubmitButton } from '../submit-button'
import { unlockSound } from './alarm'
import type { BoardCuff, CuffOn } from './cuff-board'
import { limbWords } from './cuff-words'
import { FloorForm } from './floor-form'
import { clock } from './line-words'
import type { Cuffs } from './use-cuff'

type OnProps = { line: LiveLine; cuff: BoardCuff | null; cuffs: Cuffs; isNext: boolean }

/** Held back until the blood has flowed back; what went on before that all the same is said so, and needs its reason later. */
export function CuffOnButton({ line, cuff, cuffs, isNext }: OnProps) {
  const { now } = cuffs
  const timer: RestrictionTimer = now === null ? { phase: 'off' } : restrictionTimer(cuff, now)
  const put = () => {
    unlockSound()
    cuffs.putOn(line.id)
  }
  if (timer.phase !== 'reperfusion') {
    return (
      <Button look={isNext ? 'primary' : undefined} size="large" onClick={put}>
        Cuff is on
      </Button>
    )
  }
  return (
    <div className="cuff-held">
      <Button size="large" disabled>
        Cuff on in <span className="num">{clock(timer.leftSeconds)}</span>
      </Button>
      <Button look="quiet" onClick={put}>
        It went on already
      </Button>
    </div>
  )
}

type OffProps = { sessionId: string; cuff: CuffOn; cuffs: Cuffs; isUrgent: boolean; isNamed?: boolean }

/** `isNamed`: with its limb, where the line on the page is of another. */
export function CuffOffButton({ sessionId, cuff, cuffs, isUrgent, isNamed = false }: OffProps) {
  // Before the form is read and sent, by whoever sends it: the time is that of the touch.
  const stamp = ({ currentTarget }: FormEvent<HTMLElement>) => {
    const { now } = cuffs
    const input = currentTarget.querySelector<HTMLInputElement>('input[name="offAt"]')
    if (now === null || !input) return
    input.value = new Date(now).toISOString()
    setTimeout(() => cuffs.takeOff(cuff.key, now))
  }
  return (
    <div className="cuff-off" onSubmitCapture={stamp}>
      <FloorForm sessionId={sessionId} kind="inflation">
        <CuffFields cuff={cuff} />
        <input type="hidden" name="offAt" defaultValue="" />
        <SubmitButton size="large" look={isUrgent ? 'primary' : 'plain'} pendingLabel="Cuff is off">
          {isNamed ? `Cuff is off, ${limbWords[cuff.limb]}` : 'Cuff is off'}
        </SubmitButton>
      </FloorForm>
    </div>
  )
}

/** The fields of an inflation that the phone knows already. */
export function CuffFields({ cuff: { key, lineId, onAt, pressureMmhg } }: { cuff: BoardCuff }) {
  return (
    <>
      <CommandKey value={key ?? ''} />
      <input type="hidden" name="lineId" value={lineId} />
      <input type="hidden" name="onAt" value={new Date(onAt).toISOString()} />
      <input type="hidden" name="pressureMmhg" value={pressureMmhg ?? ''} />
    </>
  )
}
