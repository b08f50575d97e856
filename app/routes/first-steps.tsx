/** What a new clinic does first. It leads here until somebody can raise, somebody can clear, and a client is there. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { readFirstSteps } from '~/data/first-steps.server'
import { shellOf, startPage } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { readMailSettings } from '~/server/mail-settings.server'
import { ButtonLink } from '~/ui/button'
import { FirstSteps } from '~/ui/first-steps'
import { Notice } from '~/ui/notice'
import { Page } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: 'First steps · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'clinic:settings')
  const hasMailServer = readMailSettings().server !== null
  return readClinic(member, async (query) => {
    const occurredAt = new Date()
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind: 'routes/first-steps', occurredAt })
    return {
      ...(await readFirstSteps(query, member, hasMailServer)),
      startPage: startPage(member),
      shell: await shellOf(member, query),
    }
  })
}

export default function FirstStepsPage() {
  const { steps, isUnderWay, startPage, shell } = useLoaderData<typeof loader>()
  const left = steps.filter(({ isDone }) => isDone === false).length
  return (
    <Page shell={shell} title="First steps" sub={left > 0 ? `${left} to do` : 'all done'}>
      <div className="max-w-2xl stack">
        {isUnderWay ? (
          <Notice
            tone="ok"
            title="Your clinic is under way"
            action={<ButtonLink to={startPage}>Go to your start page</ButtonLink>}
          >
            You land there from now on. This page stays under Settings.
          </Notice>
        ) : (
          <p>
            A trainer raises a program, a clinician clears it, and only then it runs. So it takes one of each, and a
            client. You land here until they are there.
          </p>
        )}
        <FirstSteps steps={steps} />
      </div>
    </Page>
  )
}
