/** A client added by hand: as much as it takes to know whom one has before one. */
import { randomUUID } from 'node:crypto'
import { useForm } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { showAlike } from '~/data/client-alike.server'
import { clientForm } from '~/data/client-form.server'
import { addClient } from '~/data/clients.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { sexes } from '~/domain/fhir-patient'
import type { Refusal } from '~/domain/refusal'
import { AlikeClients } from '~/ui/alike-clients'
import { ButtonLink } from '~/ui/button'
import { sexWords } from '~/ui/client-words'
import { CommandKey, DateInput, FormErrors, Select, TextInput } from '~/ui/form'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Add a client · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:create')
  return { shell: await readClinic(member, (query) => shellOf(member, query)), key: randomUUID() }
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'client:create')
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: clientForm() })
  if (submission.status !== 'success') return data({ ...submission.reply(), alike: null }, { status: 400 })

  const at = new Date()
  const outcome = await addClient(member, { ...submission.value, at })
  if (outcome.ok) return redirect(`/clients/${outcome.clientId}`, 303)
  const { why } = outcome
  const isAlike = why === 'duplicate-client' || why === 'possible-duplicate'
  const alike = isAlike ? await showAlike(member, submission.value, at) : null
  return data({ ...submission.reply(errorsOf(why)), alike }, { status: 409 })
}

function errorsOf(why: Refusal): { fieldErrors?: Record<string, string[]>; formErrors?: string[] } {
  if (why === 'duplicate-client') return { fieldErrors: { recordNumber: [sentenceOf(why)] } }
  if (why === 'in-the-future') return { fieldErrors: { birthDate: ['This day lies ahead.'] } }
  return { formErrors: [sentenceOf(why)] }
}

type Typed = { givenName: string; familyName: string; birthDate: string; sex: string; recordNumber: string }

export default function AddClientPage() {
  const { shell, key } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const alike = lastResult?.alike
  const [form, fields] = useForm<Typed>({ id: 'client', lastResult, defaultNoValidate: false })
  return (
    <Page
      shell={shell}
      title="Add a client"
      crumbs={[{ label: 'Clients', to: '/clients' }]}
      actions={<ButtonLink to="/clients/import">Import clients instead</ButtonLink>}
    >
      <div className="max-w-2xl">
        <div className="card p-5">
          <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
            <FormErrors id={form.errorId} errors={form.errors} />
            <CommandKey value={key} />
            <div className="form-row">
              <TextInput field={fields.givenName} label="Given name" maxLength={200} autoComplete="off" required />
              <TextInput field={fields.familyName} label="Family name" maxLength={200} autoComplete="off" required />
            </div>
            <div className="form-row">
              <DateInput field={fields.birthDate} label="Date of birth" min="1900-01-01" required />
              <Select
                field={fields.sex}
                label="Sex"
                placeholder="Choose"
                options={sexes.map((value) => ({ value, label: sexWords[value] }))}
                required
              />
            </div>
            <TextInput
              field={fields.recordNumber}
              label="Record number"
              hint="As your clinic files it. Left empty, Clearway gives one."
              maxLength={80}
              autoComplete="off"
              optional
            />
            {alike?.mark ? <AlikeClients alike={alike} format={shell.formats} /> : null}
            <p className="dim small">You are in their care team from then on. Screen them next.</p>
            <div className="button-row">
              <SubmitButton>
                {alike?.mark && !fields.recordNumber.errors ? 'No, add a new client' : 'Add this client'}
              </SubmitButton>
            </div>
          </Form>
        </div>
      </div>
    </Page>
  )
}
