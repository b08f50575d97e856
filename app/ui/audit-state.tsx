/** The state of the chain in a card: what was verified, by whom and when, and how far the witness saw it. */
import { Form, Link } from '@remix-run/react'
import { ButtonLink } from './button'
import { Card } from './card'
import { type ClinicFormat, formatInstant, formatNumber } from './format'
import { CommandKey } from './form'
import { KeyValue } from './key-value'
import { Notice } from './notice'
import { Hash } from './signature'
import { SubmitButton } from './submit-button'

export type RunShown = {
  id: string
  byName: string
  toSeq: number
  untilSeq: number
  broken: { seq: number; what: string } | null
  at: Date | string
  isOver: boolean
}

export type StateShown = {
  head: { seq: number; hash: string; recordedAt: Date | string } | null
  unsealed: number
  witnessed: { seq: number; at: string; isThere: boolean } | null
  verified: RunShown | null
  open: RunShown | null
}

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
        <Verdict state={state} format={format} />
        <KeyValue facts={factsOf(state, format)} />
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

function Verdict({ state: { verified, witnessed, head }, format }: Pick<Props, 'state' | 'format'>) {
  if (witnessed && !witnessed.isThere) {
    return (
      <Notice tone="stop" title={`Event ${witnessed.seq} is not the one the witness saw`}>
        It was written down on {formatInstant(witnessed.at, format)} outside the database. Verify now, and keep the
        server as it is.
      </Notice>
    )
  }
  if (!verified) {
    return <Notice title="Not verified from here yet">Verifying works out every hash of the chain again.</Notice>
  }
  if (verified.broken) return <Broken run={verified} format={format} />
  const since = (head?.seq ?? 0) - verified.untilSeq
  return (
    <Notice tone="ok" title={`Whole up to event ${formatNumber(verified.untilSeq, format)}`}>
      Verified by {verified.byName} on {formatInstant(verified.at, format)}.{' '}
      {since > 0 ? `${countOf(since, 'event', format)} since.` : 'Nothing since.'}
    </Notice>
  )
}

export function Broken({ run, format }: { run: RunShown; format: ClinicFormat }) {
  const { broken } = run
  if (!broken) return null
  return (
    <Notice tone="stop" title={`Event ${broken.seq} ${broken.what}`}>
      The first link that does not hold, found by {run.byName} on {formatInstant(run.at, format)}. The{' '}
      {countOf(Math.max(0, Math.min(run.toSeq, broken.seq - 1)), 'event', format)} before it{' '}
      {broken.seq === 2 ? 'is' : 'are'} whole.{' '}
      <Link to={`/audit/${Math.max(1, Math.min(run.toSeq + 1, broken.seq))}`}>Look at it</Link>
    </Notice>
  )
}

function factsOf({ head, unsealed, witnessed }: StateShown, format: ClinicFormat) {
  const tail = head && witnessed ? Math.max(0, head.seq - witnessed.seq) : null
  return [
    {
      term: 'Newest event',
      value: head ? (
        <>
          <Link to={`/audit/${head.seq}`}>{formatNumber(head.seq, format)}</Link>,{' '}
          {formatInstant(head.recordedAt, format)}, <Hash hash={head.hash} />
        </>
      ) : (
        'none'
      ),
    },
    {
      term: 'Witnessed',
      value: witnessed
        ? `event ${formatNumber(witnessed.seq, format)}, ${formatInstant(witnessed.at, format)}`
        : 'no line of this clinic in the newest part of the witness',
    },
    ...(tail === null
      ? []
      : [{ term: 'Not witnessed yet', value: tail === 0 ? 'nothing' : countOf(tail, 'event', format) }]),
    {
      term: 'Not sealed yet',
      value:
        unsealed === 0
          ? 'nothing'
          : unsealed >= 1_000
            ? '1,000 readings or more'
            : countOf(unsealed, 'reading', format),
    },
  ]
}

function countOf(amount: number, thing: string, format: ClinicFormat): string {
  return `${formatNumber(amount, format)} ${thing}${amount === 1 ? '' : 's'}`
}
