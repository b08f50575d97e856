/** A record that is gone: who erased it, when, on which ground, and how much of what. */
import type { ErasureBasis } from '~/domain/retention'
import { Card } from './card'
import { type ClinicFormat, formatInstant, formatNumber } from './format'
import { KeyValue } from './key-value'

type Props = {
  erasure: { at: Date | string; by: string; basis: ErasureBasis; reason: string; counts: Record<string, number> }
  format: ClinicFormat
}

const basisWords: Record<ErasureBasis, string> = {
  retention: 'kept long enough',
  'client-demand': 'the client demanded it',
}

export function ErasureDone({ erasure, format }: Props) {
  const { audit_details: details = 0, ...tables } = erasure.counts
  const rows = Object.values(tables).reduce((sum, count) => sum + count, 0)
  return (
    <Card title="Who erased it, and what went?">
      <KeyValue
        facts={[
          { term: 'Erased', value: formatInstant(erasure.at, format) },
          { term: 'By', value: erasure.by },
          { term: 'Because', value: basisWords[erasure.basis] },
          { term: 'Reason', value: erasure.reason },
          {
            term: 'Rows',
            value: `${formatNumber(rows, format)} in ${Object.keys(tables).length} tables, deleted or without words`,
          },
          {
            term: 'Audit log',
            value: `${formatNumber(details, format)} events tell nothing any more; the chain still holds`,
          },
        ]}
      />
    </Card>
  )
}
