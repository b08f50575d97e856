/** What the newest screening means for a program, said before it is written: what it rules out, and what mends it. */
import type { CalendarDay } from '~/domain/calendar-day'
import { outcomeFor, type ScopedOutcome, type ScreeningReason } from '~/domain/screening'
import { ButtonLink } from './button'
import { formatDay } from './format'
import { Notice } from './notice'
import { limbWords } from './words'

export type ScreeningAround = {
  screenedOn: CalendarDay
  reasons: ScreeningReason[]
  isStale: boolean
  isOutdatedByEvent: boolean
}

type Props = {
  clientId: string
  screening: ScreeningAround | null
  outcomes: readonly ScopedOutcome[] | null
  locale: string
  /** The page writes a program without a cuff already. */
  isWithoutCuff?: boolean
}

/** For the client as a whole, with and without a cuff. */
export function standingOf(outcomes: readonly ScopedOutcome[] | null): 'unknown' | 'free' | 'no-cuff' | 'no-exercise' {
  if (!outcomes) return 'unknown'
  if (outcomeFor(outcomes, { isBfr: false, limbs: [] }) === 'no-exercise') return 'no-exercise'
  return outcomeFor(outcomes, { isBfr: true, limbs: [] }) === 'no-restriction' ? 'no-cuff' : 'free'
}

export function ScreeningNotice({ clientId, screening, outcomes, locale, isWithoutCuff = false }: Props) {
  if (!screening || !outcomes) {
    return (
      <Notice tone="wait" title="Not screened yet" action={<ScreenLink clientId={clientId} />}>
        You can write the program now. It can be submitted once a screening is confirmed.
      </Notice>
    )
  }
  return (
    <div className="stack">
      {screening.isOutdatedByEvent || screening.isStale ? (
        <Notice tone="wait" title="Screen again first" action={<ScreenLink clientId={clientId} />}>
          {screening.isOutdatedByEvent
            ? 'Something happened since the screening: a red flag, pregnancy, surgery or a clot.'
            : `The screening of ${formatDay(screening.screenedOn, { locale })} is too old by your clinic’s rule.`}{' '}
          You can write the program now; it can be submitted after a new screening.
        </Notice>
      ) : null}
      <Prohibition clientId={clientId} reasons={screening.reasons} outcomes={outcomes} isWithoutCuff={isWithoutCuff} />
    </div>
  )
}

type ProhibitionProps = Required<Pick<Props, 'clientId' | 'isWithoutCuff'>> & {
  reasons: readonly ScreeningReason[]
  outcomes: readonly ScopedOutcome[]
}

function Prohibition({ clientId, reasons, outcomes, isWithoutCuff }: ProhibitionProps) {
  const standing = standingOf(outcomes)
  if (standing === 'no-exercise') {
    return (
      <Notice tone="stop" title="No exercise of any kind: refer the client to a doctor">
        <Reasons reasons={reasons} of={['no-exercise']} />
        No program can be submitted and no session started until a new screening says otherwise.
      </Notice>
    )
  }
  if (standing === 'no-cuff') {
    const action = isWithoutCuff ? undefined : (
      <ButtonLink to={`/clients/${clientId}/programs/new?without=cuff`}>
        Write the program without restriction
      </ButtonLink>
    )
    return (
      <Notice tone="stop" title="No restriction training for this client" action={action}>
        <Reasons reasons={reasons} of={['no-restriction']} />
        <p>
          {isWithoutCuff ? 'The program below is one without a cuff.' : 'A program without a cuff may be submitted.'}
        </p>
      </Notice>
    )
  }
  const barred = outcomes.filter(({ scope, bfr }) => scope !== 'all' && bfr === 'no-restriction')
  if (barred.length === 0) return null
  const named = barred.flatMap(({ scope }) => (scope === 'all' ? [] : limbWords[scope])).join(', ')
  return (
    <Notice tone="stop" title={`No cuff on the ${named}`}>
      <Reasons reasons={reasons} of={['no-restriction']} />
    </Notice>
  )
}

function Reasons({ reasons, of }: { reasons: readonly ScreeningReason[]; of: readonly ScreeningReason['outcome'][] }) {
  return (
    <ul>
      {reasons
        .filter(({ outcome }) => of.includes(outcome))
        .map(({ code, limb, says, source }) => (
          <li key={`${code}${limb}`}>
            {says} <span className="dim">· {source}</span>
          </li>
        ))}
    </ul>
  )
}

function ScreenLink({ clientId }: { clientId: string }) {
  return <ButtonLink to={`/clients/${clientId}/screening/new`}>Screen the client</ButtonLink>
}
