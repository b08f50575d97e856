/** What is aimed at with a client: the goals that hold, and who set which when. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { readFramedClient } from '~/data/client-door.server'
import { listGoals } from '~/data/goals.server'
import { canOnClient } from '~/domain/access'
import { ButtonLink } from '~/ui/button'
import { Card, Section } from '~/ui/card'
import { ClientTabs } from '~/ui/client-tabs'
import { clientName, clientSub } from '~/ui/client-words'
import { DoneNotice } from '~/ui/done-notice'
import { Empty } from '~/ui/empty'
import { GoalHistory, HoldingGoals } from '~/ui/goals/goal-list'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'

export const meta: MetaFunction = () => [{ title: 'Goals · Clearway' }]

const pathKind = 'routes/clients.$clientId_.goals._index'

const After = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).nullable().catch(null)

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:read')
  const after = After.parse(new URL(request.url).searchParams.get('after') || null)
  return readFramedClient(
    member,
    { clientId: params.clientId, pathKind, at: new Date() },
    async (query, client, shell) => ({
      client,
      isLater: after !== null,
      maySet: client.archive === null && canOnClient(member, 'goal:set', client),
      goals: await listGoals(query, client.id, after),
      shell,
    }),
  )
}

export default function GoalsPage() {
  const { client, isLater, maySet, goals, shell } = useLoaderData<typeof loader>()
  const { formats: format } = shell
  const isBare = goals.history.length === 0 && !isLater
  const set = maySet ? (
    <ButtonLink look="primary" to={`/clients/${client.id}/goals/new`}>
      Set a goal
    </ButtonLink>
  ) : null
  return (
    <Page
      shell={shell}
      title={clientName(client)}
      sub={clientSub(client)}
      actions={
        <>
          <ButtonLink to={`/clients/${client.id}/progress`}>All charts</ButtonLink>
          {isBare ? null : set}
        </>
      }
    >
      <ClientTabs clientId={client.id} />
      <DoneNotice />
      {isBare ? (
        <Empty
          title="No goal yet"
          says="A goal stands as a line in its chart: a 1RM to lift, a girth to win back, pain to come down to. It drives no dose and blocks nothing."
          action={set}
        />
      ) : (
        <div className="stack">
          {isLater ? null : (
            <Card title="What is aimed at?">
              {goals.holding.length > 0 ? (
                <HoldingGoals goals={goals.holding} clientId={client.id} format={format} maySet={maySet} />
              ) : (
                <p className="dim">No goal holds: all were taken back.</p>
              )}
            </Card>
          )}
          <Section title="Who set what?" sub="the newest first">
            <GoalHistory goals={goals.history} format={format} />
          </Section>
          <Pagination after={goals.after === null ? null : String(goals.after)} before={null} />
        </div>
      )}
    </Page>
  )
}
