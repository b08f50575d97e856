/** Emergency accesses, the newest first, each with whether somebody looked at it. */
import type { EmergencyFinding, EmergencyPhase } from '~/domain/emergency-access'
import { ButtonLink } from '../button'
import { Empty } from '../empty'
import { FilterForm } from '../filter-form'
import { type ClinicFormat, formatInstant, formatTime } from '../format'
import { LookBadge, type StatusLook } from '../status-badge'
import { type Column, DataTable } from '../table'

export type ShownAccess = {
  id: string
  clientName: string
  recordNumber: string
  memberName: string
  reason: string
  openedAt: string
  expiresAt: string
  endedAt: string | null
  phase: EmergencyPhase
  pagesRead: number
  review: { finding: EmergencyFinding; note: string; by: string; at: string } | null
}

export const findingLooks: Record<EmergencyFinding, StatusLook> = {
  'in-order': { tone: 'ok', icon: 'check', word: 'In order' },
  'not-in-order': { tone: 'stop', icon: 'octagon', word: 'Not in order' },
}
const unreviewed: StatusLook = { tone: 'wait', icon: 'hourglass', word: 'Not looked at' }

/** "10:02 to 10:40, ended early" */
export function timesWords({ openedAt, expiresAt, endedAt, phase }: ShownAccess, format: ClinicFormat): string {
  const until = formatTime(endedAt ?? expiresAt, format)
  const how = { open: ', open now', ended: ', ended early', over: '' }[phase]
  return `${formatInstant(openedAt, format)} to ${until}${how}`
}

export function pagesWords(count: number): string {
  if (count === 0) return 'no page read'
  return count === 1 ? '1 page read' : `${count} pages read`
}

const columnsFor = (format: ClinicFormat): Column<ShownAccess>[] => [
  {
    id: 'when',
    header: 'When',
    render: (row) => timesWords(row, format),
    sub: ({ pagesRead }) => pagesWords(pagesRead),
  },
  { id: 'who', header: 'Who', render: ({ memberName }) => <b>{memberName}</b> },
  {
    id: 'client',
    header: 'Client',
    render: ({ clientName }) => <b>{clientName}</b>,
    sub: ({ recordNumber }) => recordNumber,
  },
  { id: 'reason', header: 'Why', render: ({ reason }) => reason },
  {
    id: 'review',
    header: 'Looked at',
    bare: true,
    render: ({ review }) => <LookBadge look={review ? findingLooks[review.finding] : unreviewed} />,
    sub: ({ review }) => (review ? [review.by, review.note].filter(Boolean).join(': ') : null),
  },
  {
    id: 'open',
    header: 'Open',
    align: 'end',
    bare: true,
    render: ({ id, memberName, review }) => (
      <ButtonLink
        to={`/register/emergency-access/${id}`}
        size="small"
        aria-label={`${review ? 'Open' : 'Look at'} the access of ${memberName}`}
      >
        {review ? 'Open' : 'Look at it'}
      </ButtonLink>
    ),
  },
]

type Props = { rows: ShownAccess[]; state: string | null; format: ClinicFormat }

export function EmergencyList({ rows, state, format }: Props) {
  const options = [
    { value: 'not-reviewed', label: 'Not looked at' },
    { value: 'not-in-order', label: 'Not in order' },
  ]
  return (
    <DataTable
      caption="Emergency accesses, the newest first"
      columns={columnsFor(format)}
      rows={rows}
      rowKey={({ id }) => id}
      rowTone={({ review }) => (review ? undefined : 'wait')}
      filters={
        <FilterForm filters={[{ name: 'state', label: 'Looked at', anyWord: 'All of them', options, value: state }]} />
      }
      empty={<Empty title="No emergency access" says="Nobody opened a client of another care team in an emergency." />}
    />
  )
}
