/** The cuffs that are on, on a page of the session beside its live page: seen and heard there as well. */
import { CuffAlarm } from './cuff-alarm'
import { OtherCuffs } from './cuff-day'
import type { LiveShown } from './live-shown'
import { useCuffs } from './use-cuff'

export function CuffWatch({
  session,
}: {
  session: Pick<LiveShown, 'id' | 'lines' | 'inflations' | 'endedAt' | 'now'>
}) {
  const cuffs = useCuffs(session)
  return (
    <>
      <OtherCuffs session={session} cuffs={cuffs} line={undefined} />
      <CuffAlarm cuffs={cuffs} />
    </>
  )
}
