/** What became of the files that were brought: taken, listed as not understood, or refused with a sentence. */
import { Link } from '@remix-run/react'
import type { NotUnderstood } from '~/domain/fhir-json'
import type { Refusal } from '~/domain/refusal'
import { AlikeList, type AlikeShown } from './alike-clients'
import { ButtonLink } from './button'
import { Card } from './card'
import { clientName } from './client-words'
import { type Taken as TakenLines, takenWords } from './import-words'
import type { ClinicFormat } from './format'
import { sentenceOf } from './refusals'
import { StatusBadge } from './status-badge'

export type Report = { fileName: string } & (
  | ({ ok: true; clientId: string; givenName: string; familyName: string } & What)
  | { ok: false; why: Refusal; says: string | null; knownClientId: string | null; alike: AlikeShown | null }
)

type What = {
  taken: TakenLines
  notUnderstood: NotUnderstood[]
  notRead: { kind: string; count: number }[]
}

export function ImportReport({ reports, format }: { reports: readonly Report[]; format: ClinicFormat }) {
  const taken = reports.filter(({ ok }) => ok).length
  const title = `${taken} of ${reports.length} ${reports.length === 1 ? 'file' : 'files'} imported`
  return (
    <div role="status">
      <Card title={title} sub={taken < reports.length ? 'A file that was refused changed nothing.' : undefined}>
        <ul className="stack">
          {reports.map((report, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and the list never changes
            <li key={index} className="grid gap-1 border-line border-t pt-3 first:border-0 first:pt-0">
              {report.ok ? <Taken report={report} /> : <Refused report={report} format={format} />}
            </li>
          ))}
        </ul>
      </Card>
    </div>
  )
}

function Refused({ report, format }: { report: Extract<Report, { ok: false }>; format: ClinicFormat }) {
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3">
        <b className="break-all">{report.fileName}</b>
        <StatusBadge tone="stop" icon="octagon">
          Refused
        </StatusBadge>
      </p>
      <p>
        {report.says ?? sentenceOf(report.why)}{' '}
        {report.knownClientId ? <Link to={`/clients/${report.knownClientId}`}>Open their page</Link> : null}
      </p>
      {report.alike ? <AlikeList alike={report.alike} format={format} /> : null}
    </>
  )
}

function Taken({ report }: { report: Extract<Report, { ok: true }> }) {
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3">
        <b>{clientName(report)}</b>
        <StatusBadge tone="ok" icon="check">
          Imported
        </StatusBadge>
        <span className="dim small break-all">{report.fileName}</span>
      </p>
      <p>{takenWords(report.taken)}. Nothing is decided by it: a screening drafts from it, and a person confirms.</p>
      <NotUnderstoodList lines={report.notUnderstood} />
      {report.notRead.length > 0 ? (
        <p className="dim small">
          Not read here: {report.notRead.map(({ kind, count }) => `${kind} (${count})`).join(', ')}.
        </p>
      ) : null}
      <p className="button-row mt-1">
        <ButtonLink to={`/clients/${report.clientId}/screening/new`} size="small" look="primary">
          Screen now
        </ButtonLink>
        <ButtonLink to={`/clients/${report.clientId}/record`} size="small">
          See the record
        </ButtonLink>
      </p>
    </>
  )
}

function NotUnderstoodList({ lines }: { lines: readonly NotUnderstood[] }) {
  if (lines.length === 0)
    return <p className="dim small">Nothing that is read here was left without being understood.</p>
  return (
    <details open={lines.length <= 10}>
      <summary>
        {lines.length === 1 ? '1 line was not understood' : `${lines.length} lines were not understood`}
      </summary>
      <ul className="mt-1 list-disc pl-5 small">
        {lines.slice(0, 50).map(({ what, why }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines may repeat, and the list never changes
          <li key={index}>
            {what}: {why}
          </li>
        ))}
        {lines.length > 50 ? <li>and {lines.length - 50} more, all on the record’s page</li> : null}
      </ul>
    </details>
  )
}
