/** What of this session is on the phone alone, and why: always honest about being offline. */
import type { Entry } from '~/domain/kept-entries'
import { useFloor, type Waiting } from './floor-context'
import { entriesWords } from './waiting-words'

export function FloorStanding({ sessionId }: { sessionId: string }) {
  const { waiting, isOffline, mistake } = useFloor()
  if (!waiting) return null
  const entries = waiting.entries.filter(({ state }) => state.is === 'waiting')
  return (
    <div className="live-standing" role="status">
      {mistake ? <p className="live-mistake">{mistake}</p> : null}
      <Says sessionId={sessionId} waiting={waiting} entries={entries} isOffline={isOffline} />
      {waiting.ofOthers.map(({ memberName, open }) => (
        <p key={memberName}>
          {open === 1 ? '1 entry' : `${open} entries`} of {memberName} {open === 1 ? 'waits' : 'wait'} on this phone.
          Only {memberName} can send {open === 1 ? 'it' : 'them'}.
        </p>
      ))}
    </div>
  )
}

type SaysProps = { sessionId: string; waiting: Waiting; entries: readonly Entry[]; isOffline: boolean }

function Says({ sessionId, waiting, entries, isOffline }: SaysProps) {
  const { stopped, memberName, isLossy } = waiting
  const what = entriesWords(entries)
  if (isLossy && what) {
    return <p>This browser keeps nothing: leave this page open until {what} could be sent.</p>
  }
  if (isOffline) {
    const kept = what ? `${what} kept on this phone` : 'What you log is kept on this phone'
    return <p>Offline. {kept}, sent when the connection is back.</p>
  }
  if (!what) return null
  if (stopped === 'login-over') {
    return (
      <p>
        {what} kept on this phone. <a href={`/login?next=/sessions/${sessionId}`}>Sign in as {memberName} to send</a>
      </p>
    )
  }
  if (stopped === 'another-member') {
    return (
      <p>
        {what} of {memberName} kept on this phone. Only {memberName} can send {entries.length === 1 ? 'it' : 'them'}.
      </p>
    )
  }
  if (stopped === 'unanswered')
    return <p>{what} kept on this phone: Clearway does not answer just now. Tried again by itself.</p>
  return entries.some(({ isKept }) => isKept) ? <p>Sending {what} …</p> : null
}
