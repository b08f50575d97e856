/** Programs side by side, one row each. */
import type { ComparedProgram } from '~/domain/program-comparison'
import { type ClinicFormat, formatDay } from '../format'
import { type Column, DataTable } from '../table'
import { changeWords, gainWords, labelsOf, lengthWords, maximumWords } from './comparison-words'

const none = '–'

function painWords({ from, to }: ComparedProgram['pain']): string {
  if (from === null) return none
  return to === null ? `${from}, not asked since` : `${from} → ${to}`
}

/** "26 of 28, and 2 more". */
function sessionWords({ done, planned, kept }: ComparedProgram['sessions']): string {
  if (planned === 0) return String(done)
  return done > kept ? `${kept} of ${planned}, and ${done - kept} more` : `${kept} of ${planned}`
}

function columnsFor(labels: Map<string, string>, format: ClinicFormat): Column<ComparedProgram>[] {
  return [
    {
      id: 'program',
      header: 'Program',
      fixed: true,
      render: ({ id, name }) => labels.get(id) ?? name,
      to: ({ id }) => `/programs/${id}`,
    },
    { id: 'cleared', header: 'Cleared on', render: ({ clearedOn }) => formatDay(clearedOn, format) },
    {
      id: 'length',
      header: 'Length',
      render: ({ days, endedOn, gain }) =>
        gain.why === 'not-started' ? none : `${lengthWords(days)}${endedOn ? '' : ' so far'}`,
    },
    { id: 'sessions', header: 'Sessions', render: ({ sessions }) => sessionWords(sessions) },
    {
      id: 'first',
      header: 'First maximum',
      render: ({ gain }) => (gain.first ? maximumWords(gain.first, format) : none),
    },
    { id: 'last', header: 'Last maximum', render: ({ gain }) => (gain.last ? maximumWords(gain.last, format) : none) },
    { id: 'change', header: 'Change', render: ({ gain }) => <b>{gainWords(gain, format)}</b> },
    {
      id: 'pace',
      header: 'A week',
      render: ({ gain }) => (gain.changeAWeek === null ? none : changeWords(gain.changeAWeek, format, 1)),
    },
    { id: 'pain', header: 'Pain', render: ({ pain }) => painWords(pain) },
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
