/** That a client was put away, on every page about them: whichever page it is, its loader knows the client's head. */
import { Link, useMatches } from '@remix-run/react'
import { type ClinicFormat, formatInstant } from './format'
import { Notice } from './notice'

type Archived = { id: string; archive: { byName: string; at: string; reason: string } | null }

export function ArchivedNotice({ format }: { format: ClinicFormat }) {
  const client = clientOf(useMatches().at(-1)?.data)
  if (!client?.archive) return null
  const { byName, at, reason } = client.archive
  return (
    <div className="mb-4">
      <Notice tone="hold" title="Archived">
        <p>
          By {byName}, {formatInstant(at, format)}: {reason} Nothing is begun for them; their record stays as it is.{' '}
          <Link to={`/clients/${client.id}/archive`}>Restore them</Link>
        </p>
      </Notice>
    </div>
  )
}

function clientOf(data: unknown): Archived | null {
  if (typeof data !== 'object' || data === null || !('client' in data)) return null
  const { client } = data
  return typeof client === 'object' && client !== null && 'archive' in client ? (client as Archived) : null
}
