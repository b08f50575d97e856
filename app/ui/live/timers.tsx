/** The time of the cuff and of the rest: what the trainer did is counted on, never what the page did. */
import type { LiveLine } from '~/domain/live-line'
import { restLeft, restrictionTimer } from '~/domain/restriction-timer'
import { formatSeconds } from '../format'
import type { BoardCuff } from './cuff-board'
import { onWords, phaseTones } from './cuff-words'
import { clock } from './line-words'
import { Ring } from './ring'

/** `cuff` is the one this line's limb wears, or the last it wore, whichever line it was put on for. */
export function CuffRing({ line, cuff, now }: { line: LiveLine; cuff: BoardCuff | null; now: number | null }) {
  if (!line.cuff) return null
  const { mostSeconds } = line.cuff
  const timer = now === null ? { phase: 'off' as const } : restrictionTimer(cuff, now)
  if (timer.phase === 'reperfusion') {
    const { leftSeconds, ofSeconds } = timer
    const says = `of ${clock(ofSeconds)}, no cuff`
    return <Ring label="blood flows back" seconds={leftSeconds} mostSeconds={ofSeconds} says={says} />
  }
  if (timer.phase === 'off' || !cuff) {
    return <Ring label="cuff off" seconds={0} mostSeconds={mostSeconds} says={`up to ${clock(mostSeconds)} on`} />
  }
  const { label, says } = onWords(timer, cuff)
  const tone = phaseTones[timer.phase]
  return <Ring label={label} seconds={timer.onSeconds} mostSeconds={cuff.clearedSeconds} says={says} tone={tone} />
}

/** The rest of a line without a cuff has the ring for itself. */
export function RestRing({ line, now }: { line: LiveLine; now: number | null }) {
  const left = leftOf(line, now)
  if (line.restSeconds === null || left === null) return null
  return (
    <Ring label="rest" seconds={left} mostSeconds={line.restSeconds} says={`of ${formatSeconds(line.restSeconds)}`} />
  )
}

/** Beside the ring of the cuff; its place stays, so that no button moves under the thumb as a rest ends. */
export function RestWords({ line, now }: { line: LiveLine; now: number | null }) {
  if (line.restSeconds === null) return null
  const left = leftOf(line, now)
  return (
    <p className="live-rest num" role="timer" aria-label="Rest">
      {left === null ? <>&nbsp;</> : 'Rest '}
      {left === null ? null : <b>{clock(left)}</b>}
    </p>
  )
}

function leftOf({ done, restSeconds }: LiveLine, now: number | null): number | null {
  const last = done.at(-1)
  return now === null ? null : restLeft(last ? Date.parse(last.occurredAt) : null, restSeconds, now)
}
