/** Who serves a client. */
import type { CareGap } from '~/domain/care-team'
import type { Role } from '~/domain/member'
import { Avatar } from './avatar'
import { ButtonLink } from './button'
import { Card } from './card'
import { StatusBadge } from './status-badge'
import { roleWords } from './words'

/** What is missing in a care team, in a few words. */
export const gapTitles: Record<CareGap, string> = {
  nobody: 'Nobody: no active member is in this care team',
  'no-trainer': 'No active trainer: nobody trains this client',
}

type Teammate = { name: string; roles: readonly Role[] }
type Listed = Teammate & { isActive: boolean }
type CardProps = { clientId: string; team: readonly Listed[]; gap: CareGap | null; mayChange: boolean }

export function CareTeamCard({ clientId, team, gap, mayChange }: CardProps) {
  return (
    <Card title="Care team">
      {gap ? (
        <p className="mb-2">
          <StatusBadge tone="wait" icon="triangle">
            {gapTitles[gap]}
          </StatusBadge>
        </p>
      ) : null}
      <ul className="grid gap-2">
        {team.map((teammate) => (
          <li key={`${teammate.name}${teammate.roles.join()}`}>
            <Teammate
              roles={teammate.roles}
              name={teammate.isActive ? teammate.name : `${teammate.name} (deactivated)`}
            />
          </li>
        ))}
      </ul>
      {mayChange ? (
        <p className="mt-3">
          <ButtonLink to={`/clients/${clientId}/care-team`} size="small">
            Change
          </ButtonLink>
        </p>
      ) : null}
    </Card>
  )
}

export function Teammate({ name, roles }: Teammate) {
  return (
    <span className="flex items-center gap-2.5">
      <Avatar name={name} />
      <span>
        <span className="block">{name}</span>
        <span className="dim small">{roles.map((role) => roleWords[role]).join(', ')}</span>
      </span>
    </span>
  )
}
