/** All clients of somebody who leaves, to one colleague or several, at once. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { fieldOfHandOver, handOverForm } from '~/data/care-teams-form.server'
import { getLeaving, handOver, listHeirs } from '~/data/hand-over.server'
import { isId } from '~/data/id.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { can } from '~/domain/access'
import { ButtonLink } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { HandOverForm, LeavingCard } from '~/ui/hand-over'
import { Page } from '~/ui/page'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Hand over · Clearway' }]

const pathKind = 'routes/members.$memberId_.hand-over'

export async function loader({ request, params: { memberId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'care-team:manage')
  if (!isId(memberId)) throw new Response(null, { status: 404 })
  const at = new Date()
  return readClinic(member, async (query) => {
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind, occurredAt: at })
    const from = await getLeaving(query, memberId, at)
    return {
      from,
      heirs: await listHeirs(query, from, at),
      crumbs: can(member, 'member:manage')
        ? [
            { label: 'Members', to: '/members' },
            { label: from.name, to: `/members/${memberId}` },
          ]
        : [{ label: 'Care teams', to: '/care-teams' }],
      shell: await shellOf(member, query),
      commandKey: randomUUID(),
    }
  })
}

export async function action({ request, params: { memberId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'care-team:manage')
  if (!isId(memberId)) throw new Response(null, { status: 404 })
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: handOverForm() })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })
  const outcome = await handOver(member, { ...submission.value, fromId: memberId, at: new Date() })
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfHandOver), { status: 409 })
  return redirect('/care-teams?done=handed-over', 303)
}

export default function HandOverPage() {
  const { from, heirs, crumbs, shell, commandKey } = useLoaderData<typeof loader>()
  const backTo = crumbs.at(-1)?.to ?? '/care-teams'
  const lastResult = useActionData<typeof action>()
  return (
    <Page shell={shell} title="Hand over" sub={from.name} crumbs={crumbs}>
      <div className="stack max-w-2xl">
        <LeavingCard from={from} format={shell.formats} />
        {from.clients === 0 ? (
          <Empty title="No client to hand over" says={`${from.name} is in no care team.`} />
        ) : heirs.length === 0 ? (
          <Empty
            title="Nobody to hand over to"
            says="No active colleague holds the role in which these clients are served. Invite one, or assign by hand."
            action={<ButtonLink to={`/care-teams?member=${from.memberId}`}>Their care teams</ButtonLink>}
          />
        ) : (
          <div className="card p-5">
            <HandOverForm from={from} heirs={heirs} backTo={backTo} commandKey={commandKey} lastResult={lastResult} />
          </div>
        )}
      </div>
    </Page>
  )
}
