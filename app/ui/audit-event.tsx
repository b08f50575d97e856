/** One event of the audit: what it tells, and its link of the chain between the two beside it. */
import { Link } from '@remix-run/react'
import { EventDetail } from './audit-detail'
import { happenedEarlier } from './audit-times'
import type { DetailWords } from './audit-words'
import { ButtonLink } from './button'
import { Card } from './card'
import { type ClinicFormat, formatInstant } from './format'
import { KeyValue } from './key-value'
import { Notice } from './notice'

export type EventShown = {
  seq: number
  kind: string
  actorName: string | null
  tableName: string
  rowId: string
  occurredAt: Date | string
  recordedAt: Date | string
  detail: string | null
  clientId: string | null
  clientName: string
  recordNumber: string | null
  hash: string
  detailHash: string
  previousHash: string
  before: { seq: number; hash: string } | null
  after: { seq: number; previousHash: string } | null
  isFollowed: boolean | null
  isSealWhole: boolean | null
  fault: string | null
}

type Props = { event: EventShown; words: DetailWords }

export function AuditEventView({ event, words }: Props) {
  return (
    <div className="columns">
      <div className="stack">
        <Card title="What it tells">
          <EventDetail kind={event.kind} detail={event.detail} words={words} />
        </Card>
        <LinkCard event={event} />
      </div>
      <div className="stack">
        <Card title="Who, when, about whom">
          <KeyValue facts={factsOf(event, words.format)} />
        </Card>
        <nav className="button-row" aria-label="Events beside this one">
          {event.before ? <ButtonLink to={`/audit/${event.before.seq}`}>Event {event.before.seq}</ButtonLink> : null}
          {event.after ? <ButtonLink to={`/audit/${event.after.seq}`}>Event {event.after.seq}</ButtonLink> : null}
        </nav>
      </div>
    </div>
  )
}

function factsOf(event: EventShown, format: ClinicFormat) {
  const { clientId, clientName, recordNumber } = event
  return [
    { term: 'Who', value: event.actorName ?? 'The system' },
    { term: 'Recorded', value: formatInstant(event.recordedAt, format) },
    ...(happenedEarlier(event) ? [{ term: 'Happened', value: formatInstant(event.occurredAt, format) }] : []),
    ...(clientId
      ? [
          {
            term: 'About',
            value: (
              <Link to={`/audit?client=${clientId}`}>
                {recordNumber ? `${clientName} · ${recordNumber}` : 'a client not on record here'}
              </Link>
            ),
          },
        ]
      : []),
    { term: 'Kind', value: <code>{event.kind}</code> },
    ...(event.rowId ? [{ term: 'Row', value: <code className="break-all">{event.rowId}</code> }] : []),
  ]
}

function LinkCard({ event }: { event: EventShown }) {
  return (
    <Card title="Is this link whole?">
      <div className="stack">
        <Verdict event={event} />
        <KeyValue
          facts={[
            {
              term: event.before ? `Hash of event ${event.before.seq}` : 'Before the first',
              value: <FullHash hash={event.before?.hash ?? event.previousHash} />,
            },
            { term: 'Names as the one before', value: <FullHash hash={event.previousHash} /> },
            { term: 'Hash of its detail', value: <FullHash hash={event.detailHash} /> },
            { term: 'Own hash', value: <FullHash hash={event.hash} /> },
            ...(event.after
              ? [{ term: `Event ${event.after.seq} names`, value: <FullHash hash={event.after.previousHash} /> }]
              : []),
          ]}
        />
      </div>
    </Card>
  )
}

function Verdict({ event: { seq, fault, isFollowed, isSealWhole, after } }: Pick<Props, 'event'>) {
  if (fault !== null) {
    return (
      <Notice tone="stop" title={`Event ${seq} ${fault}`}>
        What is stored is not what was hashed when it was recorded.
      </Notice>
    )
  }
  if (isSealWhole === false) {
    return (
      <Notice tone="stop" title="The readings are not as they were sealed">
        Some of them were altered, added or removed since.
      </Notice>
    )
  }
  if (isFollowed === false) {
    return (
      <Notice tone="stop" title={`Event ${after?.seq} does not follow this one`}>
        It names another hash as the one before it.
      </Notice>
    )
  }
  return (
    <Notice tone="ok">
      Its hash was worked out again just now from what is stored, and fits.{' '}
      {isSealWhole ? 'So do the readings that it seals. ' : ''}
      {isFollowed ? 'The event after it names it.' : 'It is the newest: nothing follows it yet.'}
    </Notice>
  )
}

function FullHash({ hash }: { hash: string }) {
  return <code className="small break-all">{hash}</code>
}
