/** Saying that one has seen a red flag: who and when. It lifts nothing. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { isId } from '~/data/id.server'
import { acknowledgeRedFlag } from '~/data/red-flag-answers.server'
import { seenForm } from '~/data/red-flag-forms.server'
import { readRedFlag } from '~/data/red-flag-page.server'
import { knownRedFlag } from '~/domain/red-flags'
import { ButtonLink } from '~/ui/button'
import { clientName } from '~/ui/client-words'
import { ErrorSummary, Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { SeenForm } from '~/ui/red-flags/flag-view'
import { FlagPeople, SeenBadge } from '~/ui/red-flags/people'
import { sentenceOf } from '~/ui/refusals'

export const meta: MetaFunction = () => [{ title: 'Acknowledge a red flag · Clearway' }]

const pathKind = 'routes/clients.$clientId_.red-flags.$redFlagId_.acknowledgement'
const acknowledging = 'red-flag:acknowledge'

export async function loader({ request, params: { clientId, redFlagId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, acknowledging)
  const asked = { clientId, redFlagId, pathKind, action: acknowledging, at: new Date() } as const
  return { ...(await readRedFlag(member, asked)), key: randomUUID() }
}

export async function action({ request, params: { clientId = '', redFlagId = '' } }: ActionFunctionArgs) {
  const member = await requireMember(request, acknowledging)
  if (!isId(clientId) || !isId(redFlagId)) throw new Response(null, { status: 404 })
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: seenForm() })
  if (submission.status !== 'success')
    return data({ says: 'Load the page again and send it once more.' }, { status: 400 })
  const outcome = await acknowledgeRedFlag(member, { ...submission.value, clientId, redFlagId, at: new Date() })
  if (!outcome.ok) return data({ says: sentenceOf(outcome.why) }, { status: 409 })
  return redirect(`/clients/${clientId}/red-flags/${redFlagId}?done=red-flag-seen`, 303)
}

export default function AcknowledgementPage() {
  const { client, flag, shell, whyNotSeen, now, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const name = knownRedFlag(flag.sign)?.name ?? flag.sign
  const at = `/clients/${client.id}/red-flags/${flag.id}`
  return (
    <Page
      shell={shell}
      title="Acknowledge a red flag"
      sub={`${clientName(client)} · ${name}`}
      badge={<SeenBadge flag={flag} now={now} />}
      crumbs={[
        { label: clientName(client), to: `/clients/${client.id}` },
        { label: `Red flag: ${name}`, to: at },
      ]}
    >
      <div className="stack max-w-3xl">
        <ErrorSummary mistakes={answer ? [{ message: answer.says }] : []} title="Not saved" />
        <FlagPeople flag={flag} now={now} format={shell.formats} />
        {whyNotSeen ? (
          <Notice tone="wait">{sentenceOf(whyNotSeen)}</Notice>
        ) : (
          <p>
            Your name and the time are kept, and it goes to nobody else by itself. Every hold stays until it is lifted.
          </p>
        )}
        <div className="button-row">
          {whyNotSeen ? null : <SeenForm flag={flag} commandKey={key} />}
          <ButtonLink to={at} look="quiet">
            Back
          </ButtonLink>
        </div>
      </div>
    </Page>
  )
}
