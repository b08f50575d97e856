/** Discarding what was typed and not saved; asked once more where one comes by the address. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { discardKeptForm, listKeptForms } from '~/data/kept-forms.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { ButtonLink } from '~/ui/button'
import { Page } from '~/ui/page'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Discard · Clearway' }]

const pathKind = 'routes/kept-forms_.$keptFormId.removal'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'program:read')
  const at = new Date()
  return readClinic(member, async (query) => {
    const form = (await listKeptForms(query, member)).find(({ id }) => id === params.keptFormId)
    if (!form) throw new Response(null, { status: 404 })
    await noteAccess(query, { kind: 'reading', clientId: form.clientId, pathKind, occurredAt: at })
    return { clientName: form.clientName, shell: await shellOf(member, query) }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, 'program:read')
  const page = await discardKeptForm(member, params.keptFormId)
  if (!page) throw new Response(null, { status: 404 })
  return redirect(page, 303)
}

export default function DiscardPage() {
  const { clientName, shell } = useLoaderData<typeof loader>()
  return (
    <Page
      shell={shell}
      title="Discard what you typed"
      sub={clientName}
      crumbs={[{ label: 'Left unfinished', to: '/kept-forms' }]}
    >
      <div className="card max-w-2xl p-5">
        <Form method="post" className="form">
          <p>What you typed and did not save is gone then. What is saved stays as it is.</p>
          <div className="button-row">
            <SubmitButton pendingLabel="Discarding …">Discard it</SubmitButton>
            <ButtonLink to="/kept-forms" look="quiet">
              Go back
            </ButtonLink>
          </div>
        </Form>
      </div>
    </Page>
  )
}
