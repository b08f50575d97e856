/** A screening: the questionnaire, drafted from the record, and saved as what a person confirmed. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readClient, readFramedClient } from '~/data/client-door.server'
import { questionnaire } from '~/data/screening-facts.server'
import { screeningForm } from '~/data/screening-form.server'
import { startOf } from '~/data/screening-start.server'
import { recordScreening } from '~/data/screenings.server'
import { mayScreen } from '~/domain/who-screens'
import { clientName } from '~/ui/client-words'
import { Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { ScreeningForm } from '~/ui/screening/screening-form'

export const meta: MetaFunction = () => [{ title: 'Screen a client · Clearway' }]

const screening = 'screening:record'
const pathKind = 'routes/clients.$clientId_.screening.new'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, screening)
  const asked = { clientId: params.clientId, pathKind, at: new Date(), action: screening } as const
  return readFramedClient(member, asked, async (query, client, shell) => {
    const asks = await questionnaire(query, client, { today: client.today, locale: member.clinic.locale })
    const may = mayScreen({ roles: member.roles, ...asks.facts })
    return {
      client,
      refusal: may.ok ? null : may.why,
      start: startOf(asks, client.today),
      shell,
      key: randomUUID(),
    }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, screening)
  const at = new Date()
  const { clientId = '' } = params
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: screeningForm() })
  if (submission.status !== 'success') {
    await readClient(member, { clientId, pathKind, at, action: screening }, async () => null)
    return data(submission.reply(), { status: 400 })
  }
  const outcome = await recordScreening(member, { ...submission.value, clientId, at })
  if (outcome.ok) return redirect(`/clients/${clientId}/screening/${outcome.screeningId}`, 303)
  return data(submission.reply({ formErrors: [sentenceOf(outcome.why)] }), { status: 409 })
}

export default function ScreeningPage() {
  const { client, refusal, start, shell, key } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const { questions, lastPressures, body, medication, notUnderstood } = start
  return (
    <Page
      shell={shell}
      title="Screening"
      sub={clientName(client)}
      crumbs={[
        { label: 'Clients', to: '/clients' },
        { label: clientName(client), to: `/clients/${client.id}` },
      ]}
    >
      <div className="max-w-4xl">
        {refusal ? (
          <Notice tone="hold" title="Not by you">
            {sentenceOf(refusal)}
          </Notice>
        ) : (
          <ScreeningForm
            clientId={client.id}
            commandKey={key}
            questions={questions}
            lastPressures={lastPressures}
            body={{ ...body, birthDate: client.birthDate }}
            medication={medication}
            notUnderstood={notUnderstood}
            lastResult={lastResult}
            format={shell.formats}
          />
        )}
      </div>
    </Page>
  )
}
