/** The session on this phone: kept as it was loaded, with what is logged of it, until all of it is with the server. */
import { useEffect, useRef, useState } from 'react'
import { isShownBy } from '~/domain/kept-entries'
import { type Keeper, type KeeperState, nothingKept, openKeeper } from '~/phone/keeper'
import { keepShell } from '~/phone/shell'
import { canKeep, forgetSession, keepSession, listKept, type Own, tidyKept, touchKept } from '~/phone/vault'
import type { FloorLoaded, FloorSnapshot } from './live-shown'

type Kept = KeeperState & {
  keeper: Keeper | null
  ofOthers: readonly { memberName: string; open: number }[]
  onTouch: (at: number) => void
}

/** `isFromPhone`: what was loaded is what was kept, so it is not kept again. `offsetMs` null: not known yet. */
export function useKeeper(
  { session, owner, ...loaded }: FloorLoaded,
  offsetMs: number | null,
  isFromPhone: boolean,
): Kept {
  const { id: sessionId, kind, endedAt, occurredAt } = session
  const { memberId, memberName } = owner
  const [state, setState] = useState(nothingKept)
  const [keeper, setKeeper] = useState<Keeper | null>(null)
  const [ofOthers, setOfOthers] = useState<Kept['ofOthers']>([])
  const isStarted = kind === 'started'
  const keeping = useRef<Promise<unknown>>(Promise.resolve())

  // Before the keeper is opened, which waits for it.
  useEffect(() => {
    if (offsetMs === null || isFromPhone || !isStarted || endedAt !== null || !canKeep()) return
    const head = { sessionId, memberId, memberName, startedAt: Date.parse(occurredAt) }
    const snapshot: FloorSnapshot = { loaded: { session, owner, ...loaded }, offsetMs }
    keeping.current = keepSession(head, snapshot, Date.now())
    keeping.current.catch(() => undefined)
  }, [session, offsetMs])

  useEffect(() => {
    if (offsetMs === null || !isStarted || !canKeep()) return
    const own: Own = { sessionId, memberId }
    const opened = openKeeper({ own, isReady: keeping.current, onState: setState })
    setKeeper(opened)
    void othersOf(own).then(setOfOthers)
    if (endedAt === null) void keepShell()
    return () => opened.stop()
  }, [sessionId, memberId, isStarted, offsetMs === null])

  // What the server shows by now needs no keeping; what is over and done with is forgotten.
  useEffect(() => {
    if (!keeper) return
    const shown = state.entries.filter((entry) => entry.state.is === 'taken' && isShownBy(session, entry))
    if (shown.length > 0) void keeper.remove(shown.map(({ key }) => key))
    const isOver = endedAt !== null || state.entries.some((entry) => entry.kind === 'end' && entry.state.is === 'taken')
    const isAllTaken = state.entries.every((entry) => entry.state.is === 'taken')
    if (state.isRead && isOver && isAllTaken && !state.isSending)
      void forgetSession({ sessionId, memberId }).catch(() => undefined)
  }, [session, state, keeper])

  const onTouch = (at: number) => void touchKept({ sessionId, memberId }, at).catch(() => undefined)
  return { ...state, keeper, ofOthers, onTouch }
}

/** What others keep here of this session, once what nobody may see any longer is gone. */
async function othersOf({ sessionId, memberId }: Own): Promise<Kept['ofOthers']> {
  try {
    await tidyKept(Date.now(), memberId)
    return (await listKept()).filter(
      (kept) => kept.sessionId === sessionId && kept.memberId !== memberId && kept.open > 0,
    )
  } catch {
    return []
  }
}
