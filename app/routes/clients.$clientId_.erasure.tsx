/** Erasing a client's record: what goes, what stays, why it may be, and the password again. Afterwards: that it was done. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { confirmMember } from '~/auth/confirm-member.server'
import { requireMember } from '~/auth/guard.server'
import { eraseClient, erasureForm, erasureHash, fieldOfErasure } from '~/data/erasures.server'
import { readFile } from '~/data/record-door.server'
import { findRecordStanding, findRetention } from '~/data/retention.server'
import { shellOf } from '~/data/shell.server'
import { Card } from '~/ui/card'
import { clientName } from '~/ui/client-words'
import { DoneNotice } from '~/ui/done-notice'
import { ErasureDone } from '~/ui/erasure-done'
import { ErasureForm } from '~/ui/erasure-form'
import { Page } from '~/ui/page'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Erase a record · Clearway' }]

const pathKind = 'routes/clients.$clientId_.erasure'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:erase')
  const at = new Date()
  const asked = { clientId: params.clientId, pathKind, at, action: 'client:erase' } as const
  return readFile(member, asked, async (query, client) => ({
    client,
    standing: await findRecordStanding(query, client.id, at),
    retention: await findRetention(query),
    shell: await shellOf(member, query),
    commandKey: randomUUID(),
  }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, 'client:erase')
  const at = new Date()
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: erasureForm() })
  const asked = { clientId: params.clientId, pathKind, at, action: 'client:erase' } as const
  const client = await readFile(member, asked, async (_, found) => found)
  if (submission.status !== 'success')
    return data(submission.reply({ hideFields: ['password', 'code'] }), { status: 400 })

  const { key, password, code, basis, reason } = submission.value
  const wanted = { clientId: client.id, basis, reason }
  const confirmed = await confirmMember(request, member, { password, code }, 'client:erasure', erasureHash(wanted))
  if (!confirmed.ok) return data(refusedForm(submission, confirmed.why, fieldOfErasure), { status: 400 })
  const { reauthenticationId } = confirmed
  const outcome = await eraseClient(member, { key, at, reauthenticationId, ...wanted })
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfErasure), { status: 409 })
  return redirect(`/clients/${client.id}/erasure?done=erased`, 303)
}

export default function ErasurePage() {
  const { client, standing, retention, shell, commandKey } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <Page
      shell={shell}
      title={client.erasure ? 'An erased record' : 'Erase the record'}
      sub={client.erasure ? client.recordNumber : `${clientName(client)} · ${client.recordNumber}`}
      crumbs={[{ label: 'Keeping records', to: '/settings/retention' }, { label: 'Erasure' }]}
    >
      <DoneNotice />
      <div className="max-w-3xl stack">
        {client.erasure ? (
          <ErasureDone erasure={client.erasure} format={shell.formats} />
        ) : (
          <Card title="What goes, and what stays?">
            <ErasureForm
              clientId={client.id}
              standing={standing}
              years={retention.years}
              commandKey={commandKey}
              lastResult={lastResult}
            />
          </Card>
        )}
      </div>
    </Page>
  )
}
