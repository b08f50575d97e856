/** One red flag: what to do, who knows, what is held and what each lift needs. */
import { randomUUID } from 'node:crypto'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readRedFlag } from '~/data/red-flag-page.server'
import { knownRedFlag } from '~/domain/red-flags'
import { clientName } from '~/ui/client-words'
import { DoneNotice } from '~/ui/done-notice'
import { Page } from '~/ui/page'
import { FlagView } from '~/ui/red-flags/flag-view'
import { SeenBadge } from '~/ui/red-flags/people'

export const meta: MetaFunction = () => [{ title: 'Red flag · Clearway' }]

const pathKind = 'routes/clients.$clientId_.red-flags.$redFlagId'

export async function loader({ request, params: { clientId, redFlagId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:read')
  const asked = { clientId, redFlagId, pathKind, action: 'client:read', at: new Date() } as const
  const { emergencyNumber: emergency, onCallNumber: onCall } = member.clinic
  return {
    ...(await readRedFlag(member, asked)),
    numbers: { emergency, onCall },
    keys: { detail: randomUUID(), seen: randomUUID() },
  }
}

export default function RedFlagPage() {
  const { client, flag, shell, isClinician, whyNotSeen, now, numbers, keys } = useLoaderData<typeof loader>()
  const known = knownRedFlag(flag.sign)
  return (
    <Page
      shell={shell}
      title={`Red flag: ${known?.name ?? flag.sign}`}
      sub={clientName(client)}
      badge={<SeenBadge flag={flag} now={now} />}
      crumbs={[
        { label: 'Clients', to: '/clients' },
        { label: clientName(client), to: `/clients/${client.id}` },
      ]}
    >
      <DoneNotice />
      <FlagView
        flag={flag}
        numbers={numbers}
        keys={keys}
        mayAcknowledge={whyNotSeen === null}
        isClinician={isClinician}
        mayBeClot={known?.mayBeClot ?? false}
        now={now}
        format={shell.formats}
      />
    </Page>
  )
}
