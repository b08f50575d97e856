/** Handing out a client's whole record: what goes out, to whom and why, and the password again; the answer is the file. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { confirmMember } from '~/auth/confirm-member.server'
import { requireMember } from '~/auth/guard.server'
import { goneResponse } from '~/data/erased.server'
import { readFile } from '~/data/record-door.server'
import { exportRecord, fieldOfRecordExport, recordExportForm, recordExportHash } from '~/data/record-exports.server'
import { shellOf } from '~/data/shell.server'
import { can } from '~/domain/access'
import { exportMinutes } from '~/domain/register'
import { Card } from '~/ui/card'
import { clientName } from '~/ui/client-words'
import { Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { RecordExportForm } from '~/ui/record-export-form'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Hand out a record · Clearway' }]

const pathKind = 'routes/clients.$clientId_.record-export'
const handOut = 'client:export' as const

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, handOut)
  const asked = { clientId: params.clientId, pathKind, at: new Date(), action: handOut } as const
  const page = await readFile(member, asked, async (query, client) => ({
    client,
    shell: await shellOf(member, query),
    isClinical: can(member, 'client:read'),
    isTooLate: new URL(request.url).searchParams.get('expired') === 'yes',
    commandKey: randomUUID(),
  }))
  if (page.client.erasure) throw goneResponse(page.client.erasure)
  return page
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, handOut)
  const at = new Date()
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: recordExportForm() })
  const asked = { clientId: params.clientId, pathKind, at, action: handOut } as const
  const client = await readFile(member, asked, async (_, found) => found)
  if (client.erasure) throw goneResponse(client.erasure)
  if (submission.status !== 'success')
    return data(submission.reply({ hideFields: ['password', 'code'] }), { status: 400 })

  const { key, password, code, format, recipient, reason } = submission.value
  const wanted = { clientId: client.id, format, recipient, reason }
  const confirmed = await confirmMember(request, member, { password, code }, 'export:record', recordExportHash(wanted))
  if (!confirmed.ok) return data(refusedForm(submission, confirmed.why, fieldOfRecordExport), { status: 400 })
  const { reauthenticationId } = confirmed
  const outcome = await exportRecord(member, { key, at, reauthenticationId, ...wanted })
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfRecordExport), { status: 409 })
  const file = format === 'fhir' ? 'json' : 'pdf'
  return redirect(`/clients/${client.id}/record-export/${outcome.exportId}.${file}`, 303)
}

export default function RecordExportPage() {
  const { client, shell, isClinical, isTooLate, commandKey } = useLoaderData<typeof loader>()
  const back = isClinical ? `/clients/${client.id}/record` : '/settings/retention'
  return (
    <Page
      shell={shell}
      title="Hand out the record"
      sub={`${clientName(client)} · ${client.recordNumber}`}
      crumbs={
        isClinical
          ? [
              { label: 'Clients', to: '/clients' },
              { label: 'Record', to: back },
            ]
          : [{ label: 'Keeping records', to: back }]
      }
    >
      <div className="max-w-3xl stack">
        {isTooLate ? (
          <Notice tone="wait" title="That file is not there any more">
            It may be fetched for {exportMinutes} minutes. Hand it out once more.
          </Notice>
        ) : null}
        <Card title="What goes out, to whom, and why?">
          <RecordExportForm back={back} commandKey={commandKey} lastResult={useActionData<typeof action>()} />
        </Card>
      </div>
    </Page>
  )
}
