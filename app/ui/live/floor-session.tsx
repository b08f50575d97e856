/** The session page with the phone behind it: what is logged is kept first, sent when it can be, and shown at once. */
import { useEffect, useState } from 'react'
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
  const entries = floor.waiting?.entries ?? []
  const isAllTaken = entries.length > 0 && entries.every(({ state }) => state.is === 'taken')
  const newest = entries.at(-1)?.key
  useEffect(() => {
    if (isAllTaken) onAllTaken(entries.some(({ kind }) => kind === 'end'))
  }, [isAllTaken, newest])
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
