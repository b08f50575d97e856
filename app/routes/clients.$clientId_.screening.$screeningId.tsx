/** What a screening came to: by limb, why, who decides, and what may be done now. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readFramedClient } from '~/data/client-door.server'
import { isId } from '~/data/id.server'
import { findScreening } from '~/data/screening-history.server'
import { isStaleByTime } from '~/domain/screening-validity'
import { ButtonLink } from '~/ui/button'
import { Card } from '~/ui/card'
import { ClientTabs } from '~/ui/client-tabs'
import { clientName, clientSub } from '~/ui/client-words'
import { formatInstant } from '~/ui/format'
import { Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { AnswerList } from '~/ui/screening/answer-list'
import { MayNow } from '~/ui/screening/may-now'
import { OutcomeTable } from '~/ui/screening/outcome-table'
import { ReasonList } from '~/ui/screening/reason-list'

export const meta: MetaFunction = () => [{ title: 'Screening · Clearway' }]

const pathKind = 'routes/clients.$clientId_.screening.$screeningId'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:read')
  const { clientId, screeningId } = params
  const asked = { clientId, pathKind, at: new Date() }
  return readFramedClient(member, asked, async (query, client, shell) => {
    const screening = isId(screeningId) ? await findScreening(query, client.id, screeningId) : null
    if (!screening) throw new Response(null, { status: 404 })
    return {
      client,
      screening,
      isStale: isStaleByTime(screening.screenedOn, client.today, screening.validDays),
      isDoctorForPrecautions: member.clinic.doctorForPrecautions,
      shell,
    }
  })
}

export default function ScreeningOutcomePage() {
  const { client, screening, isStale, isDoctorForPrecautions, shell } = useLoaderData<typeof loader>()
  const { outcomes, reasons, answers, note, held, isNewest, isOutdated, screenedBy, occurredAt } = screening
  const to = `/clients/${client.id}`
  return (
    <Page
      shell={shell}
      title={clientName(client)}
      sub={clientSub(client)}
      crumbs={[{ label: 'Clients', to: '/clients' }]}
      actions={<ButtonLink to={`${to}/screening/new`}>Screen again</ButtonLink>}
    >
      <ClientTabs clientId={client.id} />
      <p className="dim mb-4">
        Screening of {formatInstant(occurredAt, shell.formats)}, by {screenedBy}
      </p>
      <div className="columns">
        <div className="stack">
          {isNewest && (isOutdated || isStale) ? (
            <Notice tone="wait" title="It does not count any more">
              {isOutdated ? 'Something happened since.' : 'It is older than your clinic allows.'} Screen again.
            </Notice>
          ) : null}
          {isNewest ? (
            <MayNow clientId={client.id} outcomes={outcomes} isDoctorForPrecautions={isDoctorForPrecautions} />
          ) : (
            <Notice>
              A newer screening counts. <Link to={`${to}/screening`}>All screenings</Link>
            </Notice>
          )}
          {held.length > 0 ? (
            <Notice
              tone="hold"
              title={held.length === 1 ? 'One program is on hold' : `${held.length} programs are on hold`}
            >
              This screening asks for more than their clearance had:{' '}
              {held.map(({ id, name }, index) => (
                <span key={id}>
                  {index > 0 ? ', ' : null}
                  <Link to={`/programs/${id}`}>{name}</Link>
                </span>
              ))}
              . A clinician lifts each hold by itself.
            </Notice>
          ) : null}
          <OutcomeTable outcomes={outcomes} isDoctorForPrecautions={isDoctorForPrecautions} />
          <Card title="Why">
            <ReasonList reasons={reasons} />
          </Card>
        </div>
        <Card title="What was answered">
          <AnswerList answers={answers} note={note} />
        </Card>
      </div>
    </Page>
  )
}
