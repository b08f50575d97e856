/** What may be done now, said first, with the way there. */
import type { ScopedOutcome } from '~/domain/screening'
import { ButtonLink } from '../button'
import { Notice, type NoticeTone } from '../notice'
import { outcomeLooks } from '../status-words'
import { apart, headline, mayNow } from './outcome-words'

type MayNowProps = { clientId: string; outcomes: readonly ScopedOutcome[]; isDoctorForPrecautions: boolean }

export function MayNow({ clientId, outcomes, isDoctorForPrecautions }: MayNowProps) {
  const whole = outcomes.find(({ scope }) => scope === 'all')
  if (!whole) return null
  const worst = headline(outcomes)
  const limbs = apart(outcomes).filter(({ scope }) => scope !== 'all')
  const action =
    worst === 'no-exercise' ? undefined : (
      <>
        <ButtonLink to={`/clients/${clientId}/programs/new`} look="primary">
          Raise a program
        </ButtonLink>
        {worst === 'no-restriction' ? null : <ButtonLink to={`/clients/${clientId}/lop/new`}>Measure LOP</ButtonLink>}
      </>
    )
  return (
    <Notice tone={tones[worst]} title={outcomeLooks[worst].word} action={action}>
      {mayNow(whole, isDoctorForPrecautions).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {limbs.length > 0 && worst !== 'no-exercise' ? <p>One or more limbs differ: see the table.</p> : null}
    </Notice>
  )
}

const tones: Record<ReturnType<typeof headline>, NoticeTone> = {
  standard: 'ok',
  precaution: 'wait',
  elevated: 'wait',
  'no-restriction': 'stop',
  'no-exercise': 'stop',
}
