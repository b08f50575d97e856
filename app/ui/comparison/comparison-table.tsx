/** Programs side by side, one row each. */
import type { ReactNode } from 'react'
import type { ComparedProgram, Maximum } from '~/domain/program-comparison'
import { type ClinicFormat, formatDay, formatLoad } from '../format'
import { type Column, DataTable } from '../table'
import { changeWords, gainWords, labelsOf, lengthWords } from './comparison-words'

const none = '–'

function painWords({ from, to }: ComparedProgram['pain']): string {
  if (from === null) return none
  return to === null ? `${from}, not asked since` : `${from} → ${to}`
}

const kept = (words: ReactNode) => <span className="whitespace-nowrap">{words}</span>

const loadOf = (maximum: Maximum | null, format: ClinicFormat) =>
  maximum ? kept(formatLoad(maximum.loadG, format)) : none
const howOf = (maximum: Maximum | null, format: ClinicFormat) =>
  maximum ? `${maximum.isTested ? 'tested' : 'estimated'}, ${formatDay(maximum.on, format)}` : null

function columnsFor(labels: Map<string, string>, format: ClinicFormat): Column<ComparedProgram>[] {
  return [
    {
      id: 'program',
      header: 'Program',
      fixed: true,
      render: ({ id, name }) => labels.get(id) ?? name,
      to: ({ id }) => `/programs/${id}`,
    },
    { id: 'change', header: 'Change', render: ({ gain }) => <b>{gainWords(gain, format)}</b> },
    {
      id: 'pace',
      header: 'A week',
      render: ({ gain }) => (gain.changeAWeek === null ? none : changeWords(gain.changeAWeek, format, 1)),
    },
    {
      id: 'first',
      header: 'First maximum',
      render: ({ gain }) => loadOf(gain.first, format),
      sub: ({ gain }) => howOf(gain.first, format),
    },
    {
      id: 'last',
      header: 'Last maximum',
      render: ({ gain }) => loadOf(gain.last, format),
      sub: ({ gain }) => howOf(gain.last, format),
    },
    {
      id: 'length',
      header: 'Length',
      render: ({ days, gain }) => (gain.why === 'not-started' ? none : kept(lengthWords(days))),
      sub: ({ clearedOn, endedOn }) => `cleared ${formatDay(clearedOn, format)}${endedOn ? '' : ', so far'}`,
    },
    {
      id: 'sessions',
      header: 'Sessions',
      render: ({ sessions: { done, planned, kept: of } }) => kept(planned === 0 ? done : `${of} of ${planned}`),
      sub: ({ sessions: { done, planned, kept: of } }) => (planned > 0 && done > of ? `and ${done - of} more` : null),
    },
    { id: 'pain', header: 'Pain', render: ({ pain }) => kept(painWords(pain)) },
    { id: 'holds', header: 'Holds', render: ({ holds }) => holds },
    { id: 'red-flags', header: 'Red flags', render: ({ redFlags }) => redFlags },
  ]
}

export function ComparisonTable({ programs, format }: { programs: readonly ComparedProgram[]; format: ClinicFormat }) {
  return (
    <DataTable
      caption="Programs with a clearance, side by side"
      columns={columnsFor(labelsOf(programs, format), format)}
      rows={programs}
      rowKey={({ id }) => id}
      phone="scroll"
      empty={null}
    />
  )
}
