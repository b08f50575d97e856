/** The session on this phone: kept as it was loaded, with what is logged of it, until all of it is with the server. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { isShownBy } from '~/domain/kept-entries'
import { type Keeper, type KeeperState, nothingKept, openKeeper } from '~/phone/keeper'
import { keepShell } from '~/phone/shell'
import { canKeep, forgetSession, keepSession, listKept, type Own, tidyKept, touchKept } from '~/phone/vault'
import type { FloorLoaded } from './live-shown'

type Kept = KeeperState & {
  keeper: Keeper | null
  ofOthers: readonly { memberName: string; open: number }[]
  onTouch: (at: number) => void
}

/** `isFromPhone`: what was loaded is what was kept, so it is not kept again. */
export function useKeeper(loaded: FloorLoaded, isFromPhone: boolean): Kept {
  const { session, owner } = loaded
  const [state, setState] = useState(nothingKept)
  const [keeper, setKeeper] = useState<Keeper | null>(null)
  const [ofOthers, setOfOthers] = useState<Kept['ofOthers']>([])
  const own = useMemo(() => ({ sessionId: session.id, memberId: owner.memberId }), [session.id, owner.memberId])
  const isStarted = session.kind === 'started'
  const isRunning = isStarted && session.endedAt === null
  const keeping = useRef<Promise<unknown>>(Promise.resolve())

  // Before the keeper is opened, which waits for it.
  useEffect(() => {
    if (isFromPhone || !isRunning || !canKeep()) return
    const head = { ...own, memberName: loaded.owner.memberName, startedAt: Date.parse(loaded.session.occurredAt) }
    keeping.current = keepSession(head, loaded, Date.now())
    keeping.current.catch(() => undefined)
  }, [loaded, own, isFromPhone, isRunning])

  useEffect(() => {
    if (!isStarted || !canKeep()) return
    const opened = openKeeper({ own, isReady: keeping.current, onState: setState })
    setKeeper(opened)
    void othersOf(own).then(setOfOthers)
    return () => opened.stop()
  }, [own, isStarted])

  useEffect(() => {
    if (isRunning) void keepShell()
  }, [isRunning])

  // What the server shows by now needs no keeping; what is over and done with is forgotten.
  useEffect(() => {
    const shown = state.entries.filter((entry) => entry.state.is === 'taken' && isShownBy(session, entry))
    if (shown.length > 0) void keeper?.remove(shown.map(({ key }) => key))
    if (isDoneWith(session, state)) void forgetSession(own).catch(() => undefined)
  }, [session, state, keeper, own])

  const onTouch = (at: number) => void touchKept(own, at).catch(() => undefined)
  return { ...state, keeper, ofOthers, onTouch }
}

/** The session is over, and nothing of it waits here. */
function isDoneWith({ endedAt }: FloorLoaded['session'], { entries, isRead, isSending }: KeeperState): boolean {
  const isOver = endedAt !== null || entries.some(({ kind, state }) => kind === 'end' && state.is === 'taken')
  return isRead && !isSending && isOver && entries.every(({ state }) => state.is === 'taken')
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
