/** Out of a care team: asked once more, because a trainer does not see the client from then on. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { findCareTeam, removeFromCareTeam } from '~/data/care-team.server'
import { readClient, readFramedClient } from '~/data/client-door.server'
import { isId } from '~/data/id.server'
import { seesAllClients } from '~/domain/access'
import { careGap, mayLeaveCareTeam } from '~/domain/care-team'
import { ButtonLink } from '~/ui/button'
import { gapTitles } from '~/ui/care-team-card'
import { clientName } from '~/ui/client-words'
import { CommandKey } from '~/ui/form'
import { ErrorSummary } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Care team · Clearway' }]

const pathKind = 'routes/clients.$clientId_.care-team_.$memberId.removal'
const changing = 'care-team:change'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, changing)
  const asked = { clientId: params.clientId, pathKind, at: new Date(), action: changing } as const
  return readFramedClient(member, asked, async (query, client, shell) => {
    const { team } = await findCareTeam(query, client.id)
    const leaving = team.find(({ id }) => id === params.memberId)
    if (!leaving) throw new Response(null, { status: 404 })
    const may = mayLeaveCareTeam({ by: member, memberId: leaving.id })
    return {
      client,
      name: leaving.name,
      isSelf: leaving.id === member.memberId,
      gapThen: careGap(team.filter(({ id }) => id !== leaving.id)),
      refusal: may.ok ? null : may.why,
      shell,
      key: randomUUID(),
    }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, changing)
  const at = new Date()
  const { clientId = '', memberId = '' } = params
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: z.object({ key: z.uuid() }) })
  if (submission.status !== 'success' || !isId(memberId)) {
    await readClient(member, { clientId, pathKind, at, action: changing }, async () => null)
    throw new Response(null, { status: isId(memberId) ? 400 : 404 })
  }
  const outcome = await removeFromCareTeam(member, { ...submission.value, clientId, memberId, at })
  if (!outcome.ok) return data({ mistakes: [{ message: sentenceOf(outcome.why) }] }, { status: 409 })
  const isGone = memberId === member.memberId && !seesAllClients(member)
  return redirect(isGone ? '/clients' : `/clients/${clientId}/care-team`, 303)
}

export default function RemovalPage() {
  const { client, name, isSelf, gapThen, refusal, shell, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const team = `/clients/${client.id}/care-team`
  return (
    <Page
      shell={shell}
      title={isSelf ? 'Leave the care team' : `Remove ${name}`}
      sub={clientName(client)}
      crumbs={[
        { label: 'Clients', to: '/clients' },
        { label: 'Care team', to: team },
      ]}
    >
      <div className="max-w-2xl">
        <div className="card p-5">
          <Form method="post" className="form">
            <ErrorSummary mistakes={refusal ? [{ message: sentenceOf(refusal) }] : (answer?.mistakes ?? [])} />
            <CommandKey value={key} />
            <p>
              {isSelf ? 'You' : name} {isSelf ? 'are' : 'is'} no longer in the care team of {clientName(client)}. A
              trainer does not see the client from then on; a clinician still does.
            </p>
            {gapThen ? <p className="font-semibold">{gapTitles[gapThen]}, once this is done.</p> : null}
            <div className="button-row">
              {refusal ? null : <SubmitButton>{isSelf ? 'Leave' : `Remove ${name}`}</SubmitButton>}
              <ButtonLink to={team} look="quiet">
                Go back
              </ButtonLink>
            </div>
          </Form>
        </div>
      </div>
    </Page>
  )
}
