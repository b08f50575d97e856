/** A cuff that was timed by another clock than this page's: its times, and the sets under it, are typed. */
import { Link } from '@remix-run/react'

export function TimedElsewhere({ sessionId, lineId }: { sessionId: string; lineId: string }) {
  return (
    <p className="small">
      Timed without this page:{' '}
      <Link to={`/sessions/${sessionId}/inflations?line=${lineId}`}>type when the cuff was on</Link>,{' '}
      <Link to={`/sessions/${sessionId}/sets?line=${lineId}`}>or a set under it</Link>.
    </p>
  )
}
