/** What a clinician is asked for, and the quieter line under it. */
import type { WaitingItem } from '~/domain/waiting-item'
import { diffWords } from './diff-words'
import { type ClinicFormat, formatShortDay, formatTime, formatWait } from './format'
import { versionKindWords } from './words'

export function AskedWords({ asks, version, hold }: Pick<WaitingItem, 'asks' | 'version' | 'hold'>) {
  if (asks === 'lift') return <>{hold && hold.openHolds > 1 ? `Lift ${hold.openHolds} holds` : 'Lift the hold'}</>
  const days = version?.extensionDays
  return (
    <>
      {versionKindWords[asks]}
      {days ? `, ${days === 1 ? '1 day' : `${days} days`}` : null}
      {version?.step && asks !== 'extension' ? (
        <span className="dim small whitespace-nowrap">
          {' '}
          v{version.step.from} → v{version.step.to}
        </span>
      ) : null}
    </>
  )
}

/** `format`: for what is on hold. */
export function AskedDetail({
  item,
  format,
}: {
  item: Pick<WaitingItem, 'version' | 'hold' | 'windowDay'>
  format: ClinicFormat | null
}) {
  const { hold, version, windowDay } = item
  if (hold && format) {
    const screened =
      hold.isScreenedSince || hold.cause === 'screening' ? 'new screening done' : 'a new screening comes first'
    return (
      <>
        {hold.reason.replace(/^Red flag: /, '')}, {formatShortDay(hold.heldOn, format)}; {screened}
        {hold.redFlag ? <SeenWords redFlag={hold.redFlag} format={format} /> : null}
      </>
    )
  }
  const changed = version?.step ? diffWords(version.step.changes.filter(({ field }) => field !== 'Extension')) : ''
  const day = windowDay === null ? '' : `day ${windowDay} of 21`
  return <>{[day, changed].filter(Boolean).join('; ')}</>
}

type SeenProps = { redFlag: NonNullable<NonNullable<WaitingItem['hold']>['redFlag']>; format: ClinicFormat }

function SeenWords({ redFlag: { seen, unseenMinutes }, format }: SeenProps) {
  if (seen) return <span className="block">{`seen by ${seen.by} at ${formatTime(seen.at, format)}`}</span>
  if (unseenMinutes === null) return null
  const since = unseenMinutes < 1 ? 'nobody has seen it yet' : `nobody has seen it for ${formatWait(unseenMinutes)}`
  return <b className="block">{since}</b>
}
