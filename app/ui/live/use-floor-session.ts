/** A session on the gym floor, alive: what is shown of it, what the phone keeps of it, and what a touch does. */
import { useRef, useState } from 'react'
import {
  type Entry,
  type Fields,
  standingOfTyped,
  standingOfTypedInflation,
  type TypedSet,
  typedSet,
  withEntries,
} from '~/domain/kept-entries'
import type { RedFlagSign } from '~/domain/red-flags'
import type { SetStanding } from '~/domain/set-standing'
import type { LoadUnit } from '~/domain/units'
import { sentenceOf } from '../refusals'
import { type Beyond, type Floor, plainFloor } from './floor-context'
import type { FloorLoaded, LiveShown } from './live-shown'
import { clockOffset } from './server-clock'
import { useConnection } from './use-connection'
import { useIdle } from './use-idle'
import { useKeeper } from './use-keeper'

export type FloorAsked = {
  loaded: FloorLoaded
  /** Opened from what this phone kept: its last touch, and the line that was shown. */
  kept?: { touchedAt: number; lineId: string | null }
  /** Puts the line into the address, without asking anybody. */
  onLine: (lineId: string) => void
  openFlag: () => void
}

export type FloorShown = { floor: Floor; session: LiveShown; lineId: string | null; keys: FloorLoaded['keys'] }

/** Of a sign that nobody was told of; it is no entry for the server. */
export const flagNote = 'red-flag'

export function useFloorSession({ loaded, kept, onLine, openFlag }: FloorAsked): FloorShown {
  const { owner, format } = loaded
  const { keeper: opened, ofOthers, onTouch, ...state } = useKeeper(loaded, kept !== undefined)
  // Not before it knows what is kept already.
  const keeper = state.isRead ? opened : null
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

  const serverNow = () => Date.now() + clockOffset(loaded.session.now)
  const put = (kind: string, fields: Fields, doneAt: string) => {
    used.current.add(fields.key ?? '')
    // The key of a page that was kept may have been used before the tab was killed; that of a cuff is its own.
    const key = kind === 'inflation' && fields.key ? fields.key : crypto.randomUUID()
    setAsked(null)
    setMistake(null)
    setKeys({ set: crypto.randomUUID(), end: crypto.randomUUID() })
    const isKept = isOffline || !navigator.onLine
    void keeper?.put({ key, sessionId: session.id, kind, doneAt, isKept, fields, state: { is: 'waiting' } })
  }
  const log = (kind: string, form: FormData) => {
    if (!keeper) return false
    const fields = fieldsOf(form)
    const before = state.entries.find(({ key }) => key === fields.key)
    if (before?.state.is === 'refused') void keeper.put({ ...before, fields })
    if (before || used.current.has(fields.key ?? '')) return true
    const at = serverNow()
    const doneAt = kind === 'inflation' ? (fields.offAt ?? '') : new Date(at).toISOString()
    const found = foundIn(now, { kind, fields, at, unit: format.units })
    if ('mistake' in found) setMistake(found.mistake)
    else if (found.beyond.length > 0) setAsked({ kind, fields, doneAt, beyond: found.beyond })
    else put(kind, fields, doneAt)
    return true
  }
  if (!keeper) return { floor: plainFloor, session, lineId, keys }
  const floor: Floor = {
    log,
    choose: (id) => {
      setLine(id)
      setAsked(null)
      onLine(id)
    },
    isOffline,
    waiting: {
      entries: state.entries,
      memberName: owner.memberName,
      stopped: state.stopped,
      isLossy: state.isLossy,
      ofOthers,
    },
    asked,
    mistake,
    giveReason: (reason) => asked && put(asked.kind, { ...asked.fields, reason }, asked.doneAt),
    takeBack: () => setAsked(null),
    again: (entry, fields) => void keeper.put({ ...entry, fields: { ...entry.fields, ...fields } }),
    discard: (entry) => void keeper.remove([entry.key]),
    noteFlag: (sign) => void keeper.note(flagEntry(session.id, sign, serverNow())),
    // Nobody can be told either by a phone that is let in no longer.
    openFlag: isOffline || state.stopped === 'login-over' || state.stopped === 'another-member' ? openFlag : null,
  }
  return { floor, session, lineId, keys }
}

/** As the server covers it for a login that went idle: timer, sets and red flag go on, and nothing says whose it is. */
function covered(session: LiveShown): LiveShown {
  return {
    ...session,
    ...{ clientName: '', programName: '', outsideReason: null, adverseEvents: [], isCovered: true },
    lines: session.lines.map((line) => ({ ...line, done: line.done.map((set) => ({ ...set, deviations: [] })) })),
    inflations: session.inflations.map((one) => ({ ...one, deviations: [] })),
  }
}

type Logged = { kind: string; fields: Fields; at: number; unit: LoadUnit }

/** What the phone itself can say of it before it is kept; `at` in milliseconds. */
function foundIn(session: LiveShown, logged: Logged): { mistake: string } | Pick<Beyond, 'beyond'> {
  const { fields, unit } = logged
  const typed = logged.kind === 'set' ? typedSet(fields, unit) : undefined
  if (typed === null) return { mistake: `Type the load as a number of ${unit}.` }
  const standing = standingOf(session, logged, typed)
  if (!standing.ok) return { mistake: sentenceOf(standing.why) }
  return { beyond: fields.reason?.trim() || session.outsideReason ? [] : standing.deviations }
}

function standingOf(session: LiveShown, { kind, fields, at }: Logged, typed: TypedSet | undefined): SetStanding {
  if (typed) return standingOfTyped(session, typed)
  return kind === 'inflation' ? standingOfTypedInflation(session, fields, at) : { ok: true, deviations: [] }
}

function fieldsOf(form: FormData): Fields {
  return Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
}

function flagEntry(sessionId: string, sign: RedFlagSign, at: number): Entry {
  const doneAt = new Date(at).toISOString()
  const state = { is: 'refused', why: 'nobody-told', says: [] } as const
  return { key: crypto.randomUUID(), sessionId, kind: flagNote, doneAt, isKept: true, fields: { sign }, state }
}
