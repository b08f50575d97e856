/** What is known of the chain: the newest check, and how far the witness saw it. */
import { Link } from '@remix-run/react'
import { type ClinicFormat, formatInstant, formatNumber } from './format'
import { KeyValue } from './key-value'
import { Notice } from './notice'
import { Hash } from './signature'

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

export function ChainVerdict({ state, format }: { state: StateShown; format: ClinicFormat }) {
  return (
    <>
      <Verdict state={state} format={format} />
      <KeyValue facts={factsOf(state, format)} />
    </>
  )
}

function Verdict({ state: { verified, witnessed, head }, format }: { state: StateShown; format: ClinicFormat }) {
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
