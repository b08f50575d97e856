/** A measurement entered in error: struck through with its reason, and replaced by what was measured. */
import { randomUUID } from 'node:crypto'
import { useForm } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readClient, readFramedClient } from '~/data/client-door.server'
import { correctionForm, mistakesIn } from '~/data/correction-form.server'
import { correctMeasurement } from '~/data/measurement-corrections.server'
import { measurementForm } from '~/data/measurement-form.server'
import { getMeasurement } from '~/data/measurement-list.server'
import { type MeasurementOnRecord, scaleOnRecord, subjectOf } from '~/domain/measurement-record'
import { unitOfForm } from '~/domain/units'
import { Card } from '~/ui/card'
import { ClientTabs } from '~/ui/client-tabs'
import { clientName, clientSub } from '~/ui/client-words'
import { CorrectionForm } from '~/ui/correction-form'
import { DateInput } from '~/ui/form'
import { MeasurementFields } from '~/ui/measurement-fields'
import { MeasurementList } from '~/ui/measurement-list'
import type { MeasurementFieldNames } from '~/ui/measuring/circumstances'
import { typedOf } from '~/ui/measuring/typed-before'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'

export const meta: MetaFunction = () => [{ title: 'Put a measurement right · Clearway' }]

const pathKind = 'routes/clients.$clientId_.measurements.$measurementId.correction'

export async function loader({ request, params: { clientId, measurementId = '' } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'entry:correct')
  const page = { clientId, pathKind, at: new Date(), action: 'entry:correct' } as const
  return readFramedClient(member, page, async (query, client, shell) => ({
    client,
    ...(await getMeasurement(query, client.id, measurementId)),
    shell,
    key: randomUUID(),
  }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, 'entry:correct')
  const { clientId = '', measurementId = '' } = params
  const at = new Date()
  const form = await request.formData().catch(() => new FormData())
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
  // A client who is not theirs answers alike, whatever was typed.
  const { measurement } = await readClient(member, { clientId, pathKind, at, action: 'entry:correct' }, (query) =>
    getMeasurement(query, clientId, measurementId),
  )
  const said = parseWithZod(form, { schema: correctionForm() })
  const units = unitOfForm(form.get('loadUnit'), member.clinic.units)
  const known = { subject: subjectOf(measurement), scale: scaleOnRecord(measurement) }
  const schema = measurementForm(measurement.kind, { units, known })
  const measured = typed.how === 'strike' ? null : parseWithZod(form, { schema })
  if (said.status !== 'success' || (measured && measured.status !== 'success')) {
    return data({ typed, mistakes: mistakesIn(said), result: measured?.reply(), isJump: false }, { status: 400 })
  }
  const { key, why } = said.value
  const outcome = await correctMeasurement(member, {
    ...{ key, at, clientId, measurementId, why },
    told: measured && { on: measured.value.on, measured: measured.value.measured },
  })
  if (outcome.ok) return redirect(`/clients/${clientId}/progress?done=${measured ? 'put-right' : 'struck'}`, 303)
  const mistakes = [sentenceOf(outcome.why)]
  return data(
    { typed, mistakes, result: measured?.reply(), isJump: outcome.why === 'jump-not-confirmed' },
    { status: 409 },
  )
}

export default function MeasurementCorrectionPage() {
  const { client, measurement, formula, shell } = useLoaderData<typeof loader>()
  return (
    <Page shell={shell} title={clientName(client)} sub={clientSub(client)}>
      <ClientTabs clientId={client.id} />
      <div className="stack max-w-2xl">
        <Card title="As it stands there">
          <MeasurementList measurements={[measurement]} formula={formula} format={shell.formats} correctionOf={null} />
        </Card>
        {measurement.struck ? null : (
          <Card title="How was it really?">
            <Correction measurement={measurement} />
          </Card>
        )}
      </div>
    </Page>
  )
}

function Correction({ measurement }: { measurement: MeasurementOnRecord }) {
  const { client, formula, shell, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { kind, on } = measurement
  const [, fields] = useForm<Record<MeasurementFieldNames, string>>({
    id: 'measurement',
    lastResult: answer?.result,
    defaultValue: typedOf(measurement),
  })
  return (
    <CorrectionForm
      commandKey={answer?.typed.key ?? key}
      typed={answer?.typed ?? {}}
      mistakes={answer?.mistakes ?? []}
      notAtAll="Nothing was measured"
    >
      <input type="hidden" name="kind" value={kind} />
      <MeasurementFields
        kind={kind}
        fields={fields}
        format={shell.formats}
        formula={formula}
        isJump={answer?.isJump ?? false}
        devices={[]}
        positions={[]}
        known={subjectOf(measurement)}
      />
      <DateInput field={fields.on} label="Measured on" max={client.today} defaultValue={on} required />
    </CorrectionForm>
  )
}
