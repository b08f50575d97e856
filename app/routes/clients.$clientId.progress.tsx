/** A client's progress: is it stronger, evening out, hurting less, growing, and is the work done. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { readFramedClient } from '~/data/client-door.server'
import { findProgress } from '~/data/progress.server'
import { can } from '~/domain/access'
import { ranges } from '~/domain/progress-range'
import { ButtonLink } from '~/ui/button'
import { ClientTabs } from '~/ui/client-tabs'
import { clientName, clientSub } from '~/ui/client-words'
import { DoneNotice } from '~/ui/done-notice'
import { Page } from '~/ui/page'
import { NothingMeasured } from '~/ui/nothing-measured'
import { packed, unpacked } from '~/ui/packed'
import type { BoardProps } from '~/ui/progress-board'
import { type Choices, choicesOf, ProgressChoices } from '~/ui/progress-choices'
import { isCold } from '~/ui/progress-not-measured'
import { still } from '~/ui/still'
import { useTouch } from '~/ui/use-touch'

/** Drawn by the server, and readable as it came; what its charts do comes with the first hand on them. */
const ProgressBoard = still(
  'progress',
  () => import('~/ui/progress-board').then((part) => part.ProgressBoard),
  useTouch,
)

export const meta: MetaFunction = () => [{ title: 'Progress · Clearway' }]

const Asked = z.object({
  exercise: z.string().max(200).nullable().catch(null),
  range: z.enum(ranges).nullable().catch(null),
  involved: z.enum(['left', 'right']).nullable().catch(null),
})

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:read')
  const { searchParams } = new URL(request.url)
  const given = (name: string) => searchParams.get(name)
  const asked = Asked.parse({ exercise: given('exercise'), range: given('range'), involved: given('side') })
  const page = { clientId: params.clientId, pathKind: 'routes/clients.$clientId.progress', at: new Date() }
  return readFramedClient(member, page, async (query, client, shell) => {
    const progress = await findProgress(query, client.id, { ...asked, today: client.today })
    const isAskedFor = asked.range !== null && asked.range !== 'all'
    const { exercises: _, ...drawn } = progress
    return {
      client,
      isBare: isCold(progress) && !isAskedFor,
      choices: packed<Choices>(choicesOf(progress)),
      board: packed<BoardProps>({ clientId: client.id, progress: drawn, format: shell.formats }),
      shell,
    }
  })
}

export default function ProgressPage() {
  const { client, isBare, choices, board, shell } = useLoaderData<typeof loader>()
  const at = `/clients/${client.id}`
  return (
    <Page
      shell={shell}
      title={clientName(client)}
      sub={clientSub(client)}
      actions={
        <>
          {isBare ? null : (
            <>
              <ButtonLink to={`${at}/measurements/new`}>Add a test</ButtonLink>
              <ButtonLink to={`${at}/strength/import`}>Import a log</ButtonLink>
            </>
          )}
          <ButtonLink to={`${at}/goals`}>Goals</ButtonLink>
          <ButtonLink to={`${at}/progress/programs`}>Compare programs</ButtonLink>
          {can(shell.member, 'report:send') ? <ButtonLink to={`${at}/progress/report`}>Report, PDF</ButtonLink> : null}
        </>
      }
    >
      <ClientTabs clientId={client.id} />
      <DoneNotice />
      {isBare ? (
        <NothingMeasured clientId={client.id} />
      ) : (
        <div className="stack">
          <ProgressChoices {...unpacked(choices)} />
          <ProgressBoard packed={board} />
        </div>
      )}
    </Page>
  )
}
