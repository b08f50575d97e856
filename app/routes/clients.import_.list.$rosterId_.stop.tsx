/** A list of clients stopped after the part that is being written; what is written stays. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { getRoster, stopRoster } from '~/data/rosters.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { ButtonLink } from '~/ui/button'
import { Page } from '~/ui/page'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Import a list of clients · Clearway' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'roster:import')
  return readClinic(member, async (query) => ({
    roster: await getRoster(query, params.rosterId),
    shell: await shellOf(member, query),
  }))
}

export async function action({ request, params: { rosterId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'roster:import')
  await stopRoster(member, { rosterId, at: new Date() })
  return redirect(`/clients/import/list/${rosterId}`, 303)
}

export default function StopPage() {
  const { roster, shell } = useLoaderData<typeof loader>()
  return (
    <Page shell={shell} title="Stop the import" sub={`${roster.counts.done} of ${roster.rowCount} rows done`}>
      <Form method="post" className="card form max-w-2xl p-5">
        <p>What is written stays. You may go on later.</p>
        <div className="button-row">
          <SubmitButton pendingLabel="Stopping …">Stop</SubmitButton>
          <ButtonLink to={`/clients/import/list/${roster.id}`} look="quiet">
            Go back
          </ButtonLink>
        </div>
      </Form>
    </Page>
  )
}
