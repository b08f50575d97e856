/** Whose clients: a list to tick in, and a colleague to take in or out. */
import { Form, Link } from '@remix-run/react'
import { type CareGap, careGaps } from '~/domain/care-team'
import type { Role } from '~/domain/member'
import { clientName } from './client-words'
import { Empty } from './empty'
import type { Filter } from './filter-form'
import { CommandKey, Select } from './form'
import { ErrorSummary, type Mistake, Notice } from './notice'
import { LookBadge, type StatusLook } from './status-badge'
import { SubmitButton } from './submit-button'
import { type Column, DataTable } from './table'

type Row = {
  id: string
  givenName: string
  familyName: string
  recordNumber: string
  team: { id: string; name: string; isActive: boolean; roles: readonly Role[] }[]
  gap: CareGap | null
}

const gapLooks: Record<CareGap, StatusLook> = {
  nobody: { tone: 'stop', icon: 'octagon', word: 'Nobody' },
  'no-trainer': { tone: 'justify', icon: 'triangle', word: 'No trainer' },
}
const served: StatusLook = { tone: 'ok', icon: 'check', word: 'Served' }

type Serving = { id: string; name: string; isActive: boolean }
type Asked = { gap: CareGap | null; memberId: string | null }

export function careTeamFilters(asked: Asked, members: readonly Serving[]): Filter[] {
  return [
    {
      name: 'gap',
      label: 'What is missing',
      value: asked.gap,
      anyWord: 'Every client',
      options: careGaps.map((value) => ({ value, label: gapLooks[value].word })),
    },
    {
      name: 'member',
      label: 'In the care team',
      value: asked.memberId,
      anyWord: 'Of anybody',
      options: members.map(({ id, name, isActive }) => ({ value: id, label: nameOf({ name, isActive }) })),
    },
  ]
}

const nameOf = ({ name, isActive }: Omit<Serving, 'id'>) => (isActive ? name : `${name} (deactivated)`)

/** How many clients are without, said before any list: nobody is left so without it being seen. */
export function CareGaps({ counts }: { counts: Record<CareGap, number> }) {
  const found = careGaps.filter((gap) => counts[gap] > 0)
  if (found.length === 0) return null
  return (
    <Notice tone="wait" title="Clients without">
      {found.map((gap) => (
        <p key={gap}>
          <Link to={`/care-teams?gap=${gap}`}>{countWords(counts[gap])}</Link>{' '}
          {gap === 'nobody'
            ? 'with nobody active in their care team'
            : 'with no active trainer, so that nobody trains them'}
        </p>
      ))}
    </Notice>
  )
}

function countWords(count: number): string {
  if (count === 1) return '1 client'
  return count >= 100 ? '100 clients or more' : `${count} clients`
}

const columnsOf = (canOpen: boolean, isTicked: (id: string) => boolean): Column<Row>[] => [
  {
    id: 'client',
    header: 'Client',
    fixed: true,
    bare: true,
    render: (row) => (
      <label className="check">
        <input
          type="checkbox"
          name="clientIds"
          value={row.id}
          defaultChecked={isTicked(row.id)}
          className="scroll-mb-48"
        />
        <b>{clientName(row)}</b>
      </label>
    ),
    sub: ({ id, recordNumber }) => (canOpen ? <Link to={`/clients/${id}`}>{recordNumber}</Link> : recordNumber),
  },
  {
    id: 'team',
    header: 'Care team',
    render: ({ team }) => (team.length > 0 ? team.map(nameOf).join(', ') : <span className="dim">nobody</span>),
  },
  { id: 'gap', header: 'Now', bare: true, render: ({ gap }) => <LookBadge look={gap ? gapLooks[gap] : served} /> },
]

/** What was chosen, where the form comes back. */
export type TeamsAnswer = { mistakes: Mistake[]; chosen: string[]; memberId: string }

type ListProps = {
  rows: Row[]
  members: readonly Serving[]
  canOpen: boolean
  isFiltered: boolean
  commandKey: string
  answer: TeamsAnswer | undefined
}

export function CareTeamsForm({ rows, members, canOpen, isFiltered, commandKey, answer }: ListProps) {
  const isTicked = (id: string) => answer?.chosen.includes(id) ?? false
  return (
    <Form method="post" className="grid gap-4" key={commandKey}>
      <ErrorSummary mistakes={answer?.mistakes ?? []} />
      <CommandKey value={commandKey} />
      <DataTable
        caption="Clients and who is in their care team"
        columns={columnsOf(canOpen, isTicked)}
        rows={rows}
        rowKey={({ id }) => id}
        rowTone={({ gap }) => (gap === 'nobody' ? 'stop' : undefined)}
        empty={
          isFiltered ? (
            <Empty title="No client fits these filters" says="Choose fewer of them to see more." />
          ) : (
            <Empty title="No clients yet" says="Whoever adds a client is in their care team." />
          )
        }
      />
      {rows.length > 0 ? (
        <div className="card sticky bottom-2 z-10 p-4">
          <div className="flex flex-wrap items-end gap-3">
            <div className="grow">
              <Select
                name="memberId"
                id="memberId"
                label="For the ticked clients"
                placeholder="Choose a colleague"
                defaultValue={answer?.memberId ?? ''}
                options={members.map(({ id, ...one }) => ({ value: id, label: nameOf(one) }))}
              />
            </div>
            <SubmitButton name="intent" value="assign">
              Take into the care team
            </SubmitButton>
            <SubmitButton name="intent" value="take-out" look="plain">
              Take out
            </SubmitButton>
          </div>
        </div>
      ) : null}
    </Form>
  )
}
