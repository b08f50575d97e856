/** Measuring LOP: this limb, this cuff, this position; no form while the screening speaks against a cuff. */
import { randomUUID } from 'node:crypto'
import { useForm } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { readClient, readFramedClient } from '~/data/client-door.server'
import { cuffRefusals, lopPositions, measureLop, newestLops } from '~/data/lop.server'
import { limbs } from '~/domain/limb'
import { Card } from '~/ui/card'
import { clientName } from '~/ui/client-words'
import { LopList } from '~/ui/lop-card'
import { LopForm, type LopTyped } from '~/ui/lop-form'
import { NoCuff } from '~/ui/no-cuff'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'

export const meta: MetaFunction = () => [{ title: 'Measure LOP · Clearway' }]

const measuring = 'lop:measure'
const pathKind = 'routes/clients.$clientId_.lop.new'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, measuring)
  const at = new Date()
  const asked = { clientId: params.clientId, pathKind, at, action: measuring } as const
  return readFramedClient(member, asked, async (query, client, shell) => ({
    client,
    refusals: await cuffRefusals(query, { clientId: client.id, at }),
    lops: await newestLops(query, { clientId: client.id, at }),
    validDays: member.clinic.lopValidDays,
    shell,
    key: randomUUID(),
  }))
}

const inRange = (says: string, low: number, high: number) =>
  z.coerce.number(says).min(low, `Between ${low} and ${high}.`).max(high, `Between ${low} and ${high}.`)

function lopForm() {
  return z.object({
    key: z.uuid(),
    limb: z.enum(limbs, 'Choose the limb.'),
    cuffWidthCm: inRange('Enter the width of the cuff.', 3, 25),
    position: z.enum(lopPositions, 'Choose the position.'),
    pressureMmhg: inRange('Enter the pressure.', 40, 400).refine(Number.isInteger, 'A whole number.'),
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, measuring)
  const at = new Date()
  const { clientId = '' } = params
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: lopForm() })
  if (submission.status !== 'success') {
    await readClient(member, { clientId, pathKind, at, action: measuring }, async () => null)
    return data(submission.reply(), { status: 400 })
  }
  const { cuffWidthCm, ...measured } = submission.value
  const cuffWidthMm = Math.round(cuffWidthCm * 10)
  const outcome = await measureLop(member, { ...measured, cuffWidthMm, clientId, at })
  if (outcome.ok) return redirect(`/clients/${clientId}`, 303)
  return data(submission.reply({ formErrors: [sentenceOf(outcome.why)] }), { status: 409 })
}

export default function MeasureLopPage() {
  const { client, refusals, lops, validDays, shell, key } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const [form, fields] = useForm<LopTyped>({
    id: 'lop',
    lastResult,
    defaultNoValidate: false,
    defaultValue: lops[0] && { cuffWidthCm: String(lops[0].cuffWidthMm / 10), position: lops[0].position },
  })
  return (
    <Page
      shell={shell}
      title="Measure LOP"
      sub={clientName(client)}
      crumbs={[
        { label: 'Clients', to: '/clients' },
        { label: clientName(client), to: `/clients/${client.id}` },
      ]}
    >
      <div className="columns">
        <NoCuff clientId={client.id} refusals={refusals}>
          <div className="card p-5">
            <LopForm form={form} fields={fields} refusals={refusals} commandKey={key} />
          </div>
        </NoCuff>
        <Card title="On record" sub={`good for ${validDays} days`}>
          <LopList lops={lops} validDays={validDays} format={shell.formats} />
        </Card>
      </div>
    </Page>
  )
}
