/** The care team of a client: who is in it, and whom to ask in. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { addToCareTeam, findCareTeam } from '~/data/care-team.server'
import { readClient, readFramedClient } from '~/data/client-door.server'
import { careGap, mayLeaveCareTeam } from '~/domain/care-team'
import { ButtonLink } from '~/ui/button'
import { Card } from '~/ui/card'
import { gapTitles, Teammate } from '~/ui/care-team-card'
import { clientName } from '~/ui/client-words'
import { CommandKey, Select } from '~/ui/form'
import { Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { SubmitButton } from '~/ui/submit-button'
import { roleWords } from '~/ui/words'

export const meta: MetaFunction = () => [{ title: 'Care team · Clearway' }]

const pathKind = 'routes/clients.$clientId_.care-team'
const changing = 'care-team:change'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, changing)
  const asked = { clientId: params.clientId, pathKind, at: new Date(), action: changing } as const
  return readFramedClient(member, asked, async (query, client, shell) => {
    const { team, others } = await findCareTeam(query, client.id)
    const mayLeave = (memberId: string) => mayLeaveCareTeam({ by: member, memberId }).ok
    return {
      client,
      team: team.map((one) => ({ ...one, mayLeave: mayLeave(one.id), isSelf: one.id === member.memberId })),
      others,
      gap: careGap(team),
      shell,
      key: randomUUID(),
    }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, changing)
  const at = new Date()
  const { clientId = '' } = params
  const schema = z.object({ key: z.uuid(), memberId: z.uuid('Choose somebody.') })
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema })
  if (submission.status !== 'success') {
    await readClient(member, { clientId, pathKind, at, action: changing }, async () => null)
    return data({ errors: ['Choose somebody.'] }, { status: 400 })
  }
  const outcome = await addToCareTeam(member, { ...submission.value, clientId, at })
  if (outcome.ok) return redirect(`/clients/${clientId}/care-team`, 303)
  return data({ errors: [sentenceOf(outcome.why)] }, { status: 409 })
}

export default function CareTeamPage() {
  const { client, team, others, gap, shell, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const to = `/clients/${client.id}`
  return (
    <Page
      shell={shell}
      title="Care team"
      sub={clientName(client)}
      crumbs={[
        { label: 'Clients', to: '/clients' },
        { label: clientName(client), to },
      ]}
    >
      <div className="stack max-w-2xl">
        <Card title="Who is in it" sub="a trainer sees only clients of whose care team they are">
          {gap ? <Notice tone="wait" title={gapTitles[gap]} /> : null}
          <ul className="grid gap-3">
            {team.map(({ id, name, roles, isActive, mayLeave, isSelf }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-3">
                <Teammate name={isActive ? name : `${name} (deactivated)`} roles={roles} />
                {mayLeave ? (
                  <ButtonLink to={`${to}/care-team/${id}/removal`} size="small">
                    {isSelf ? 'Leave' : `Remove ${name}`}
                  </ButtonLink>
                ) : null}
              </li>
            ))}
          </ul>
        </Card>
        <Card title="Ask somebody in">
          {others.length === 0 ? (
            <p className="dim">Everybody of your clinic with a clinical role is in it.</p>
          ) : (
            <Form method="post" className="form" key={key}>
              <CommandKey value={key} />
              <Select
                name="memberId"
                id="memberId"
                label="Colleague"
                placeholder="Choose"
                errors={answer?.errors}
                options={others.map(({ id, name, roles }) => ({ value: id, label: `${name}, ${roleText(roles)}` }))}
                required
              />
              <div className="button-row">
                <SubmitButton>Add to the care team</SubmitButton>
              </div>
            </Form>
          )}
        </Card>
      </div>
    </Page>
  )
}

function roleText(roles: readonly (keyof typeof roleWords)[]): string {
  return roles.map((role) => roleWords[role].toLowerCase()).join(', ')
}
