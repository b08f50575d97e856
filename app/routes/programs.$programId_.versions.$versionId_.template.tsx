/** Making a template of a version that was submitted: a name, and nothing of the client. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readDraft, shownOf } from '~/data/draft-page.server'
import { orDenied } from '~/data/program-door.server'
import { shellOf } from '~/data/shell.server'
import { fieldOfTemplate, templateForm } from '~/data/template-form.server'
import { makeTemplate } from '~/data/templates.server'
import { mayMakeTemplate } from '~/domain/template'
import { ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { refusedForm } from '~/ui/refused-form'
import { sentenceOf } from '~/ui/refusals'
import { TemplateForm } from '~/ui/template-form'

export const meta: MetaFunction = () => [{ title: 'Make a template · Clearway' }]

const pathKind = 'routes/programs.$programId_.versions.$versionId_.template'

export async function loader({ request, params: { programId, versionId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'template:make')
  const asked = { programId, versionId, pathKind, at: new Date(), action: 'template:make' } as const
  return readDraft(member, asked, async (query, version) => {
    const may = mayMakeTemplate({ status: version.versionStatus })
    return {
      shell: await shellOf(member, query),
      version: shownOf(version),
      content: version.content,
      whyNot: may.ok ? null : may.why,
      key: randomUUID(),
    }
  })
}

export async function action({ request, params: { programId, versionId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'template:make')
  const at = new Date()
  const submission = parseWithZod(await request.formData(), { schema: templateForm() })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })

  const outcome = await orDenied(member, { programId, otherId: versionId, pathKind, at }, (programId, versionId) =>
    makeTemplate(member, { ...submission.value, programId, versionId, at }),
  )
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfTemplate), { status: 409 })
  return redirect('/templates?done=made', 303)
}

export default function TemplatePage() {
  const { shell, version, content, whyNot, key } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const program = `/programs/${version.programId}`
  return (
    <Page
      shell={shell}
      title="Make a template"
      sub={`${version.name} · version ${version.number} · ${version.clientName}`}
      crumbs={[{ label: 'Programs', to: '/programs' }, { label: version.name, to: program }, { label: 'Template' }]}
    >
      {whyNot ? (
        <Notice
          tone="wait"
          title={sentenceOf(whyNot)}
          action={<ButtonLink to={program}>Open the program</ButtonLink>}
        />
      ) : (
        <TemplateForm
          commandKey={key}
          content={content}
          backTo={program}
          lastResult={lastResult}
          format={shell.formats}
        />
      )}
    </Page>
  )
}
