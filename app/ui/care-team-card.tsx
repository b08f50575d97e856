/** Who serves a client. */
import type { Role } from '~/domain/member'
import { Avatar } from './avatar'
import { ButtonLink } from './button'
import { Card } from './card'
import { roleWords } from './words'

type Teammate = { name: string; roles: readonly Role[] }

export function CareTeamCard({ clientId, team }: { clientId: string; team: readonly Teammate[] }) {
  return (
    <Card title="Care team">
      {team.length === 0 ? <p className="dim">Nobody: no trainer sees this client.</p> : null}
      <ul className="grid gap-2">
        {team.map((teammate) => (
          <li key={`${teammate.name}${teammate.roles.join()}`}>
            <Teammate {...teammate} />
          </li>
        ))}
      </ul>
      <p className="mt-3">
        <ButtonLink to={`/clients/${clientId}/care-team`} size="small">
          Change
        </ButtonLink>
      </p>
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
