/** How a member came to stand as they do: who changed what, and when. */
import type { CalendarDay } from '~/domain/calendar-day'
import type { Licence, Role } from '~/domain/member'
import type { MemberChangeKind } from '~/domain/membership'
import { Card } from '../card'
import { type ClinicFormat, formatDay, formatInstant } from '../format'
import { licenceWords, rolesWords } from './member-words'

export type ShownChange = {
  id: string
  kind: MemberChangeKind | 'invitation'
  at: Date | string
  by: string
  reason: string
  was: string | null
  became: { name: string | null; roles: Role[] | null; licence: Licence | null; credential: CalendarDay | null }
}

export function MemberHistory({ changes, format }: { changes: readonly ShownChange[]; format: ClinicFormat }) {
  if (changes.length === 0) return null
  return (
    <Card title="What was changed?" sub="all of it, with what was before, is in the audit log" flush>
      <ul className="m-0 list-none p-0">
        {changes.map((change) => (
          <li key={change.id} className="flex flex-wrap gap-x-3 gap-y-1 border-t border-line px-4 py-3">
            <span className="grow">
              {saysOf(change, format)}
              {isOfValue(change) ? <span className="dim"> · before: {change.was}</span> : null}
              {change.reason ? <span className="dim"> · {change.reason}</span> : null}
            </span>
            <span className="dim small">
              {change.by}, {formatInstant(change.at, format)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Whoever leaves or comes back was the other before. */
function isOfValue({ kind, was }: ShownChange): boolean {
  return was !== null && kind !== 'deactivation' && kind !== 'reactivation'
}

function saysOf({ kind, became }: ShownChange, format: ClinicFormat): string {
  const { licence, credential } = became
  const licenceSays = licence && `${licenceWords(licence)}, good until ${formatDay(licence.validUntil, format)}`
  switch (kind) {
    case 'invitation':
      return `Came by invitation: ${rolesWords(became.roles ?? [])}`
    case 'name':
      return `Name: ${became.name}`
    case 'roles':
      return `Roles: ${rolesWords(became.roles ?? [])}${licenceSays ? `; licence ${licenceSays}` : ''}`
    case 'licence':
      return licenceSays ? `Licence: ${licenceSays}` : 'Licence taken off the record'
    case 'credential':
      return credential
        ? `BFR credential: good until ${formatDay(credential, format)}`
        : 'BFR credential taken off the record'
    case 'deactivation':
      return 'Deactivated'
    case 'reactivation':
      return 'Reactivated'
  }
}
