/** Who covers for whom: today and on the days to come. Recording and ending an absence has pages of its own. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { listAbsences } from '~/data/absences.server'
import { noteAccess } from '~/data/access-events.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { AbsenceList } from '~/ui/absence-list'
import { ButtonLink } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { Page } from '~/ui/page'
import { SettingsTabs } from '~/ui/settings-tabs'

export const meta: MetaFunction = () => [{ title: 'Cover · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'clinic:settings')
  const at = new Date()
  return readClinic(member, async (query) => {
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind: 'routes/settings.cover', occurredAt: at })
    const { absences } = await listAbsences(query, member, { after: null, at })
    return {
      shell: await shellOf(member, query),
      absences: absences.filter(({ phase }) => phase === 'running' || phase === 'coming'),
    }
  })
}

export default function CoverPage() {
  const { shell, absences } = useLoaderData<typeof loader>()
  return (
    <Page
      shell={shell}
      title="Cover"
      sub="who stands in for whom, today and later"
      actions={<ButtonLink to="/absences/new">Record an absence</ButtonLink>}
    >
      <SettingsTabs />
      {absences.length > 0 ? (
        <AbsenceList absences={absences} format={shell.formats} />
      ) : (
        <Empty
          title="Everybody is there"
          says="Decisions and red flags of a clinician who is away go to whoever stands in. Clinicians record their own absences; an admin may for all."
          action={<ButtonLink to="/absences">All absences</ButtonLink>}
        />
      )}
    </Page>
  )
}
