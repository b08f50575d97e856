/** A member leaves: what hangs on them, why, and the end of all their logins. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeAsConfirmed } from '~/auth/change-member.server'
import { requireMember } from '~/auth/guard.server'
import { isId } from '~/data/id.server'
import { deactivationForm, fieldOfMember } from '~/data/member-forms.server'
import { countLeftBehind, readMember } from '~/data/member-page.server'
import { shellOf } from '~/data/shell.server'
import { Textarea } from '~/ui/form'
import { LeftBehind } from '~/ui/members/left-behind'
import { MemberChangeForm } from '~/ui/members/member-change-form'
import { MemberChangePage } from '~/ui/members/member-change-page'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Deactivate a member · Clearway' }]

export async function loader({ request, params: { memberId = '' } }: LoaderFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  const at = new Date()
  return readMember(admin, { memberId, pathKind: 'routes/members.$memberId_.deactivation', at }, async (query) => ({
    left: await countLeftBehind(query, memberId, at),
    shell: await shellOf(admin, query),
    commandKey: randomUUID(),
  }))
}

export async function action({ request, params: { memberId } }: ActionFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  if (!isId(memberId)) throw new Response(null, { status: 404 })
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: deactivationForm() })
  if (submission.status !== 'success')
    return data(submission.reply({ hideFields: ['password', 'code'] }), { status: 400 })

  const { reason, ...confirmed } = submission.value
  const outcome = await changeAsConfirmed(request, admin, { memberId, ...confirmed }, { kind: 'deactivation', reason })
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfMember), { status: outcome.status })
  return redirect(`/members/${memberId}?done=member-deactivation`, 303)
}

export default function MemberDeactivationPage() {
  const { shell, person, commandKey, left } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <MemberChangePage shell={shell} person={person} title="Deactivate">
      <MemberChangeForm person={person} commandKey={commandKey} lastResult={lastResult} submit="Deactivate">
        {(fields) => (
          <>
            <LeftBehind left={left} memberId={person.id} />
            <p>
              They are signed out everywhere and cannot sign in. What they wrote and signed stays, with their name, and
              you may reactivate them.
            </p>
            <Textarea field={fields.reason} label="Why?" hint="Kept with your name in the audit log." required />
          </>
        )}
      </MemberChangeForm>
    </MemberChangePage>
  )
}
