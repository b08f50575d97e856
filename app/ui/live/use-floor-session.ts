/** A session on the gym floor, alive: what is shown of it, what the phone keeps of it, and what a touch does. */
import { useEffect, useRef, useState } from 'react'
import { type Entry, type Fields, standingOfTyped, typedSet, withEntries } from '~/domain/kept-entries'
import type { RedFlagSign } from '~/domain/red-flags'
import type { LoadUnit } from '~/domain/units'
import { sentenceOf } from '../refusals'
import { clockOffsetMs } from './clock-offset'
import { type Beyond, type Floor, plainFloor } from './floor-context'
import type { FloorLoaded, LiveShown } from './live-shown'
import { useConnection } from './use-connection'
import { useIdle } from './use-idle'
import { useKeeper } from './use-keeper'

export type FloorAsked = {
  loaded: FloorLoaded
  /** Opened from what this phone kept: its clock then, its last touch, and the line that was shown. */
  kept?: { offsetMs: number; touchedAt: number; lineId: string | null }
  /** Puts the line into the address, without asking anybody. */
  onLine: (lineId: string) => void
  openFlag: () => void
}

export type FloorShown = { floor: Floor; session: LiveShown; lineId: string | null; keys: FloorLoaded['keys'] }

/** Of a sign that nobody was told of; it is no entry for the server. */
export const flagNote = 'red-flag'

export function useFloorSession({ loaded, kept, onLine, openFlag }: FloorAsked): FloorShown {
  const { owner, format } = loaded
  const offsetMs = useOffset(loaded.session.now, kept?.offsetMs)
  const { keeper, ofOthers, onTouch, ...state } = useKeeper(loaded, offsetMs, kept !== undefined)
  const [keys, setKeys] = useState(loaded.keys)
  const [lineId, setLine] = useState(kept?.lineId ?? loaded.lineId)
  const [asked, setAsked] = useState<Beyond | null>(null)
  const [mistake, setMistake] = useState<string | null>(null)
  const used = useRef(new Set<string>())
  const isLost = state.stopped === 'unreachable'
  const wasLost = kept !== undefined
  const isOffline = useConnection({ isLost, wasLost, onBack: () => keeper?.send() })
  const isIdle = useIdle({ idleMinutes: owner.idleMinutes, touchedAt: kept?.touchedAt ?? null, onTouch })
  const now = withEntries(loaded.session, state.entries, format.units)
  const session = isIdle ? covered(now) : now

  const put = (kind: string, fields: Fields, doneAt: string) => {
    const key = fields.key && !used.current.has(fields.key) ? fields.key : crypto.randomUUID()
    used.current.add(key)
    setAsked(null)
    setMistake(null)
    setKeys({ set: crypto.randomUUID(), end: crypto.randomUUID() })
    const isKept = isOffline || !navigator.onLine
    void keeper?.put({ key, sessionId: session.id, kind, doneAt, isKept, fields, state: { is: 'waiting' } })
  }
  const log = (kind: string, form: FormData) => {
    if (!keeper || offsetMs === null) return false
    const fields = fieldsOf(form)
    if (used.current.has(fields.key ?? '')) return true
    const doneAt = new Date(Date.now() + offsetMs).toISOString()
    const found = kind === 'set' ? foundIn(session, fields, format.units) : { beyond: [] }
    if ('mistake' in found) setMistake(found.mistake)
    else if (found.beyond.length > 0) setAsked({ fields, doneAt, beyond: found.beyond })
    else put(kind, fields, doneAt)
    return true
  }
  if (!keeper) return { floor: { ...plainFloor, offsetMs }, session, lineId, keys }
  const floor: Floor = {
    log,
    choose: (id) => {
      setLine(id)
      setAsked(null)
      onLine(id)
    },
    isOffline,
    offsetMs,
    waiting: {
      entries: state.entries,
      memberName: owner.memberName,
      stopped: state.stopped,
      isLossy: state.isLossy,
      ofOthers,
    },
    asked,
    mistake,
    giveReason: (reason) => asked && put('set', { ...asked.fields, reason }, asked.doneAt),
    takeBack: () => setAsked(null),
    again: (entry, fields) => void keeper.put({ ...entry, fields: { ...entry.fields, ...fields } }),
    discard: (entry) => void keeper.remove([entry.key]),
    noteFlag: (sign) => void keeper.note(flagEntry(session.id, sign, offsetMs ?? 0)),
    openFlag: isOffline ? openFlag : null,
  }
  return { floor, session, lineId, keys }
}

/** As the server covers it for a login that went idle: timer, sets and red flag go on, and nothing says whose it is. */
function covered(session: LiveShown): LiveShown {
  return { ...session, clientName: '', programName: '', outsideReason: null, isCovered: true }
}

/** What the phone itself can say of a set before it is kept. */
function foundIn(session: LiveShown, fields: Fields, unit: LoadUnit): { mistake: string } | Pick<Beyond, 'beyond'> {
  const typed = typedSet(fields, unit)
  if (!typed) return { mistake: `Type the load as a number of ${unit}.` }
  const standing = standingOfTyped(session, typed)
  if (!standing.ok) return { mistake: sentenceOf(standing.why) }
  return { beyond: typed.reason || session.outsideReason ? [] : standing.deviations }
}

function fieldsOf(form: FormData): Fields {
  return Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
}

/** Kept with the session; else worked out once, for a clock that is put right again and again runs unevenly. */
function useOffset(serverNow: string, kept: number | undefined): number | null {
  const [offsetMs, setOffset] = useState<number | null>(kept ?? null)
  useEffect(() => setOffset((known) => known ?? clockOffsetMs(serverNow)), [serverNow])
  return offsetMs
}

function flagEntry(sessionId: string, sign: RedFlagSign, offsetMs: number): Entry {
  const doneAt = new Date(Date.now() + offsetMs).toISOString()
  const state = { is: 'refused', why: 'nobody-told', says: [] } as const
  return { key: crypto.randomUUID(), sessionId, kind: flagNote, doneAt, isKept: true, fields: { sign }, state }
}
