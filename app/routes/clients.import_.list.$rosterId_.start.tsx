/** A list of clients begun, or gone on with; its page shows how far it is. */
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { runRoster } from '~/data/roster-run.server'
import { getRoster, startRoster } from '~/data/rosters.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { errorFacts, log } from '~/server/log.server'
import { ButtonLink } from '~/ui/button'
import { ErrorSummary } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Import a list of clients · Clearway' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'roster:import')
  return readClinic(member, async (query) => ({
    roster: await getRoster(query, params.rosterId),
    shell: await shellOf(member, query),
  }))
}

export async function action({ request, params: { rosterId = '' } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'roster:import')
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: z.object({ takesAlike: z.boolean().optional() }) })
  const takesAlike = submission.status === 'success' && submission.value.takesAlike === true
  const outcome = await startRoster(member, { rosterId, takesAlike, at: new Date() })
  if (!outcome.ok) return data({ why: outcome.why }, { status: 409 })
  // Not waited for: what breaks it off leaves it where it is, and its page says that it does not move.
  runRoster(member, rosterId).catch((error: unknown) => log({ level: 'error', kind: 'roster', ...errorFacts(error) }))
  return redirect(`/clients/import/list/${rosterId}`, 303)
}

export default function StartPage() {
  const { roster, shell } = useLoaderData<typeof loader>()
  const why = useActionData<typeof action>()?.why
  return (
    <Page shell={shell} title="Import a list of clients" sub={`${roster.rowCount} rows`}>
      <Form method="post" className="card form max-w-2xl p-5">
        <ErrorSummary mistakes={why ? [{ message: sentenceOf(why) }] : []} title="Nothing was begun" />
        <p>Clients are added part by part. You may stop at any time, and go on later.</p>
        <div className="button-row">
          {why ? null : <SubmitButton pendingLabel="Starting …">Go on</SubmitButton>}
          <ButtonLink to={`/clients/import/list/${roster.id}`} look="quiet">
            Go back
          </ButtonLink>
        </div>
      </Form>
    </Page>
  )
}
