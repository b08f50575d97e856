/** The alarm of the cuffs that are on, on every line: seen, heard, felt and said. */
import { useEffect, useState } from 'react'
import { hasSound, signal, unlockSound } from './alarm'
import { gravest } from './cuff-board'
import { spokenWords } from './cuff-words'
import { useAwake } from './use-awake'
import type { Cuffs } from './use-cuff'

export function CuffAlarm({ cuffs: { all, now } }: { cuffs: Cuffs }) {
  const found = now === null ? null : gravest(all, now)
  const phase = found?.phase ?? null
  const isAwake = useAwake(found !== null)
  const isHeard = useSound(found !== null)
  useEffect(() => (phase ? signal(phase) : undefined), [phase])
  const isAlarmed = phase === 'alarm' || phase === 'past-ceiling'
  return (
    <>
      <p className="sr-only" role="alert">
        {found ? spokenWords(found.phase, found.cuff.limb) : ''}
      </p>
      {phase === 'over' || isAlarmed ? (
        <div className={isAlarmed ? 'alarm alarm-flash' : 'alarm'} aria-hidden="true" />
      ) : null}
      {found && !isAwake ? <p className="small dim">Keep this screen open: no alarm when locked.</p> : null}
      {found && !isHeard ? (
        <p className="small dim">Touch the screen once: without that the alarm makes no sound.</p>
      ) : null}
    </>
  )
}

/** After a reload the browser is silent again until the next touch, whatever it is for. */
function useSound(isOn: boolean): boolean {
  const [isHeard, setHeard] = useState(true)
  useEffect(() => {
    if (!isOn || typeof AudioContext === 'undefined') return
    const look = () => setHeard(hasSound())
    const unlock = () => {
      unlockSound()
      setTimeout(look, 300)
    }
    const first = setTimeout(look, 500)
    document.addEventListener('pointerdown', unlock)
    document.addEventListener('keydown', unlock)
    return () => {
      clearTimeout(first)
      document.removeEventListener('pointerdown', unlock)
      document.removeEventListener('keydown', unlock)
    }
  }, [isOn])
  return isHeard
}
