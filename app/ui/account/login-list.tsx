/** Where an account is open, and where it was: browser, address, since when. */
import { ButtonLink } from '../button'
import { type ClinicFormat, formatInstant } from '../format'
import { type Column, DataTable } from '../table'
import { LookBadge, type StatusLook } from '../status-badge'

type Moment = Date | string

export type ShownLogin = {
  id: string
  device: string
  address: string | null
  createdAt: Moment
  lastActiveAt: Moment
  endedAt: Moment | null
  isIdle: boolean
  isThis: boolean
}

const looks: Record<'this' | 'open' | 'idle', StatusLook> = {
  this: { tone: 'ok', icon: 'check', word: 'This browser' },
  open: { tone: 'ok', icon: 'dot', word: 'Signed in' },
  idle: { tone: 'off', icon: 'ring', word: 'Idle' },
}

export function placeOf({ address }: Pick<ShownLogin, 'address'>): string {
  return address ? `from ${address}` : 'address not known'
}

function firstColumns(format: ClinicFormat): Column<ShownLogin>[] {
  return [
    { id: 'device', header: 'Browser', bare: true, render: ({ device }) => <b>{device}</b>, sub: placeOf },
    { id: 'since', header: 'Signed in', render: ({ createdAt }) => formatInstant(createdAt, format) },
    { id: 'used', header: 'Last used', render: ({ lastActiveAt }) => formatInstant(lastActiveAt, format) },
  ]
}

type Props = { logins: readonly ShownLogin[]; format: ClinicFormat }

export function OpenLogins({ logins, format }: Props) {
  const columns: Column<ShownLogin>[] = [
    ...firstColumns(format),
    {
      id: 'state',
      header: 'Now',
      bare: true,
      render: ({ isThis, isIdle }) => <LookBadge look={looks[isThis ? 'this' : isIdle ? 'idle' : 'open']} />,
    },
    { id: 'end', header: 'End', align: 'end', bare: true, render: (login) => <EndLink login={login} /> },
  ]
  return (
    <DataTable
      caption="Where you are signed in, this browser first"
      columns={columns}
      rows={logins}
      rowKey={({ id }) => id}
      empty={null}
    />
  )
}

function EndLink({ login: { id, device, isThis } }: { login: ShownLogin }) {
  if (isThis) return null
  return (
    <ButtonLink to={`/account/logins/${id}/end`} size="small" aria-label={`Sign out ${device}`}>
      Sign out
    </ButtonLink>
  )
}

export function EndedLogins({ logins, format }: Props) {
  const columns: Column<ShownLogin>[] = [
    ...firstColumns(format),
    { id: 'ended', header: 'Ended', render: ({ endedAt }) => (endedAt ? formatInstant(endedAt, format) : '') },
  ]
  return (
    <DataTable
      caption="Logins that ended, the latest first"
      columns={columns}
      rows={logins}
      rowKey={({ id }) => id}
      empty={<p className="dim p-4">None in the last 30 days.</p>}
    />
  )
}
