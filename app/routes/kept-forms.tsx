/** What this member typed into a program and did not save: kept here while they type, and found again. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { readKeptFields } from '~/data/kept-form-fields.server'
import { keepForm, listKeptForms } from '~/data/kept-forms.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { KeptForms } from '~/ui/kept-forms'
import { Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'

export const meta: MetaFunction = () => [{ title: 'Left unfinished · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'program:read')
  const at = new Date()
  return readClinic(member, async (query) => {
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind: 'routes/kept-forms', occurredAt: at })
    return { forms: await listKeptForms(query, member), shell: await shellOf(member, query) }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'program:read')
  const fields = readKeptFields(await request.formData())
  if (!fields) throw new Response(null, { status: 400 })
  const outcome = await keepForm(member, { ...fields, at: new Date() })
  return outcome.ok ? data({ why: null }) : data({ why: outcome.why }, { status: 409 })
}

export default function KeptFormsPage() {
  const { forms, shell } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Page shell={shell} title="Left unfinished" sub="what you typed and did not save, for 30 days">
      {answer?.why ? <Notice tone="stop" title={sentenceOf(answer.why)} /> : null}
      <KeptForms forms={forms} format={shell.formats} />
    </Page>
  )
}
