/** What happened to a client in training: red flags, each with its page, and what was none. */
import { Link } from '@remix-run/react'
import { type AfterEffects, adverseEventKinds, adverseEvents, isForClinician } from '~/domain/adverse-events'
import { knownRedFlag } from '~/domain/red-flags'
import { ButtonLink } from '../button'
import { Card } from '../card'
import { type ClinicFormat, formatInstant } from '../format'
import { StatusBadge } from '../status-badge'

type Incident = {
  id: string
  at: string
  by: string
  what: string
  isRedFlag: boolean
  note: string
  after: AfterEffects | null
  isAnswered: boolean
}
type Props = { clientId: string; incidents: readonly Incident[]; format: ClinicFormat }

export function ClientIncidents({ clientId, incidents, format }: Props) {
  return (
    <Card
      title="What did training bring?"
      actions={
        <ButtonLink to={`/clients/${clientId}/adverse-event/new`} size="small">
          Dizzy, sore, tingling …
        </ButtonLink>
      }
    >
      {incidents.length === 0 ? <p className="dim">No red flag and no adverse event on record.</p> : null}
      <ul className="grid gap-3">
        {incidents.map((incident) => (
          <li key={incident.id}>
            {incident.isRedFlag ? (
              <RedFlagLine clientId={clientId} incident={incident} />
            ) : (
              <AdverseLine what={incident.what} after={incident.after} />
            )}
            {incident.note ? <span className="block">{incident.note}</span> : null}
            <span className="dim small block">
              {formatInstant(incident.at, format)}, {incident.by}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function RedFlagLine({ clientId, incident }: { clientId: string; incident: Incident }) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      <StatusBadge tone="stop" icon="octagon">
        Red flag
      </StatusBadge>
      <Link to={`/clients/${clientId}/red-flags/${incident.id}`}>
        {knownRedFlag(incident.what)?.name ?? incident.what}
      </Link>
      {incident.isAnswered ? null : <b>nobody has seen it</b>}
    </span>
  )
}

export function AdverseLine({ what, after }: { what: string; after: AfterEffects | null }) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      <StatusBadge tone="justify" icon="triangle">
        {adverseName(what)}
      </StatusBadge>
      {after ? <span>{afterWords(after)}</span> : null}
      {after && isForClinician(after) ? <b>the clinician was told</b> : null}
    </span>
  )
}

export function adverseName(kind: string): string {
  const known = adverseEventKinds.find((each) => each === kind)
  return known ? adverseEvents[known].name : kind
}

function afterWords({ hasSoreness, hasSwelling, hasLessRange, isGrowing }: AfterEffects): string {
  const signs = [hasSoreness && 'soreness', hasSwelling && 'swelling', hasLessRange && 'less range']
  return `${signs.filter(Boolean).join(', ')}${isGrowing ? ', getting worse' : ''}`
}
