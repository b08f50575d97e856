/** Verifying the clinic's chain, a slice a request; each slice is kept, so it may be stopped and gone on with. */
import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { findOpenRun, findRun, listRuns, verifyOn } from '~/data/audit-verification.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { RunCard, RunList } from '~/ui/audit-verification'
import { ErrorSummary } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'

export const meta: MetaFunction = () => [{ title: 'Verify the audit · Clearway' }]

const Form = z.object({
  key: z.uuid(),
  runId: z
    .uuid()
    .nullish()
    .transform((id) => id ?? null),
})
const sliceMs = 2_000

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'audit:verify')
  const { searchParams } = new URL(request.url)
  const runId = z.uuid().safeParse(searchParams.get('run')).data
  return readClinic(member, async (query) => {
    const occurredAt = new Date()
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind: 'routes/audit.verification', occurredAt })
    return {
      run: runId ? await findRun(query, runId) : await findOpenRun(query),
      isGoingOn: searchParams.has('go'),
      runs: await listRuns(query, 20),
      commandKey: randomUUID(),
      shell: await shellOf(member, query),
    }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'audit:verify')
  const form = Form.safeParse(Object.fromEntries(await request.formData()))
  if (!form.success) return data({ error: 'The form came without its key. Load the page again.' }, { status: 400 })
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(sliceMs)])
  const outcome = await verifyOn(member, { ...form.data, at: new Date(), signal })
  if (!outcome) throw new Response(null, { status: 404 })
  if (!outcome.ok) return data({ error: sentenceOf(outcome.why) }, { status: 409 })
  return redirect(`/audit/verification?run=${outcome.runId}${outcome.isOver ? '' : '&go=1'}`, 303)
}

export default function VerificationPage() {
  const { shell, run, isGoingOn, runs, commandKey } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <Page
      shell={shell}
      title="Verify the audit"
      crumbs={[{ label: 'Audit log', to: '/audit' }, { label: 'Checks of the chain' }]}
    >
      <div className="stack max-w-4xl">
        <ErrorSummary mistakes={refused ? [{ message: refused.error }] : []} title="This went no further" />
        <RunCard run={run} isGoingOn={isGoingOn && !refused} commandKey={commandKey} format={shell.formats} />
        <RunList runs={runs} format={shell.formats} />
      </div>
    </Page>
  )
}
