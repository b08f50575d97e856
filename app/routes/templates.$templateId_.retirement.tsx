/** Retiring a template: it is offered no more, and its name is free again. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { isId } from '~/data/id.server'
import { shellOf } from '~/data/shell.server'
import { retirementForm } from '~/data/template-form.server'
import { findTemplate, retireTemplate } from '~/data/templates.server'
import { readClinic } from '~/database/door.server'
import { mayRetireTemplate } from '~/domain/template'
import { ButtonLink } from '~/ui/button'
import { CommandKey } from '~/ui/form'
import { ErrorSummary } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Retire a template · Clearway' }]

export async function loader({ request, params: { templateId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'template:retire')
  if (!isId(templateId)) throw new Response(null, { status: 404 })
  return readClinic(member, async (query) => {
    const template = await findTemplate(query, templateId)
    if (!template) throw new Response(null, { status: 404 })
    const may = mayRetireTemplate({ by: member, template })
    return { template, whyNot: may.ok ? null : may.why, shell: await shellOf(member, query), key: randomUUID() }
  })
}

export async function action({ request, params: { templateId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'template:retire')
  if (!isId(templateId)) throw new Response(null, { status: 404 })
  const submission = parseWithZod(await request.formData(), { schema: retirementForm() })
  if (submission.status !== 'success') throw new Response(null, { status: 400 })
  const outcome = await retireTemplate(member, { ...submission.value, templateId, at: new Date() })
  return outcome.ok ? redirect('/templates?done=retired', 303) : data({ why: outcome.why }, { status: 409 })
}

export default function RetirementPage() {
  const { template, whyNot, shell, key } = useLoaderData<typeof loader>()
  const why = useActionData<typeof action>()?.why ?? whyNot
  return (
    <Page
      shell={shell}
      title={`Retire “${template.name}”`}
      sub={`made by ${template.madeByName}`}
      crumbs={[{ label: 'Templates', to: '/templates' }, { label: 'Retire' }]}
    >
      <div className="card max-w-2xl p-5">
        <Form method="post" className="form">
          <ErrorSummary mistakes={why ? [{ message: sentenceOf(why) }] : []} title="Nothing was done" />
          <CommandKey value={key} />
          <p>Nobody can start from it any more. Programs that were started from it keep what they have.</p>
          <div className="button-row">
            {why ? null : <SubmitButton>Retire it</SubmitButton>}
            <ButtonLink to="/templates" look="quiet">
              Go back
            </ButtonLink>
          </div>
        </Form>
      </div>
    </Page>
  )
}
