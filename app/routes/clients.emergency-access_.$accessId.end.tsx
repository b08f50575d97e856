/** The early end of an emergency access: from then on the client is as one that does not exist. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { endEmergencyAccess, findOwnAccess } from '~/data/emergency-access.server'
import { isId } from '~/data/id.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { ButtonLink } from '~/ui/button'
import { CommandKey } from '~/ui/form'
import { ErrorSummary } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'End the emergency access · Clearway' }]

const pathKind = 'routes/clients.emergency-access_.$accessId.end'

export async function loader({ request, params: { accessId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'emergency:open')
  if (!isId(accessId)) throw new Response(null, { status: 404 })
  return readClinic(member, async (query) => {
    const open = await findOwnAccess(query, member, accessId)
    if (!open) throw new Response(null, { status: 404 })
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind, occurredAt: new Date() })
    return { open, shell: await shellOf(member, query), commandKey: randomUUID() }
  })
}

export async function action({ request, params: { accessId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'emergency:open')
  if (!isId(accessId)) throw new Response(null, { status: 404 })
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: z.object({ key: z.uuid() }) })
  if (submission.status !== 'success') throw new Response(null, { status: 400 })
  const outcome = await endEmergencyAccess(member, { ...submission.value, accessId, at: new Date() })
  // Over meanwhile is what was wanted.
  if (outcome.ok || outcome.why === 'emergency-access-over') return redirect('/clients?done=emergency-ended', 303)
  return data({ mistakes: [{ message: sentenceOf(outcome.why) }] }, { status: 409 })
}

export default function EndEmergencyPage() {
  const { open, shell, commandKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Page
      shell={{ ...shell, emergencies: [] }}
      title="End the emergency access"
      sub={open.clientName}
      crumbs={[{ label: 'Clients', to: '/clients' }]}
    >
      <div className="max-w-2xl">
        <div className="card p-5">
          <Form method="post" className="form">
            <ErrorSummary mistakes={answer?.mistakes ?? []} />
            <CommandKey value={commandKey} />
            <p>
              The pages of {open.clientName} close to you now. What you read and wrote stays on record. To read them
              again, you open them again, with a reason.
            </p>
            <div className="button-row">
              <SubmitButton>End it now</SubmitButton>
              <ButtonLink to={`/clients/${open.clientId}`} look="quiet">
                Back to the client
              </ButtonLink>
            </div>
          </Form>
        </div>
      </div>
    </Page>
  )
}
