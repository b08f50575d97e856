/** The session page with the phone behind it: what is logged is kept first, sent when it can be, and shown at once. */
import { useEffect, useRef, useState } from 'react'
import type { Entry } from '~/domain/kept-entries'
import { FloorProvider } from './floor-context'
import { LivePage } from './live-page'
import { OfflineRedFlag } from './offline-red-flag'
import { type FloorAsked, useFloorSession } from './use-floor-session'

type SessionProps = Omit<FloorAsked, 'openFlag'> & {
  /** Opened for a red flag. */
  isFlagFirst?: boolean
  /** All that was logged is with the server: called after each time it became so. */
  onAllTaken: (isEnded: boolean) => void
}

export function FloorSession({ isFlagFirst = false, onAllTaken, ...asked }: SessionProps) {
  const [isFlag, setFlag] = useState(isFlagFirst)
  const { floor, session, lineId, keys } = useFloorSession({ ...asked, openFlag: () => setFlag(true) })
  const taken = takenIn(floor.waiting?.entries ?? [])
  const tell = useRef(onAllTaken)
  tell.current = onAllTaken
  useEffect(() => {
    if (taken !== null) tell.current(taken === 'end')
  }, [taken])
  return (
    <FloorProvider value={floor}>
      {isFlag ? (
        <OfflineRedFlag session={session} onBack={() => setFlag(false)} />
      ) : (
        <LivePage session={session} lineId={lineId} format={asked.loaded.format} keys={keys} />
      )}
    </FloorProvider>
  )
}

/** Of what was taken the newest key, or that it was the end; null while something waits, or nothing was logged. */
function takenIn(entries: readonly Entry[]): string | null {
  if (!entries.every(({ state }) => state.is === 'taken')) return null
  return entries.some(({ kind }) => kind === 'end') ? 'end' : (entries.at(-1)?.key ?? null)
}
