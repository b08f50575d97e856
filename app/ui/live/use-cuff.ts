/** The cuffs of a session as the trainer works them: what survives a reload, a closed tab and a locked screen. */
import { useEffect, useMemo, useState } from 'react'
import { v4 } from 'uuid'
import { type BoardCuff, cuffBoard, stillKept } from './cuff-board'
import { forgetOldCuffs, isKeptOf, type KeptCuff, keepCuffs, keptCuffs } from './kept-cuffs'
import type { LiveShown } from './live-shown'
import { useNow } from './use-now'

/** `now` is the server's time in milliseconds, null until the page is alive; nothing is known of the phone's cuffs before. */
export type Cuffs = {
  now: number | null
  all: readonly BoardCuff[]
  putOn: (lineId: string) => void
  takeOff: (key: string, offAt: number) => void
}

type Session = Pick<LiveShown, 'id' | 'lines' | 'inflations' | 'now'>

export function useCuffs(session: Session): Cuffs {
  const { id } = session
  const now = useNow(session.now)
  const [kept, setKept] = useState<readonly KeptCuff[]>([])
  useEffect(() => {
    setKept(keptCuffs(id))
    forgetOldCuffs(id, Date.now())
    const read = ({ key }: StorageEvent) => {
      if (isKeptOf(id, key)) setKept(keptCuffs(id))
    }
    window.addEventListener('storage', read)
    return () => window.removeEventListener('storage', read)
  }, [id])
  useEffect(() => {
    const left = stillKept(session, keptCuffs(id))
    if (left.length < keptCuffs(id).length) keepCuffs(id, left)
  }, [session, id])
  const all = useMemo(() => cuffBoard(session, kept), [session, kept])
  // What is stored is the truth: another tab of the session may have written since.
  const change = (to: (before: KeptCuff[]) => KeptCuff[]) => {
    const next = to(keptCuffs(id).length > 0 ? keptCuffs(id) : [...kept])
    keepCuffs(id, next)
    setKept(next)
  }
  return {
    now,
    all,
    putOn: (lineId) => {
      if (now !== null) change((before) => [...before, { lineId, onAt: now, offAt: null, key: v4() }])
    },
    takeOff: (key, offAt) => change((before) => before.map((cuff) => (cuff.key === key ? { ...cuff, offAt } : cuff))),
  }
}
