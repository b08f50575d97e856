/** A measurement of a client, recorded by itself: a kind is an address, and what is on record of it stands below. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readClient, readFramedClient } from '~/data/client-door.server'
import { measurementForm } from '~/data/measurement-form.server'
import { listMeasurements } from '~/data/measurement-list.server'
import { recordMeasurement } from '~/data/measurements.server'
import { measurementKinds } from '~/domain/measurement'
import { unitOfForm } from '~/domain/units'
import { Card } from '~/ui/card'
import { ClientTabs } from '~/ui/client-tabs'
import { clientName, clientSub } from '~/ui/client-words'
import { measurementWords } from '~/ui/measurement-fields'
import { MeasurementKinds } from '~/ui/measurement-kinds'
import { MeasurementList } from '~/ui/measurement-list'
import { MeasurementForm } from '~/ui/measuring/measurement-form'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'

export const meta: MetaFunction = () => [{ title: 'Add a measurement · Clearway' }]

const pathKind = 'routes/clients.$clientId_.measurements.new'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'measurement:record')
  const asked = new URL(request.url).searchParams
  const kind = measurementKinds.find((each) => each === asked.get('kind')) ?? 'one-rm'
  const page = { clientId: params.clientId, pathKind, at: new Date(), action: 'measurement:record' } as const
  return readFramedClient(member, page, async (query, client, shell) => ({
    client,
    kind,
    record: await listMeasurements(query, client.id, { kind, after: asked.get('after') }),
    isLater: asked.has('after'),
    shell,
    key: randomUUID(),
  }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, 'measurement:record')
  const { clientId = '' } = params
  const at = new Date()
  const form = await request.formData().catch(() => new FormData())
  // The button that saves a set of too many repetitions as endurance says so beside the form's own kind.
  form.set('kind', form.getAll('kind').at(-1) ?? '')
  const units = unitOfForm(form.get('loadUnit'), member.clinic.units)
  const submission = parseWithZod(form, { schema: measurementForm(form.get('kind'), { units, known: null }) })
  if (submission.status !== 'success') {
    // A client who is not theirs answers alike, whatever was typed.
    await readClient(member, { clientId, pathKind, at, action: 'measurement:record' }, async () => null)
    return data({ result: submission.reply(), isJump: false }, { status: 400 })
  }
  const outcome = await recordMeasurement(member, { ...submission.value, at, clientId })
  if (outcome.ok) return redirect(`/clients/${clientId}/progress?done=measured`, 303)
  const result = submission.reply({ formErrors: [sentenceOf(outcome.why)] })
  return data({ result, isJump: outcome.why === 'jump-not-confirmed' }, { status: 409 })
}

export default function MeasurementPage() {
  const { client, kind, record, isLater, shell, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { title, sub } = measurementWords[kind]
  const here = `/clients/${client.id}/measurements`
  return (
    <Page shell={shell} title={clientName(client)} sub={clientSub(client)}>
      <ClientTabs clientId={client.id} />
      <div className="stack max-w-2xl">
        <MeasurementKinds kind={kind} />
        <Card title={title} sub={sub}>
          <MeasurementForm
            key={kind}
            kind={kind}
            commandKey={key}
            today={client.today}
            format={shell.formats}
            formula={record.formula}
            devices={record.devices}
            positions={record.positions}
            result={answer?.result}
            isJump={answer?.isJump ?? false}
          />
        </Card>
        {record.onRecord.length > 0 || isLater ? (
          <Card title="What is on record?" sub={isLater ? 'Earlier ones' : 'The newest first'}>
            <MeasurementList
              measurements={record.onRecord}
              formula={record.formula}
              format={shell.formats}
              correctionOf={(id) => `${here}/${id}/correction`}
            />
            {isLater || record.older ? (
              <p className="button-row mt-3">
                {isLater ? <Link to={`${here}/new?kind=${kind}`}>The newest</Link> : null}
                {record.older ? <Link to={`${here}/new?kind=${kind}&after=${record.older}`}>Earlier ones</Link> : null}
              </p>
            ) : null}
          </Card>
        ) : null}
      </div>
    </Page>
  )
}
