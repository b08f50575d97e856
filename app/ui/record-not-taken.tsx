/** What of a record became nothing here, and from which files it came. */
import { Card } from './card'
import { formatInstant } from './format'
import { More, type RecordKind } from './record-view'

type File = {
  importedAt: string
  importedBy: string
  taken: number
  skipped: number
  notRead: { what: string; count: number }[]
  missing: number
}

export function NotTaken({ entries, total, files, format }: RecordKind & { files: readonly File[] }) {
  return (
    <Card title="Not understood, not read">
      {entries.length === 0 ? (
        <p>Nothing that is read here was left without being understood.</p>
      ) : (
        <ul className="list-disc pl-5">
          {entries.map(({ label, status }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines may repeat, and the list never changes
            <li key={index}>
              {label}: <span className="dim">{status}</span>
            </li>
          ))}
        </ul>
      )}
      <More shown={entries.length} total={total} />
      {files.map(({ importedAt, importedBy, taken, notRead, missing }) => (
        <p key={importedAt} className="dim small mt-3">
          Imported {formatInstant(importedAt, format)} by {importedBy}: {taken} lines taken
          {missing > 0 ? `, ${missing} still to come: import the same file again to go on` : null}. Not read here:{' '}
          {notRead.length > 0 ? notRead.map(({ what, count }) => `${what} (${count})`).join(', ') : 'nothing'}.
        </p>
      ))}
    </Card>
  )
}
