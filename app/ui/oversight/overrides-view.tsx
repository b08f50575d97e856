/** Overrides: which rules are asked about most and how they are met, and how each clinician decides. */
import { type ClinicFormat, formatPercent, formatWait } from '../format'
import { Empty } from '../empty'
import { FilterForm } from '../filter-form'
import { type Column, DataTable } from '../table'
import type { LookBack } from '~/domain/look-back'
import { periodFilter } from './period-filter'

type RuleRow = { ruleId: string; name: string; asked: number; written: number; cured: number; sentBack: number }
type ClinicianRow = {
  id: string
  name: string
  decisions: number
  cleared: number
  overridden: number
  medianMinutes: number
}

type Props = { byRule: RuleRow[]; byClinician: ClinicianRow[]; period: LookBack; format: ClinicFormat }

const ruleColumns: Column<RuleRow>[] = [
  {
    id: 'rule',
    header: 'Rule',
    render: ({ name }) => <b>{name}</b>,
    to: ({ ruleId }) => `/register?rule=${ruleId}`,
  },
  { id: 'asked', header: 'Asked to justify', align: 'end', render: ({ asked }) => asked },
  { id: 'written', header: 'Answered in writing', align: 'end', render: ({ written }) => written || '–' },
  { id: 'cured', header: 'Cured by a limit', align: 'end', render: ({ cured }) => cured || '–' },
  { id: 'back', header: 'Sent back or declined', align: 'end', render: ({ sentBack }) => sentBack || '–' },
]

const clinicianColumns = (format: ClinicFormat): Column<ClinicianRow>[] => [
  { id: 'name', header: 'Clinician', render: ({ name }) => <b>{name}</b>, to: ({ id }) => `/register?signer=${id}` },
  { id: 'decisions', header: 'Decisions', align: 'end', render: ({ decisions }) => decisions },
  { id: 'cleared', header: 'Clearances', align: 'end', render: ({ cleared }) => cleared },
  {
    id: 'share',
    header: 'With an override',
    align: 'end',
    render: ({ cleared, overridden }) => (cleared === 0 ? '–' : formatPercent((100 * overridden) / cleared, format)),
    sub: ({ cleared, overridden }) => (cleared === 0 ? null : `${overridden} of ${cleared}`),
  },
  {
    id: 'median',
    header: 'Median time to decide',
    align: 'end',
    render: ({ medianMinutes }) => formatWait(Math.max(0, Math.round(medianMinutes))),
  },
]

export function OverridesView({ byRule, byClinician, period, format }: Props) {
  return (
    <div className="stack">
      <p className="dim max-w-3xl">
        A value outside its rule wants a reason. Here is how often each rule asked for one, and how it was met; an
        override is a clearance with a value answered in writing.
      </p>
      <DataTable
        caption="By rule"
        showCaption
        columns={ruleColumns}
        rows={byRule}
        rowKey={({ ruleId }) => ruleId}
        filters={<FilterForm filters={[periodFilter(period, '90-days')]} />}
        empty={<Empty title="No rule was asked about" says="Everything decided in this time was within its ranges." />}
      />
      <DataTable
        caption="By clinician"
        showCaption
        columns={clinicianColumns(format)}
        rows={byClinician}
        rowKey={({ id }) => id}
        empty={<Empty title="Nobody decided anything" says="No decision was signed in this time." />}
      />
    </div>
  )
}
