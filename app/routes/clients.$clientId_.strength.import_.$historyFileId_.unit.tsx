/** In which unit the loads of a strength log are, where its file does not say. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readClient, readFramedClient } from '~/data/client-door.server'
import { getKeptLog } from '~/data/strength-choices.server'
import { chooseUnit, loadsOfLog } from '~/data/strength-steps.server'
import { loadUnits } from '~/domain/units'
import { Card } from '~/ui/card'
import { clientName } from '~/ui/client-words'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { StrengthUnitForm } from '~/ui/strength-unit-form'

export const meta: MetaFunction = () => [{ title: 'Import a strength log · Clearway' }]

const pathKind = 'routes/clients.$clientId_.strength.import_.$historyFileId_.unit'

export async function loader({ request, params: { clientId, historyFileId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'strength:import')
  const asked = { clientId, pathKind, at: new Date(), action: 'strength:import' } as const
  return readFramedClient(member, asked, async (query, client, shell) => ({
    client,
    examples: await loadsOfLog(query, { clientId: client.id, fileId: historyFileId }),
    to: `/clients/${client.id}/strength/import/${historyFileId}`,
    shell,
  }))
}

export async function action({ request, params: { clientId, historyFileId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'strength:import')
  const form = await request.formData().catch(() => new FormData())
  const unit = loadUnits.find((each) => each === form.get('unit'))
  const asked = { clientId, pathKind, at: new Date(), action: 'strength:import' } as const
  const outcome = await readClient(member, asked, async (query, client) => {
    const which = { clientId: client.id, fileId: historyFileId }
    return unit ? chooseUnit(query, which, unit) : getKeptLog(query, which).then(() => null)
  })
  if (!outcome) return data({ errors: ['Choose kg or lb.'] }, { status: 400 })
  if (!outcome.ok) return data({ errors: [sentenceOf(outcome.why)] }, { status: 409 })
  return redirect(`/clients/${clientId}/strength/import/${historyFileId}`, 303)
}

export default function UnitPage() {
  const { client, examples, to, shell } = useLoaderData<typeof loader>()
  const errors = useActionData<typeof action>()?.errors
  return (
    <Page shell={shell} title="Import a strength log" sub={clientName(client)}>
      <div className="stack max-w-3xl">
        <Card title="Kilograms or pounds?">
          <StrengthUnitForm to={to} examples={examples} errors={errors} />
        </Card>
      </div>
    </Page>
  )
}
