/** The time of the cuff and of the rest: what the trainer did is counted on, never what the page did. */
import type { LiveLine } from '~/domain/live-line'
import { formatSeconds } from '../format'
import { clock } from './line-words'
import { Ring } from './ring'
import type { CuffTimes } from './use-cuff'

/** Part of the cleared time after which the ring warns. */
const warnFrom = 0.8

/** How long the cuff has been on; null while it is off. */
export function secondsOn({ onAt, offAt }: CuffTimes, now: number | null): number | null {
  if (onAt === null || now === null) return null
  return Math.max(0, Math.floor(((offAt ?? now) - onAt) / 1000))
}

/** What is left of the rest after the last set; null when there was none, or it is over. */
function restLeft({ done, restSeconds }: Pick<LiveLine, 'done' | 'restSeconds'>, now: number | null) {
  const last = done.at(-1)
  if (!last || restSeconds === null || now === null) return null
  const left = Math.ceil(restSeconds - (now - Date.parse(last.occurredAt)) / 1000)
  return left > 0 ? left : null
}

export function CuffRing({ line, times, now }: { line: LiveLine; times: CuffTimes; now: number | null }) {
  const { cuff } = line
  if (!cuff) return null
  const { mostSeconds, reperfusionSeconds } = cuff
  const on = secondsOn(times, now)
  if (times.offAt !== null && now !== null) {
    const left = Math.ceil(reperfusionSeconds - (now - times.offAt) / 1000)
    if (left > 0) {
      const says = `of ${clock(reperfusionSeconds)}, no cuff`
      return <Ring label="blood flows back" seconds={left} mostSeconds={reperfusionSeconds} says={says} />
    }
  }
  if (on === null || times.offAt !== null) {
    return <Ring label="cuff off" seconds={0} mostSeconds={mostSeconds} says={`up to ${clock(mostSeconds)} on`} />
  }
  const isOver = on >= mostSeconds
  const tone = isOver ? 'stop' : on >= mostSeconds * warnFrom ? 'wait' : 'plain'
  const says = isOver ? 'take the cuff off now' : `cuff off by ${clock(mostSeconds)}`
  return <Ring label="cuff on" seconds={on} mostSeconds={mostSeconds} says={says} tone={tone} />
}

/** The rest of a line without a cuff has the ring for itself. */
export function RestRing({ line, now }: { line: LiveLine; now: number | null }) {
  const left = restLeft(line, now)
  if (line.restSeconds === null || left === null) return null
  return (
    <Ring label="rest" seconds={left} mostSeconds={line.restSeconds} says={`of ${formatSeconds(line.restSeconds)}`} />
  )
}

export function RestWords({ line, now }: { line: LiveLine; now: number | null }) {
  const left = restLeft(line, now)
  return left === null ? null : (
    <p className="live-rest num">
      Rest <b>{clock(left)}</b>
    </p>
  )
}
