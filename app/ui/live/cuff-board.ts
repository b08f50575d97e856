/** The cuffs of a client's day, those the phone knows and those that were logged, as one list: which limb wears one now. */
import { type CuffTimes, type OnPhase, onPhases, restrictionTimer, wholeSeconds } from '~/domain/restriction-timer'
import type { KeptCuff } from './kept-cuffs'
import type { LiveShown } from './live-shown'

/** `key` null: logged. `lineId` is the line it was put on for. */
export type BoardCuff = CuffTimes & { lineId: string; pressureMmhg: number | null; key: string | null }
/** One that is on. */
export type CuffOn = BoardCuff & { key: string; offAt: null }

type Session = Pick<LiveShown, 'id' | 'lines' | 'inflations'>

/** Seconds by which a time typed by hand may miss the one the phone counted. */
const typedMs = 1_000

export function cuffBoard({ lines, inflations, id }: Session, kept: readonly KeptCuff[]): BoardCuff[] {
  const logged = inflations.map(({ limb, lineId, pressureMmhg, onAt, offAt, reperfusionSeconds }) => ({
    limb,
    pressureMmhg,
    lineId,
    onAt: Date.parse(onAt),
    offAt: Date.parse(offAt),
    clearedSeconds: 0,
    reperfusionSeconds,
    key: null,
  }))
  const open = stillKept({ id, lines, inflations }, kept).flatMap(({ lineId, ...times }) => {
    const line = lines.find((one) => one.id === lineId)
    if (!line?.limb || !line.cuff) return []
    const { mostSeconds, reperfusionSeconds } = line.cuff
    const pressureMmhg = pressureOf(times.onAt, line)
    return [{ ...times, lineId, limb: line.limb, pressureMmhg, clearedSeconds: mostSeconds, reperfusionSeconds }]
  })
  return [...logged, ...open]
}

/** What the phone keeps and nobody has logged: not one whose time lies within an inflation of this session and limb. */
export function stillKept({ id, lines, inflations }: Session, kept: readonly KeptCuff[]): KeptCuff[] {
  return kept.filter(({ lineId, onAt }) => {
    const limb = lines.find((line) => line.id === lineId)?.limb
    return !inflations.some(
      (logged) =>
        logged.sessionId === id &&
        logged.limb === limb &&
        Date.parse(logged.onAt) - typedMs < onAt &&
        onAt < Date.parse(logged.offAt),
    )
  })
}

/** The cuff a limb wears, or the last one it wore; null: none today. */
export function cuffOf(cuffs: readonly BoardCuff[], limb: BoardCuff['limb'] | null): BoardCuff | null {
  const own = cuffs.filter((cuff) => cuff.limb === limb)
  return (
    own.find(isOn) ?? own.reduce<BoardCuff | null>((last, cuff) => (last && last.onAt > cuff.onAt ? last : cuff), null)
  )
}

export function isOn(cuff: BoardCuff): cuff is CuffOn {
  return cuff.offAt === null && cuff.key !== null
}

/** How grave the cuffs that are on are together; null: none is on. */
export function gravest(cuffs: readonly BoardCuff[], now: number): { phase: OnPhase; cuff: CuffOn } | null {
  const on = cuffs.filter(isOn).flatMap((cuff) => {
    const { phase } = restrictionTimer(cuff, now)
    return phase === 'off' || phase === 'reperfusion' ? [] : [{ phase, cuff }]
  })
  return on.sort((one, other) => onPhases.indexOf(other.phase) - onPhases.indexOf(one.phase))[0] ?? null
}

/**
 * How long the cuff had been on when the set that is logged now ended: of the cuff that is on, or of one of this line
 * that came off since its last set; null: the set was done before a cuff went on.
 */
export function secondsUnder(
  cuff: BoardCuff | null,
  line: { id: string; done: readonly { occurredAt: string }[] },
  now: number,
): number | null {
  if (!cuff) return null
  if (cuff.offAt === null) return wholeSeconds(cuff.onAt, now)
  const lastAt = line.done.at(-1)?.occurredAt
  const isItsOwn = cuff.lineId === line.id && (lastAt === undefined || Date.parse(lastAt) < cuff.offAt)
  return isItsOwn ? wholeSeconds(cuff.onAt, cuff.offAt) : null
}

/** The highest of the sets that were logged under it, else the one to be used. */
function pressureOf(onAt: number, { done, cuff }: LiveShown['lines'][number]): number | null {
  const under = done.filter(({ occurredAt }) => Date.parse(occurredAt) >= onAt)
  const told = under.flatMap(({ pressureMmhg }) => (pressureMmhg === null ? [] : [pressureMmhg]))
  return told.length > 0 ? Math.max(...told) : (cuff?.mmhg ?? null)
}
