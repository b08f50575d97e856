/** What an emergency has opened to the member, over every page until its hour is over or they end it. */
import { Link } from '@remix-run/react'
import { ButtonLink } from './button'
import { Notice } from './notice'

export type OpenEmergency = { id: string; clientId: string; clientName: string; minutesLeft: number }

export function EmergencyBanner({ emergencies }: { emergencies: readonly OpenEmergency[] }) {
  if (emergencies.length === 0) return null
  return (
    <section className="mb-4 grid gap-2" aria-label="Emergency access">
      {emergencies.map(({ id, clientId, clientName, minutesLeft }) => (
        <Notice
          key={id}
          tone="hold"
          title={`Emergency access: ${minutesLeft === 1 ? '1 minute' : `${minutesLeft} minutes`} left`}
          action={
            <ButtonLink to={`/clients/emergency-access/${id}/end`} size="small">
              End it now
            </ButtonLink>
          }
        >
          You read the pages of <Link to={`/clients/${clientId}`}>{clientName}</Link>, and may raise a red flag or
          record an adverse event. The admins and the care team know.
        </Notice>
      ))}
    </section>
  )
}
