/** A red flag: the first tap holds the client and shows what to do; everything else comes after. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMemberOfClient } from '~/auth/floor-guard.server'
import { readFramedClient } from '~/data/client-door.server'
import { isId } from '~/data/id.server'
import { findRedFlag } from '~/data/red-flag-record.server'
import { findRunningSession, raiseRedFlag } from '~/data/red-flags.server'
import { redFlagSigns } from '~/domain/red-flags'
import { CoveredFlag } from '~/ui/live/covered-flag'
import { FloorPage } from '~/ui/live/floor-page'
import { ErrorSummary } from '~/ui/notice'
import { RaisedFlag, RedFlagSigns } from '~/ui/red-flag'
import { sentenceOf } from '~/ui/refusals'

export const meta: MetaFunction = () => [{ title: 'Red flag · Clearway' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { member, isCovered } = await requireMemberOfClient(request, params.clientId, 'red-flag:raise')
  const at = new Date()
  const raisedId = new URL(request.url).searchParams.get('raised')
  const asked = {
    clientId: params.clientId,
    pathKind: 'routes/clients.$clientId_.red-flag',
    action: 'red-flag:raise',
    at,
  } as const
  return readFramedClient(member, asked, async (query, client, shell) => {
    const flag = isId(raisedId) ? await findRedFlag(query, client.id, raisedId) : null
    return {
      clientId: client.id,
      clientName: isCovered ? '' : `${client.givenName} ${client.familyName}`,
      sign: flag?.sign ?? null,
      flag: isCovered ? null : flag,
      running: await findRunningSession(query, client.id, at),
      numbers: { emergency: member.clinic.emergencyNumber, onCall: member.clinic.onCallNumber },
      shell: isCovered ? null : shell,
      // A key each: another sign is another flag, the same one tapped twice is one.
      signKeys: Object.fromEntries(redFlagSigns.map((sign) => [sign, randomUUID()])),
      keys: { end: randomUUID(), detail: randomUUID() },
    }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { member } = await requireMemberOfClient(request, params.clientId, 'red-flag:raise')
  const { clientId = '' } = params
  if (!isId(clientId)) throw new Response(null, { status: 404 })
  const submission = parseWithZod(await request.formData(), { schema: flagForm() })
  if (submission.status !== 'success') return data({ says: 'Choose the sign.' }, { status: 400 })
  const outcome = await raiseRedFlag(member, { ...submission.value, clientId, at: new Date() })
  if (outcome.ok) return redirect(`/clients/${clientId}/red-flag?raised=${outcome.redFlagId}`, 303)
  return data({ says: sentenceOf(outcome.why) }, { status: 409 })
}

function flagForm() {
  return z.object({ key: z.uuid(), sign: z.enum(redFlagSigns) })
}

export default function RedFlagPage() {
  const { clientId, clientName, sign, flag, running, numbers, shell, signKeys, keys } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <FloorPage
      shell={shell}
      path={`/clients/${clientId}/red-flag`}
      title={sign ? 'Red flag: on hold' : 'Red flag'}
      sub={clientName}
      crumbs={[
        { label: 'Clients', to: '/clients' },
        { label: clientName, to: `/clients/${clientId}` },
      ]}
    >
      <div className="stack max-w-3xl">
        {answer ? (
          <ErrorSummary
            title={`Not sent. Call ${numbers.emergency} or ${numbers.onCall}.`}
            mistakes={[{ message: answer.says }]}
          />
        ) : null}
        {flag && shell ? (
          <RaisedFlag flag={flag} numbers={numbers} running={running} keys={keys} format={shell.formats} />
        ) : null}
        {sign && !shell ? <CoveredFlag sign={sign} numbers={numbers} running={running} /> : null}
        {sign ? null : <RedFlagSigns clientId={clientId} keys={signKeys} />}
        {!sign && !shell && running ? <Link to={`/sessions/${running.id}`}>Back to the session</Link> : null}
      </div>
    </FloorPage>
  )
}
