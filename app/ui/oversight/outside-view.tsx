/** Sessions outside clearance: none is as it should be, and says so. */
import type { LookBack } from '~/domain/look-back'
import { Empty } from '../empty'
import { FilterForm } from '../filter-form'
import { type ClinicFormat, formatDay, formatInstant } from '../format'
import { Notice } from '../notice'
import { StatusBadge } from '../status-badge'
import { type Column, DataTable } from '../table'
import { periodFilter } from './period-filter'

type Trainer = { id: string; name: string; outside: number; struck: number; last: string | null }
type Session = {
  key: string
  at: string
  trainerName: string
  clientName: string
  recordNumber: string
  programName: string
  versionNumber: number
  reason: string
  struckFor: string | null
  decisionId: string | null
}

const trainerColumns = (format: ClinicFormat): Column<Trainer>[] => [
  {
    id: 'name',
    header: 'Trainer',
    render: ({ name }) => <b>{name}</b>,
    to: ({ id }) => `/register/outside?trainer=${id}`,
  },
  {
    id: 'outside',
    header: 'Outside clearance',
    bare: true,
    render: ({ outside }) =>
      outside === 0 ? (
        <StatusBadge tone="ok" icon="check">
          0
        </StatusBadge>
      ) : (
        <StatusBadge tone="stop" icon="octagon">
          {outside}
        </StatusBadge>
      ),
  },
  { id: 'struck', header: 'Struck through since', align: 'end', render: ({ struck }) => struck || '–' },
  { id: 'last', header: 'Last', render: ({ last }) => (last ? formatDay(last, format) : '–') },
]

const sessionColumns = (format: ClinicFormat): Column<Session>[] => [
  {
    id: 'at',
    header: 'Took place',
    render: ({ at }) => <span className="whitespace-nowrap">{formatInstant(at, format)}</span>,
    sub: ({ trainerName }) => trainerName,
  },
  {
    id: 'client',
    header: 'Client',
    render: ({ clientName }) => <b>{clientName}</b>,
    sub: ({ recordNumber }) => recordNumber,
  },
  {
    id: 'program',
    header: 'Program',
    render: ({ decisionId, programName }) =>
      decisionId ? <a href={`/register/${decisionId}`}>{programName}</a> : programName,
    sub: ({ versionNumber, decisionId }) => `version ${versionNumber}${decisionId ? '' : ', never cleared'}`,
  },
  {
    id: 'reason',
    header: 'The reason given',
    render: ({ reason }) => reason,
    sub: ({ struckFor }) => (struckFor === null ? null : `struck through: ${struckFor}`),
  },
]

type Props = {
  trainers: Trainer[]
  sessions: Session[]
  period: LookBack
  trainerId: string | null
  format: ClinicFormat
}

export function OutsideView({ trainers, sessions, period, trainerId, format }: Props) {
  const total = trainers.reduce((sum, { outside }) => sum + outside, 0)
  const options = trainers.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <div className="stack">
      {total === 0 ? (
        <Notice tone="ok" title="No session took place outside clearance">
          None is on record in this time, by any trainer.
        </Notice>
      ) : (
        <Notice
          tone="stop"
          title={
            total === 1 ? '1 session took place outside clearance' : `${total} sessions took place outside clearance`
          }
        >
          No such session can be started: it was reported afterwards, with the reason its trainer gave.
        </Notice>
      )}
      <DataTable
        caption="By trainer"
        showCaption
        columns={trainerColumns(format)}
        rows={trainers}
        rowKey={({ id }) => id}
        filters={
          <FilterForm
            filters={[
              periodFilter(period, 'all'),
              { name: 'trainer', label: 'Trainer', anyWord: 'Every trainer', options, value: trainerId },
            ]}
          />
        }
        empty={<Empty title="No trainer" says="Nobody in this clinic is a trainer." />}
      />
      {sessions.length > 0 ? (
        <DataTable
          caption="Each session"
          showCaption
          columns={sessionColumns(format)}
          rows={sessions}
          rowKey={({ key }) => key}
          empty={null}
        />
      ) : null}
    </div>
  )
}
