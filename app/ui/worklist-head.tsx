/** What stands over "Needs your decision": how much waits here and elsewhere, how old it is, and who is away. */
import { Link } from '@remix-run/react'
import { formatWait } from './format'
import { shortName } from './short-name'

type Counted = { count: number; oldestMinutes: number | null }
type HeadProps = {
  shown: Counted & { theirs: number }
  elsewhere: Counted
  targetHours: number
}

export function WorklistSentence({ shown, elsewhere, targetHours }: HeadProps) {
  return (
    <>
      {shown.oldestMinutes === null ? 'nothing waits here' : hereWords(shown, shown.oldestMinutes, targetHours)}
      {elsewhere.oldestMinutes === null ? null : (
        <>
          {' · '}
          <Link to="/worklist?whose=all">
            {elsewhere.count} more elsewhere, up to {formatWait(elsewhere.oldestMinutes)}
          </Link>
        </>
      )}
    </>
  )
}

function hereWords({ count, theirs }: HeadProps['shown'], oldestMinutes: number, targetHours: number): string {
  const programs = count === 1 ? '1 program' : `${count} programs`
  const yours = theirs === count ? '' : `, ${theirs} yours to decide`
  return `${programs}${yours} · oldest waits ${formatWait(oldestMinutes)} of your ${formatWait(targetHours * 60)} target`
}

export type Away = { name: string; delegateName: string | null; isYourDelegation: boolean }

export function AwayToday({ away }: { away: readonly Away[] }) {
  if (away.length === 0) return null
  return (
    <p className="dim small mb-3">
      Away today: {away.map(awayWords).join('; ')}. <Link to="/absences">Absences</Link>
    </p>
  )
}

function awayWords({ name, delegateName, isYourDelegation }: Away): string {
  if (isYourDelegation) return `${shortName(name)}, you stand in`
  return delegateName
    ? `${shortName(name)}, ${shortName(delegateName)} stands in`
    : `${shortName(name)}, nobody stands in`
}
