/** The state of the chain in a card: what was verified, by whom and when, and how far the witness saw it. */
import { Form } from '@remix-run/react'
import { ButtonLink } from './button'
import { Card } from './card'
import type { StateShown } from './audit-verdict'
import type { ClinicFormat } from './format'
import { CommandKey } from './form'
import { still } from './still'
import { SubmitButton } from './submit-button'

const ChainVerdict = still('chain-verdict', () => import('./audit-verdict').then((part) => part.ChainVerdict))

type Props = { state: StateShown; format: ClinicFormat; commandKey: string }

export function ChainState({ state, format, commandKey }: Props) {
  return (
    <Card
      title="Is the chain whole?"
      actions={
        <>
          <ButtonLink to="/audit/verification" look="quiet" size="small">
            Earlier checks
          </ButtonLink>
          <VerifyForm commandKey={commandKey} runId={state.open?.id ?? null} />
        </>
      }
    >
      <div className="audit-state">
        <ChainVerdict state={state} format={format} />
      </div>
    </Card>
  )
}

/** Begins a check, or goes on with one that was stopped. */
export function VerifyForm({ commandKey, runId }: { commandKey: string; runId: string | null }) {
  return (
    <Form method="post" action="/audit/verification">
      <CommandKey value={commandKey} />
      {runId ? <input type="hidden" name="runId" value={runId} /> : null}
      <SubmitButton size="small" pendingLabel="Verifying …">
        {runId ? 'Go on verifying' : 'Verify now'}
      </SubmitButton>
    </Form>
  )
}
