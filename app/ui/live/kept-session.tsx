/** The session this phone keeps, opened without a connection: the page itself knows of nobody. */
import { useEffect, useState } from 'react'
import { type Kept, listKept, readKept, tidyKept } from '~/phone/vault'
import { Doorstep } from '../doorstep'
import { FloorSession } from './floor-session'
import type { FloorLoaded } from './live-shown'

type Found =
  | { is: 'looking' }
  | { is: 'none'; waiting: readonly { sessionId: string; memberName: string; open: number }[] }
  | { is: 'kept'; kept: Kept<FloorLoaded> & { snapshot: FloorLoaded }; lineId: string | null; isFlag: boolean }

export function KeptSession() {
  const [found, setFound] = useState<Found>({ is: 'looking' })
  useEffect(() => {
    const look = () => void findKept(location.hash.slice(1)).then(setFound, () => setFound({ is: 'none', waiting: [] }))
    look()
    window.addEventListener('hashchange', look)
    return () => window.removeEventListener('hashchange', look)
  }, [])
  if (found.is === 'kept') return <KeptPage key={found.kept.sessionId} {...found} />
  return (
    <Doorstep title="Session on this phone" sub="A started session goes on here while there is no connection.">
      {found.is === 'looking' ? <Looking /> : <None waiting={found.waiting} />}
    </Doorstep>
  )
}

function KeptPage({ kept, lineId, isFlag }: Extract<Found, { is: 'kept' }>) {
  const { sessionId, snapshot, touchedAt } = kept
  return (
    <FloorSession
      loaded={snapshot}
      kept={{ touchedAt, lineId }}
      isFlagFirst={isFlag}
      onLine={(id) => history.replaceState(history.state, '', `#${sessionId}/${id}`)}
      onSettled={(isEnded) => location.replace(isEnded ? '/today' : `/sessions/${sessionId}`)}
    />
  )
}

function Looking() {
  return (
    <>
      <p>Looking what this phone keeps …</p>
      <noscript>
        <p>This needs JavaScript, and a session that was opened on this phone before.</p>
      </noscript>
    </>
  )
}

function None({ waiting }: Pick<Extract<Found, { is: 'none' }>, 'waiting'>) {
  return (
    <div className="stack">
      <p>No session is kept on this phone. None starts without a connection.</p>
      {waiting.map(({ sessionId, memberName, open }) => (
        <p key={sessionId}>
          {open === 1 ? '1 entry' : `${open} entries`} of {memberName} {open === 1 ? 'waits' : 'wait'} here.{' '}
          <a href={`/sessions/${sessionId}`}>Sign in as {memberName} to send</a>
        </p>
      ))}
      <p>
        <a href="/today">My clients today</a>
      </p>
    </div>
  )
}

/** `asked` is a session with its line, or the client of a red flag; else the newest session that can be shown. */
async function findKept(asked: string): Promise<Found> {
  await tidyKept(Date.now(), null)
  const heads = await listKept()
  const [first = '', second = null] = asked.split('/')
  const isFlag = first === 'red-flag'
  for (const head of heads.filter(({ hasSnapshot }) => hasSnapshot)) {
    const kept = await readKept<FloorLoaded>(head)
    const { snapshot, sessionId } = kept ?? {}
    if (!kept || !snapshot) continue
    const isAsked = isFlag ? snapshot.session.clientId === second : first === '' || first === sessionId
    if (!isAsked) continue
    const lastLine = kept.entries.findLast(({ kind }) => kind === 'set')?.fields.lineId
    const lineId = isFlag ? null : (second ?? lastLine ?? null)
    return { is: 'kept', kept: { ...kept, snapshot }, lineId, isFlag }
  }
  return { is: 'none', waiting: heads.filter(({ open }) => open > 0) }
}
