/** A client at a glance: screened or not, held or not, their programs, and what comes next. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { listClientIncidents } from '~/data/adverse-events.server'
import { readFramedClient } from '~/data/client-door.server'
import { newestChecks } from '~/data/client-checks.server'
import { findOverview, type Overview } from '~/data/client-page.server'
import { deviationsOfClient } from '~/data/deviations.server'
import { newestLops } from '~/data/lop.server'
import { can, canOnClient } from '~/domain/access'
import { careGap } from '~/domain/care-team'
import type { CalendarDay } from '~/domain/calendar-day'
import { isClinician } from '~/domain/member'
import { nextOfClient } from '~/domain/next-step'
import { isFinished } from '~/domain/program'
import { outcomeFor } from '~/domain/screening'
import { isStaleByTime } from '~/domain/screening-validity'
import { ButtonLink } from '~/ui/button'
import { CareTeamCard } from '~/ui/care-team-card'
import { ClientChecks } from '~/ui/check/client-checks'
import { ClientDeviations } from '~/ui/client-deviations'
import { ClientNext, SinceScreening } from '~/ui/client-next'
import { ClientPrograms } from '~/ui/client-programs'
import { ClientTabs } from '~/ui/client-tabs'
import { clientName, clientSub } from '~/ui/client-words'
import { DoneNotice } from '~/ui/done-notice'
import { LopCard } from '~/ui/lop-card'
import { Page } from '~/ui/page'
import { ClientIncidents } from '~/ui/red-flags/client-incidents'
import { ScreeningCard } from '~/ui/screening/screening-card'

export const meta: MetaFunction = () => [{ title: 'Client · Clearway' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:read')
  const at = new Date()
  const asked = { clientId: params.clientId, pathKind: 'routes/clients.$clientId._index', at }
  const { doctorForPrecautions: isDoctorForPrecautions, lopValidDays } = member.clinic
  return readFramedClient(member, asked, async (query, client, shell) => {
    const overview = await findOverview(query, { clientId: client.id, at, isDoctorForPrecautions })
    return {
      client,
      overview,
      next: nextOf(overview, client.today),
      checks: await newestChecks(query, client.id),
      lops: await newestLops(query, { clientId: client.id, at }),
      incidents: await listClientIncidents(query, client.id),
      deviations: await deviationsOfClient(query, client.id),
      lopValidDays,
      mayScreen: isClinician(member.roles),
      mayAudit: can(member, 'audit:read'),
      mayReview: can(member, 'deviation:review'),
      mayStart: canOnClient(member, 'session:start', client),
      // What an emergency opened is read, and what happened is written down: nothing else is offered.
      serves: canOnClient(member, 'care-team:change', client),
      gap: careGap(overview.team),
      shell,
    }
  })
}

function nextOf({ screening, screeningValidDays, redFlags, hasRedFlagHold, programs }: Overview, today: CalendarDay) {
  const next = nextOfClient({
    screening: screening && {
      outcome: outcomeFor(screening.outcomes, { isBfr: false, limbs: [] }),
      isStale: isStaleByTime(screening.screenedOn, today, screeningValidDays),
      isOutdatedByEvent: screening.isOutdated,
    },
    needsClinicianToScreen: redFlags.length > 0 || (hasRedFlagHold && screening?.isOutdated !== false),
    hasOpenProgram: programs.some(({ status }) => !isFinished(status)),
  })
  return next?.step ?? null
}

export default function ClientPage() {
  const { client, overview, next, checks, lops, incidents, lopValidDays, deviations, ...page } =
    useLoaderData<typeof loader>()
  const { mayScreen, mayAudit, mayStart, mayReview, serves, gap, shell } = page
  const { screening, redFlags, events, programs, hasMorePrograms, screeningValidDays, team } = overview
  const { formats } = shell
  return (
    <Page
      shell={shell}
      title={clientName(client)}
      sub={clientSub(client)}
      crumbs={[{ label: 'Clients', to: '/clients' }]}
      actions={
        <>
          {mayAudit ? (
            <ButtonLink to={`/audit?client=${client.id}`} look="quiet">
              Who did or saw what
            </ButtonLink>
          ) : null}
          {serves ? (
            <ButtonLink to={`/clients/${client.id}/archive`} look="quiet">
              {client.archive ? 'Restore' : 'Archive'}
            </ButtonLink>
          ) : null}
          {serves ? <ButtonLink to={`/clients/${client.id}/event/new`}>Note an event</ButtonLink> : null}
          <ButtonLink to={`/clients/${client.id}/red-flag`} look="danger">
            Red flag
          </ButtonLink>
        </>
      }
    >
      <DoneNotice />
      <ClientTabs clientId={client.id} />
      <div className="columns">
        <div className="stack">
          {next && serves && !client.archive ? (
            <ClientNext clientId={client.id} step={next} mayScreen={mayScreen} />
          ) : null}
          <SinceScreening clientId={client.id} redFlags={redFlags} events={events} format={formats} />
          <ClientPrograms
            clientId={client.id}
            programs={programs}
            hasMore={hasMorePrograms}
            mayStart={mayStart}
            mayRaise={serves}
            format={formats}
          />
          <ClientChecks checks={checks} format={formats} />
          <ClientIncidents clientId={client.id} incidents={incidents} format={formats} />
        </div>
        <div className="stack">
          <ScreeningCard
            clientId={client.id}
            screening={screening}
            validDays={screeningValidDays}
            mayScreen={serves}
            today={client.today}
            format={formats}
          />
          <ClientDeviations deviations={deviations} mayReview={mayReview} format={formats} />
          <LopCard clientId={client.id} mayMeasure={serves} lops={lops} validDays={lopValidDays} format={formats} />
          <CareTeamCard clientId={client.id} team={team} gap={gap} mayChange={serves} />
        </div>
      </div>
    </Page>
  )
}
