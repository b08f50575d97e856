/** The audit log as two lists: what changed, in the order of the chain, and who read what. */
import { Link } from '@remix-run/react'
import { buttonClass } from './button'
import { Empty } from './empty'
import { type ClinicFormat, formatInstant } from './format'
import { Hash } from './signature'
import { type Column, DataTable } from './table'

type Change = {
  seq: number
  kind: string
  actorName: string | null
  recordedAt: Date | string
  detail: string | null
  hash: string
}
type Reading = {
  id: number
  kind: string
  memberName: string | null
  pathKind: string
  recordedAt: Date | string
  isSealed: boolean
}

const verbs: Record<string, string> = { insert: 'added', update: 'changed', delete: 'removed' }

/** `training_sessions.insert` reads "training sessions: added". */
function kindWords(kind: string): string {
  const [what = '', verb = ''] = kind.split('.')
  return `${what.replaceAll('_', ' ')}: ${(verbs[verb] ?? verb).replaceAll('-', ' ')}`
}

const changeColumns = (format: ClinicFormat): Column<Change>[] => [
  { id: 'seq', header: 'Event', align: 'end', render: (row) => row.seq },
  { id: 'at', header: 'Recorded', render: (row) => formatInstant(row.recordedAt, format) },
  { id: 'kind', header: 'What', render: (row) => <b>{kindWords(row.kind)}</b> },
  { id: 'actor', header: 'Who', render: (row) => row.actorName ?? 'the system' },
  {
    id: 'detail',
    header: 'Detail',
    render: (row) =>
      row.detail === null ? (
        <span className="dim">erased</span>
      ) : (
        <details>
          <summary>Show</summary>
          <pre className="content-text">{row.detail}</pre>
        </details>
      ),
  },
  { id: 'hash', header: 'Link', render: (row) => <Hash hash={row.hash} /> },
]

const readingColumns = (format: ClinicFormat): Column<Reading>[] => [
  { id: 'at', header: 'When', render: (row) => formatInstant(row.recordedAt, format) },
  { id: 'who', header: 'Who', render: (row) => <b>{row.memberName ?? 'nobody known'}</b> },
  { id: 'kind', header: 'What', render: (row) => row.kind },
  {
    id: 'page',
    header: 'Page',
    render: (row) => <span className="break-all">{row.pathKind.replace('routes/', '')}</span>,
  },
  { id: 'sealed', header: 'In the chain', render: (row) => (row.isSealed ? 'sealed' : 'within a minute') },
]

type Props = {
  view: 'changes' | 'readings'
  head: { seq: number; hash: string } | null
  changes: Change[]
  readings: Reading[]
  format: ClinicFormat
}

export function AuditView({ view, head, changes, readings, format }: Props) {
  const filters = <Views view={view} head={head} />
  const empty = <Empty title="Nothing yet" says="Everything that is changed, signed or read is written down here." />
  return view === 'changes' ? (
    <DataTable
      caption="Changes, the newest first"
      columns={changeColumns(format)}
      rows={changes}
      rowKey={(row) => String(row.seq)}
      filters={filters}
      empty={empty}
    />
  ) : (
    <DataTable
      caption="Readings, the newest first"
      columns={readingColumns(format)}
      rows={readings}
      rowKey={(row) => String(row.id)}
      filters={filters}
      empty={empty}
    />
  )
}

function Views({ view, head }: Pick<Props, 'view' | 'head'>) {
  return (
    <>
      {(['changes', 'readings'] as const).map((name) => (
        <Link
          key={name}
          className={buttonClass({ size: 'small', ...(view === name ? { look: 'primary' } : {}) })}
          aria-current={view === name ? 'true' : undefined}
          to={{ search: `?view=${name}` }}
        >
          {name === 'changes' ? 'Changes' : 'Readings'}
        </Link>
      ))}
      {head ? (
        <span className="small dim">
          Head of the chain <Hash hash={head.hash} />; <code>npm run audit:verify</code> checks all of it.
        </span>
      ) : null}
    </>
  )
}
