/** A file of tested maxima once its choices are made: what would happen, how far it is, what it came to. */
import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { oneRmPage } from '~/data/one-rm-page.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { OneRmPage } from '~/ui/one-rm-page'
import { OneRmPreview } from '~/ui/one-rm-preview'
import { OneRmProgress } from '~/ui/one-rm-progress'
import { OneRmUndo } from '~/ui/one-rm-undo'

export const meta: MetaFunction = () => [{ title: 'Import tested 1RM · Clearway' }]

export async function loader({ request, params: { oneRmFileId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'one-rm:import')
  const at = new Date()
  return readClinic(member, async (query) => {
    const page = await oneRmPage(query, { fileId: oneRmFileId, at })
    if (page.step !== 'preview' && page.step !== 'progress')
      throw redirect(`/clients/import/one-rm/${oneRmFileId}/${page.step}`, 303)
    return { page, shell: await shellOf(member, query) }
  })
}

export default function OneRmRowsPage() {
  const { page, shell } = useLoaderData<typeof loader>()
  const to = `/clients/import/one-rm/${page.head.id}`
  return (
    <OneRmPage shell={shell} head={page.head}>
      {page.step === 'preview' ? (
        <OneRmPreview to={to} hasLabels={page.hasLabels} {...page.preview} format={shell.formats} />
      ) : page.undo ? (
        <OneRmUndo to={to} {...page.undo} format={shell.formats} />
      ) : (
        <OneRmProgress to={to} {...page} rows={page.head.rowCount} format={shell.formats} />
      )}
    </OneRmPage>
  )
}
