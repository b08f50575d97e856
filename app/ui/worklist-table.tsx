/** "Needs your decision" as a list: the gravest first, what is another's to decide marked as such. */
import type { Refusal } from '~/domain/refusal'
import type { WaitingItem } from '~/domain/waiting-item'
import type { Whose } from '~/domain/whose'
import { AskedDetail, AskedWords } from './asked-words'
import { clientName } from './client-words'
import { ButtonLink } from './button'
import { Empty } from './empty'
import { type Filter, FilterForm } from './filter-form'
import type { ClinicFormat } from './format'
import { type Packed, packed } from './packed'
import { RiskBadge } from './risk-badge'
import { RuleSummary } from './rule-summary'
import { shortName } from './short-name'
import { StatusBadge } from './status-badge'
import { type Column, DataTable } from './table'
import { useRowReturn } from './use-row-return'
import { WaitAge, type WaitLook, waitLook } from './wait-age'

type WorklistTableProps = {
  rows: readonly Packed<WorklistRow>[]
  filters: readonly Filter[]
  isFiltered: boolean
}

/** All that a row shows, and no more than it shows: its wait in the words of the hour and not in minutes. */
export type WorklistRow = Omit<WaitingItem, 'programId' | 'waitedMinutes'> & {
  path: string
  waits: WaitLook
  /** Of what was on hold, which says when. */
  format: ClinicFormat | null
}

/** `list`: the filters that an item keeps, as they stand in the address of the list. */
type Around = { targetHours: number; format: ClinicFormat; list: string }

/** Field by field: a spread of fifty rows takes longer than drawing them. */
export function worklistRow(item: WaitingItem, { targetHours, format, list }: Around): Packed<WorklistRow> {
  return packed<WorklistRow>({
    id: item.id,
    asks: item.asks,
    risk: item.risk,
    whyNotYours: item.whyNotYours,
    whose: item.whose,
    standsInFor: item.standsInFor,
    client: item.client,
    programName: item.programName,
    diagnosis: item.diagnosis,
    trainerName: item.trainerName,
    windowDay: item.windowDay,
    version: item.version,
    hold: item.hold,
    path: `${pathOf(item)}${list}`,
    waits: waitLook(item.waitedMinutes, targetHours),
    format: item.hold && format,
  })
}

/** Where an item is decided. */
function pathOf({ id, programId, asks }: WaitingItem): string {
  return asks === 'lift' ? `/programs/${programId}/holds/${id}/lift` : `/programs/${programId}/versions/${id}/review`
}

const columns: readonly Column<WorklistRow>[] = [
  {
    id: 'risk',
    header: 'Risk',
    bare: true,
    render: ({ risk }) => <RiskBadge is={risk} />,
    sub: (item) => <WhoseWords item={item} />,
  },
  {
    id: 'client',
    header: 'Client',
    fixed: true,
    to: ({ path }) => path,
    render: ({ id, client }) => (
      <span id={id} className="whitespace-nowrap">
        {clientName(client)}
      </span>
    ),
    sub: ({ client, diagnosis }) => `${client.ageYears} · ${diagnosis}`,
  },
  { id: 'program', header: 'Program', render: ({ programName }) => programName },
  {
    id: 'asks',
    header: 'What is asked',
    render: (item) => <AskedWords {...item} />,
    sub: (item) => <AskedDetail item={item} format={item.format} />,
  },
  { id: 'rules', header: 'Rule book', bare: true, render: (item) => <RuleBook item={item} /> },
  {
    id: 'trainer',
    header: 'Trainer',
    // An initial never stands at the end of a line by itself.
    render: ({ trainerName }) => shortName(trainerName).replace(' ', '\u00a0'),
  },
  { id: 'waits', header: 'Waits', align: 'end', render: ({ waits }) => <WaitAge {...waits} /> },
]

export function WorklistTable({ rows, filters, isFiltered }: WorklistTableProps) {
  useRowReturn()
  return (
    <DataTable
      caption="What needs a decision, the gravest and oldest first"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      canHide
      filters={<FilterForm filters={filters} />}
      empty={
        isFiltered ? (
          <Empty title="Nothing waits under these filters" says="Choose other ones to see the rest." />
        ) : (
          <Empty
            title="Nothing needs your decision"
            says="What trainers submit, and what is on hold, appears here. First a client is screened, and a program raised for them."
            action={<ButtonLink to="/clients">Open the clients</ButtonLink>}
          />
        )
      }
    />
  )
}

function WhoseWords({ item: { whose, standsInFor, whyNotYours } }: { item: WorklistRow }) {
  return (
    <>
      {standsInFor ? `For ${shortName(standsInFor)}, away` : whoseWords[whose]}
      {whyNotYours ? <span className="block">{notYoursWords(whyNotYours)}</span> : null}
    </>
  )
}

const whoseWords: Record<Whose, string> = {
  'care-team': 'Your care team',
  delegated: 'Delegated to you',
  pool: 'Pool',
  others: 'Another care team',
}

function RuleBook({ item: { version, hold } }: { item: WorklistRow }) {
  if (version) return <RuleSummary {...version} />
  if (hold && !hold.isScreenedSince && hold.cause !== 'screening') {
    return (
      <StatusBadge tone="justify" icon="triangle">
        screening first
      </StatusBadge>
    )
  }
  return (
    <StatusBadge tone="wait" icon="hourglass">
      {hold?.needsAssessment ? 'name the assessment' : 'ready to lift'}
    </StatusBadge>
  )
}

/** In a list there is no room for the whole sentence; the page of the item has it. */
function notYoursWords(why: Refusal): string {
  if (why === 'own-program') return 'Yours: another decides'
  if (why === 'needs-doctor') return 'Not yours: a doctor decides'
  return 'You cannot sign now'
}
