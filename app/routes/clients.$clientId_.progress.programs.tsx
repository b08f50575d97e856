/** Programs of a client lined up at their clearances: which one brought more? */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readFramedClient } from '~/data/client-door.server'
import { askedComparison, findProgramComparison } from '~/data/program-comparison.server'
import { ButtonLink } from '~/ui/button'
import { ClientTabs } from '~/ui/client-tabs'
import { clientName, clientSub } from '~/ui/client-words'
import { ComparisonChoices } from '~/ui/comparison/comparison-choices'
import { Empty } from '~/ui/empty'
import { Page } from '~/ui/page'
import { still } from '~/ui/still'
import { useTouch } from '~/ui/use-touch'

const ComparisonBoard = still(
  'comparison',
  () => import('~/ui/comparison/comparison-board').then((part) => part.ComparisonBoard),
  useTouch,
)

export const meta: MetaFunction = () => [{ title: 'Compare programs · Clearway' }]

const pathKind = 'routes/clients.$clientId_.progress.programs'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:read')
  const asked = askedComparison(new URL(request.url).searchParams)
  const page = { clientId: params.clientId, pathKind, at: new Date() }
  return readFramedClient(member, page, async (query, client, shell) => ({
    client,
    comparison: await findProgramComparison(query, client.id, { ...asked, today: client.today }),
    shell,
  }))
}

export default function ProgramsComparedPage() {
  const { client, comparison, shell } = useLoaderData<typeof loader>()
  const at = `/clients/${client.id}`
  return (
    <Page
      shell={shell}
      title={clientName(client)}
      sub={clientSub(client)}
      actions={<ButtonLink to={`${at}/progress`}>All charts</ButtonLink>}
    >
      <ClientTabs clientId={client.id} />
      {comparison.programs.length === 0 ? (
        <Empty
          title="No program to compare"
          says="Programs are compared from their clearance on. None of this client was cleared yet."
          action={<ButtonLink to={at}>Overview</ButtonLink>}
        />
      ) : (
        <div className="stack">
          <ComparisonChoices {...comparison} />
          <ComparisonBoard clientId={client.id} comparison={comparison} format={shell.formats} />
        </div>
      )}
    </Page>
  )
}
