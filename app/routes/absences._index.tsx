/** Absences: a clinician's own and those they stand in for; an admin sees everybody's. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { listAbsences } from '~/data/absences.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { AbsenceList } from '~/ui/absence-list'
import { ButtonLink } from '~/ui/button'
import { DoneNotice } from '~/ui/done-notice'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'

export const meta: MetaFunction = () => [{ title: 'Absences · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'absence:record')
  const after = z.uuid().nullable().catch(null).parse(new URL(request.url).searchParams.get('after'))
  const at = new Date()
  return readClinic(member, async (query) => {
    const shell = await shellOf(member, query, {
      kind: 'reading',
      clientId: null,
      pathKind: 'routes/absences._index',
      occurredAt: at,
    })
    const { absences, after: next } = await listAbsences(query, member, { after, at })
    return { shell, absences, next }
  })
}

export default function AbsencesPage() {
  const { shell, absences, next } = useLoaderData<typeof loader>()
  return (
    <Page
      shell={shell}
      title="Absences"
      sub="who is away, and who stands in"
      actions={
        <ButtonLink to="/absences/new" look="primary">
          Record an absence
        </ButtonLink>
      }
    >
      <DoneNotice />
      <AbsenceList absences={absences} format={shell.formats} />
      <Pagination after={next} before={null} olderWord="Earlier" />
    </Page>
  )
}
