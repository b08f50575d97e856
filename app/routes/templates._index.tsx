/** The clinic's templates: what each is for, and who made it. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { isId } from '~/data/id.server'
import { shellOf } from '~/data/shell.server'
import { listTemplates } from '~/data/templates.server'
import { readClinic } from '~/database/door.server'
import { mayRetireTemplate } from '~/domain/template'
import { DoneNotice } from '~/ui/done-notice'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'
import { TemplateList } from '~/ui/template-list'

export const meta: MetaFunction = () => [{ title: 'Templates · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'template:read')
  const given = new URL(request.url).searchParams.get('after')
  return readClinic(member, async (query) => {
    const { templates, next } = await listTemplates(query, isId(given) ? given : null)
    const mayRetire = ({ madeBy }: { madeBy: string }) =>
      mayRetireTemplate({ by: member, template: { madeBy, isRetired: false } }).ok
    return {
      shell: await shellOf(member, query),
      templates: templates.map((template) => ({ ...template, mayRetire: mayRetire(template) })),
      next,
    }
  })
}

export default function TemplatesPage() {
  const { shell, templates, next } = useLoaderData<typeof loader>()
  return (
    <Page
      shell={shell}
      title="Templates"
      sub="what a new program may start from"
      crumbs={[{ label: 'Programs', to: '/programs' }, { label: 'Templates' }]}
    >
      <DoneNotice />
      <TemplateList templates={templates} format={shell.formats} />
      <Pagination after={next} before={null} olderWord="More" />
    </Page>
  )
}
