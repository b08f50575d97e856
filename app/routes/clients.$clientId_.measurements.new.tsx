/** A test, a girth or pain of a client, recorded by itself. */
import { randomUUID } from 'node:crypto'
import { useForm } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readClient } from '~/data/client-door.server'
import { listMeasurements } from '~/data/measurement-corrections.server'
import { measuredOf, measurementForm } from '~/data/measurement-form.server'
import { recordMeasurement } from '~/data/measurements.server'
import { shellOf } from '~/data/shell.server'
import { measurementKinds } from '~/domain/measurement'
import { unitOfForm } from '~/domain/units'
import { Card } from '~/ui/card'
import { ClientTabs } from '~/ui/client-tabs'
import { clientName, clientSub } from '~/ui/client-words'
import { CommandKey, DateInput, FormErrors } from '~/ui/form'
import { MeasurementFields, type MeasurementFieldNames, measurementWords } from '~/ui/measurement-fields'
import { MeasurementKinds } from '~/ui/measurement-kinds'
import { MeasurementList } from '~/ui/measurement-list'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Add a test · Clearway' }]

const pathKind = 'routes/clients.$clientId_.measurements.new'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'measurement:record')
  const asked = new URL(request.url).searchParams.get('kind')
  const kind = measurementKinds.find((each) => each === asked) ?? 'one-rm'
  const page = { clientId: params.clientId, pathKind, at: new Date(), action: 'measurement:record' } as const
  return readClient(member, page, async (query, client) => ({
    client,
    kind,
    onRecord: await listMeasurements(query, client.id, kind),
    shell: await shellOf(member, query),
    key: randomUUID(),
  }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, 'measurement:record')
  const { clientId = '' } = params
  const at = new Date()
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, {
    schema: measurementForm(unitOfForm(form.get('loadUnit'), member.clinic.units)),
  })
  if (submission.status !== 'success') {
    // A client who is not theirs answers alike, whatever was typed.
    await readClient(member, { clientId, pathKind, at, action: 'measurement:record' }, async () => null)
    return data({ result: submission.reply(), isJump: false }, { status: 400 })
  }
  const { key, on } = submission.value
  const outcome = await recordMeasurement(member, { key, at, clientId, on, measured: measuredOf(submission.value) })
  if (outcome.ok) return redirect(`/clients/${clientId}/progress`, 303)
  const result = submission.reply({ formErrors: [sentenceOf(outcome.why)] })
  return data({ result, isJump: outcome.why === 'jump-not-confirmed' }, { status: 409 })
}

export default function MeasurementPage() {
  const { client, kind, onRecord, shell, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const [form, fields] = useForm<Record<MeasurementFieldNames, string>>({
    id: `measurement-${kind}`,
    lastResult: answer?.result,
    defaultNoValidate: false,
  })
  const { title, sub } = measurementWords[kind]
  return (
    <Page shell={shell} title={clientName(client)} sub={clientSub(client)}>
      <ClientTabs clientId={client.id} />
      <div className="stack max-w-2xl">
        <MeasurementKinds kind={kind} />
        <Card title={title} sub={sub}>
          <Form
            key={kind}
            method="post"
            className="form"
            id={form.id}
            onSubmit={form.onSubmit}
            noValidate={form.noValidate}
          >
            <FormErrors id={form.errorId} errors={form.errors} />
            <CommandKey value={key} />
            <input type="hidden" name="kind" value={kind} />
            <MeasurementFields
              kind={kind}
              fields={fields}
              units={shell.formats.units}
              isJump={answer?.isJump ?? false}
            />
            <DateInput
              field={fields.on}
              label="Measured on"
              max={client.today}
              defaultValue={typeof fields.on.initialValue === 'string' ? fields.on.initialValue : client.today}
              required
            />
            <div className="button-row">
              <SubmitButton>Save</SubmitButton>
            </div>
          </Form>
        </Card>
        {onRecord.length > 0 ? (
          <Card title="What is on record?" sub="The newest first">
            <MeasurementList
              measurements={onRecord}
              format={shell.formats}
              correctionOf={(id) => `/clients/${client.id}/measurements/${id}/correction`}
            />
          </Card>
        ) : null}
      </div>
    </Page>
  )
}
