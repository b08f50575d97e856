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
  /** There is a connection and nothing waits: called each time after something was taken, or the connection was lost. */
  onSettled: (isEnded: boolean) => void
}

export function FloorSession({ isFlagFirst = false, onSettled, ...asked }: SessionProps) {
  const [isFlag, setFlag] = useState(isFlagFirst)
  const { floor, session, lineId, keys } = useFloorSession({ ...asked, openFlag: () => setFlag(true) })
  const isBusy = floor.waiting === null || floor.isOffline || floor.asked !== null || isFlag
  const settled = isBusy ? null : settledIn(floor.waiting?.entries ?? [], asked.kept !== undefined)
  const tell = useRef(onSettled)
  tell.current = onSettled
  useEffect(() => {
    if (settled !== null) tell.current(settled === 'end')
  }, [settled])
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

/**
 * Changes with each time that nothing waits any longer: the newest key that was taken, or that it was the end; null while
 * something waits, or nothing happened.
 */
function settledIn(entries: readonly Entry[], wasOffline: boolean): string | null {
  const are = (is: Entry['state']['is']) => entries.filter(({ state }) => state.is === is)
  if (are('waiting').length > 0) return null
  const taken = are('taken')
  if (taken.some(({ kind }) => kind === 'end') && are('refused').length === 0) return 'end'
  return taken.at(-1)?.key ?? (wasOffline ? 'back' : null)
}
