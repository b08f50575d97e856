/** What is known of a red flag beyond its sign: added by whoever knows it, changed by nobody. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readClient } from '~/data/client-door.server'
import { isId } from '~/data/id.server'
import { addRedFlagDetail } from '~/data/red-flag-answers.server'
import { detailForm, fieldOfDetail } from '~/data/red-flag-forms.server'
import { readRedFlag } from '~/data/red-flag-page.server'
import { knownRedFlag } from '~/domain/red-flags'
import { clientName } from '~/ui/client-words'
import { Page } from '~/ui/page'
import { Advice } from '~/ui/red-flags/calls'
import { DetailForm } from '~/ui/red-flags/details'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Details of a red flag · Clearway' }]

const pathKind = 'routes/clients.$clientId_.red-flags.$redFlagId_.details'
const adding = 'red-flag:raise'

export async function loader({ request, params: { clientId, redFlagId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, adding)
  const asked = { clientId, redFlagId, pathKind, action: adding, at: new Date() } as const
  return { ...(await readRedFlag(member, asked)), key: randomUUID() }
}

export async function action({ request, params: { clientId = '', redFlagId = '' } }: ActionFunctionArgs) {
  const member = await requireMember(request, adding)
  const at = new Date()
  if (!isId(clientId) || !isId(redFlagId)) throw new Response(null, { status: 404 })
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: detailForm() })
  if (submission.status !== 'success') {
    await readClient(member, { clientId, pathKind, at, action: adding }, async () => null)
    return data(submission.reply(), { status: 400 })
  }
  const outcome = await addRedFlagDetail(member, { ...submission.value, clientId, redFlagId, at })
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfDetail), { status: 409 })
  return redirect(`/clients/${clientId}/red-flags/${redFlagId}?done=red-flag-detail`, 303)
}

export default function DetailsPage() {
  const { client, flag, shell, key } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const name = knownRedFlag(flag.sign)?.name ?? flag.sign
  return (
    <Page
      shell={shell}
      title="Details of a red flag"
      sub={`${clientName(client)} · ${name}`}
      crumbs={[
        { label: clientName(client), to: `/clients/${client.id}` },
        { label: `Red flag: ${name}`, to: `/clients/${client.id}/red-flags/${flag.id}` },
      ]}
    >
      <div className="stack max-w-3xl">
        <Advice sign={flag.sign} />
        <div className="card p-5">
          <DetailForm flag={flag} commandKey={key} lastResult={lastResult} />
        </div>
      </div>
    </Page>
  )
}
