/** The register and what stands beside it, side by side. */
import { can } from '~/domain/access'
import type { Role } from '~/domain/member'
import { Tabs } from './page-header'

export function RegisterTabs({ member }: { member: { roles: readonly Role[] } }) {
  return (
    <div className="tabs-all">
      <Tabs
        label="The register and what stands beside it"
        items={[
          { label: 'Decisions', to: '/register' },
          { label: 'Overrides', to: '/register/overrides' },
          { label: 'Incidents', to: '/register/incidents' },
          { label: 'Outside clearance', to: '/register/outside' },
          ...(can(member, 'emergency:review')
            ? [{ label: 'Emergency access', to: '/register/emergency-access', end: false }]
            : []),
          ...(can(member, 'clearance:audit') ? [{ label: 'Audits', to: '/register/audits', end: false }] : []),
        ]}
      />
    </div>
  )
}
