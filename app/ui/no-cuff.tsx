/** Why no cuff may be closed on this client, where none may on any limb; else what stands inside. */
import type { ReactNode } from 'react'
import type { Limb } from '~/domain/limb'
import type { Refusal } from '~/domain/refusal'
import { ButtonLink } from './button'
import { Notice } from './notice'
import { sentenceOf } from './refusals'

export type CuffRefusals = Record<Limb, Refusal | null>

type NoCuffProps = { clientId: string; refusals: CuffRefusals; children: ReactNode }

export function NoCuff({ clientId, refusals, children }: NoCuffProps) {
  const found = Object.values(refusals)
  const [why] = found
  if (!why || found.some((each) => each === null)) return <>{children}</>
  const isProhibited = why === 'no-exercise' || why === 'no-restriction'
  const action = isProhibited ? (
    <ButtonLink to={`/clients/${clientId}`}>Back to the client</ButtonLink>
  ) : (
    <ButtonLink to={`/clients/${clientId}/screening/new`} look="primary">
      Screen
    </ButtonLink>
  )
  return (
    <Notice tone={isProhibited ? 'stop' : 'wait'} title="No cuff may be closed now" action={action}>
      {sentenceOf(why)} Measuring LOP closes the artery of a limb, so it waits as well.
    </Notice>
  )
}
