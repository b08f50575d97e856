/** A strength log of a client, brought in from the app they used. */
import { parseWithZod } from '@conform-to/zod/v4'
import { useForm } from '@conform-to/react'
import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { readClient } from '~/data/client-door.server'
import { shellOf } from '~/data/shell.server'
import { readStrengthFile } from '~/data/strength-file.server'
import { importStrengthLog } from '~/data/strength-import.server'
import { findStrengthImport, listStrengthImports } from '~/data/strength-import-page.server'
import { loadUnits } from '~/domain/units'
import { ButtonLink } from '~/ui/button'
import { Card } from '~/ui/card'
import { ClientTabs } from '~/ui/client-tabs'
import { clientName, clientSub } from '~/ui/client-words'
import { CommandKey, FormErrors } from '~/ui/form'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { StrengthFileFields } from '~/ui/strength-file-fields'
import { EarlierImports, StrengthImportOutcome } from '~/ui/strength-import-outcome'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Import a strength log · Clearway' }]

const pathKind = 'routes/clients.$clientId_.strength.import'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'strength:import')
  const importId = new URL(request.url).searchParams.get('import')
  const asked = { clientId: params.clientId, pathKind, at: new Date(), action: 'strength:import' } as const
  return readClient(member, asked, async (query, client) => ({
    client,
    outcome: await findStrengthImport(query, client.id, importId),
    earlier: await listStrengthImports(query, client.id),
    shell: await shellOf(member, query),
    key: randomUUID(),
  }))
}

function strengthForm() {
  return z.object({
    key: z.uuid(),
    unit: z.enum(loadUnits).nullish(),
    file: z.custom<Blob>((given) => given instanceof Blob && given.size > 0, 'Choose the file.'),
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, 'strength:import')
  const at = new Date()
  const { clientId = '' } = params
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: strengthForm() })
  const reading =
    submission.status === 'success'
      ? readStrengthFile(new Uint8Array(await submission.value.file.arrayBuffer()), submission.value.unit ?? null)
      : null
  if (submission.status !== 'success' || !reading?.ok) {
    // Whoever may not see the client learns nothing about the file either.
    await readClient(member, { clientId, pathKind, at, action: 'strength:import' }, async () => null)
    if (submission.status !== 'success' || !reading) return data(submission.reply(), { status: 400 })
    const says = reading.ok ? null : [reading.says, sentenceOf(reading.why)].filter((each) => each !== null)
    return data(submission.reply({ formErrors: says ?? [] }), { status: 400 })
  }
  const outcome = await importStrengthLog(member, { key: submission.value.key, at, clientId, file: reading.file })
  if (outcome.ok) return redirect(`/clients/${clientId}/strength/import?import=${outcome.importId}`, 303)
  return data(submission.reply({ formErrors: [sentenceOf(outcome.why)] }), { status: 409 })
}

export default function StrengthImportPage() {
  const { client, outcome, earlier, shell, key } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const [form, fields] = useForm<{ unit: string; file: string }>({
    id: 'strength-import',
    lastResult,
    defaultNoValidate: false,
  })
  return (
    <Page
      shell={shell}
      title={clientName(client)}
      sub={clientSub(client)}
      actions={<ButtonLink to={`/clients/${client.id}/progress`}>See the charts</ButtonLink>}
    >
      <ClientTabs clientId={client.id} />
      <div className="columns">
        <div className="stack">
          {outcome && !lastResult ? <StrengthImportOutcome outcome={outcome} format={shell.formats} /> : null}
          <Card title="Import a strength log" sub="CSV, as Strong and Hevy export it">
            <Form
              method="post"
              encType="multipart/form-data"
              className="form"
              id={form.id}
              onSubmit={form.onSubmit}
              noValidate={form.noValidate}
            >
              <FormErrors id={form.errorId} errors={form.errors} />
              <CommandKey value={key} />
              <StrengthFileFields file={fields.file} unit={fields.unit} />
              <div className="button-row">
                <SubmitButton pendingLabel="Reading …">Import</SubmitButton>
              </div>
            </Form>
          </Card>
        </div>
        <EarlierImports imports={earlier} format={shell.formats} />
      </div>
    </Page>
  )
}
