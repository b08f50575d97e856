/** Where one is signed in, and where one was. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deviceName } from '~/auth/device-name.server'
import { loginHashOf, requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { listOwnLogins, type OwnLogin } from '~/data/own-logins.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { EndedLogins, OpenLogins } from '~/ui/account/login-list'
import { ButtonLink } from '~/ui/button'
import { Card } from '~/ui/card'
import { DoneNotice } from '~/ui/done-notice'
import { Page } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: 'Your logins · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request)
  return readClinic(member, async (query) => {
    const occurredAt = new Date()
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind: 'routes/account.logins._index', occurredAt })
    const { open, ended } = await listOwnLogins(query, loginHashOf(request) ?? '')
    return { shell: await shellOf(member, query), open: open.map(shown), ended: ended.map(shown) }
  })
}

function shown({ userAgent, ...login }: OwnLogin) {
  return { ...login, device: deviceName(userAgent) }
}

export default function LoginsPage() {
  const { shell, open, ended } = useLoaderData<typeof loader>()
  const everywhereElse = (
    <ButtonLink to="/account/logins/others/end" size="small">
      Sign out everywhere else
    </ButtonLink>
  )
  return (
    <Page shell={shell} title="Your logins" crumbs={[{ label: 'Your account', to: '/account' }]}>
      <DoneNotice />
      <div className="grid gap-5">
        <Card title="Where are you signed in?" actions={open.length > 1 ? everywhereElse : null} flush>
          <OpenLogins logins={open} format={shell.formats} />
        </Card>
        <p className="dim">
          One you do not know? Sign it out, then <a href="/account/password">change your password</a>. A place is the
          address a browser came from, kept for a month after its login was over.
        </p>
        <Card title="Where were you signed in?" sub="the last ten, of 30 days" flush>
          <EndedLogins logins={ended} format={shell.formats} />
        </Card>
      </div>
    </Page>
  )
}
