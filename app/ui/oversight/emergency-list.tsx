/** Emergency accesses, the newest first, each with whether somebody looked at it. */
import { ButtonLink } from '../button'
import { Empty } from '../empty'
import { FilterForm } from '../filter-form'
import type { ClinicFormat } from '../format'
import { LookBadge, type StatusLook } from '../status-badge'
import { type Column, DataTable } from '../table'
import { findingLooks, pagesWords, type ShownAccess, timesWords } from './emergency-words'

const unreviewed: StatusLook = { tone: 'wait', icon: 'hourglass', word: 'Not looked at' }

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
