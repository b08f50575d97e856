/** One member: as they stand, what may be changed, what was, and what hangs on them. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { countLeftBehind, listChanges, readMember } from '~/data/member-page.server'
import { shellOf } from '~/data/shell.server'
import { ButtonLink } from '~/ui/button'
import { DoneNotice } from '~/ui/done-notice'
import { LeftBehind } from '~/ui/members/left-behind'
import { MemberFacts, MemberNotices } from '~/ui/members/member-facts'
import { MemberHistory } from '~/ui/members/member-history'
import { personLooks } from '~/ui/members/member-words'
import { Page } from '~/ui/page'
import { LookBadge } from '~/ui/status-badge'

export const meta: MetaFunction = () => [{ title: 'Member · Clearway' }]

export async function loader({ request, params: { memberId = '' } }: LoaderFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  const at = new Date()
  return readMember(admin, { memberId, pathKind: 'routes/members.$memberId._index', at }, async (query, person) => ({
    changes: await listChanges(query, memberId),
    // Before somebody leaves, the page for it says so; after, this one does.
    left: person.deactivatedAt ? await countLeftBehind(query, memberId, at) : null,
    shell: await shellOf(admin, query),
  }))
}

export default function MemberPage() {
  const { shell, person, changes, left } = useLoaderData<typeof loader>()
  const isActive = person.deactivatedAt === null
  return (
    <Page
      shell={shell}
      title={person.isSelf ? `${person.name} (you)` : person.name}
      badge={<LookBadge look={personLooks[isActive ? 'active' : 'deactivated']} />}
      crumbs={[{ label: 'Members', to: '/members' }]}
      actions={isActive ? null : <ButtonLink to={`/members/${person.id}/reactivation`}>Reactivate</ButtonLink>}
    >
      <DoneNotice />
      <div className="stack max-w-3xl">
        <MemberNotices person={person} format={shell.formats} />
        <MemberFacts person={person} format={shell.formats} />
        {left && left.onlyTheirs > 0 ? <LeftBehind left={left} memberId={person.id} /> : null}
        {isActive ? (
          <p className="button-row screen-only">
            <ButtonLink to={`/members/${person.id}/hand-over`}>Hand clients over</ButtonLink>
            {person.isSelf ? null : (
              <ButtonLink to={`/members/${person.id}/deactivation`} look="danger">
                Deactivate …
              </ButtonLink>
            )}
          </p>
        ) : null}
        <MemberHistory changes={changes} format={shell.formats} />
      </div>
    </Page>
  )
}
