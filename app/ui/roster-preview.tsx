/** What would become of a list, before anything is written. */
import { Form } from '@remix-run/react'
import type { RosterClient } from '~/domain/roster'
import type { Verdict } from '~/domain/roster-verdict'
import { ButtonLink } from './button'
import { Card } from './card'
import { Checkbox } from './choice'
import { sexWords } from './client-words'
import { type ClinicFormat, formatDay } from './format'
import { type Counts, RosterCounts } from './roster-counts'
import { verdictLooks, verdictWords } from './roster-words'
import { LookBadge } from './status-badge'
import { SubmitButton } from './submit-button'

export type PreviewRow = { line: number; cells: string[]; client: RosterClient | null; verdict: Verdict }

type Props = {
  to: string
  counts: Counts
  first: PreviewRow[]
  notTaken: PreviewRow[]
  format: ClinicFormat
}

export function RosterPreview({ to, counts, first, notTaken, format }: Props) {
  const isNobody = counts.taken === 0 && counts.alike === 0
  return (
    <div className="stack">
      <Card title="What would happen" sub="nothing is written yet">
        <div className="form">
          <RosterCounts counts={counts} format={format} />
          <Form method="post" action={`${to}/start`} className="form">
            {counts.alike > 0 ? (
              <Checkbox
                name="takesAlike"
                label="Take the possible duplicates too: they are other people"
                hint="Left out otherwise, and listed at the end, to be added by hand."
              />
            ) : null}
            <div className="button-row">
              {isNobody ? null : <SubmitButton pendingLabel="Starting …">{startWords(counts)}</SubmitButton>}
              <ButtonLink to={`${to}?columns`} look={isNobody ? 'primary' : undefined}>
                Choose the columns again
              </ButtonLink>
            </div>
          </Form>
        </div>
      </Card>
      <RowsCard title="The first rows, as they are read" rows={first} format={format} />
      {notTaken.length > 0 ? (
        <RowsCard title="The first that would not be taken" rows={notTaken} format={format} />
      ) : null}
    </div>
  )
}

function startWords({ taken }: Counts): string {
  if (taken === 0) return 'Go on'
  return taken === 1 ? 'Add 1 client' : `Add ${taken} clients`
}

function RowsCard({ title, rows, format }: { title: string; rows: PreviewRow[]; format: ClinicFormat }) {
  return (
    <Card title={title} flush>
      <ul className="divide-y divide-line">
        {rows.map(({ line, cells, client, verdict }) => (
          <li key={line} className="grid gap-1 px-5 py-3">
            <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <LookBadge look={verdictLooks[verdict.is]} />
              {client ? (
                <b className="break-words">
                  {client.familyName}, {client.givenName}
                </b>
              ) : (
                <span className="break-all">{cells.join(' · ').slice(0, 200)}</span>
              )}
              <span className="dim small">line {line}</span>
            </p>
            {client ? (
              <p className="small break-words">
                born {formatDay(client.birthDate, format)}, {sexWords[client.sex]}
                {client.recordNumber ? `, record ${client.recordNumber}` : ', no record number'}
              </p>
            ) : null}
            {verdict.is === 'taken' ? null : <p className="dim small">{verdictWords(verdict)}</p>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
