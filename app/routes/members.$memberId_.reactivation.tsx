/** A member who had left comes back, as they were. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeAsConfirmed } from '~/auth/change-member.server'
import { requireMember } from '~/auth/guard.server'
import { isId } from '~/data/id.server'
import { reactivationForm, fieldOfMember } from '~/data/member-forms.server'
import { readMember } from '~/data/member-page.server'
import { shellOf } from '~/data/shell.server'
import { MemberChangeForm } from '~/ui/members/member-change-form'
import { MemberChangePage } from '~/ui/members/member-change-page'
import { rolesWords } from '~/ui/members/member-words'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Reactivate a member · Clearway' }]

export async function loader({ request, params: { memberId } }: LoaderFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  const at = new Date()
  return readMember(admin, { memberId, pathKind: 'routes/members.$memberId_.reactivation', at }, async (query) => ({
    shell: await shellOf(admin, query),
    commandKey: randomUUID(),
  }))
}

export async function action({ request, params: { memberId } }: ActionFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  if (!isId(memberId)) throw new Response(null, { status: 404 })
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: reactivationForm() })
  if (submission.status !== 'success')
    return data(submission.reply({ hideFields: ['password', 'code'] }), { status: 400 })

  const confirmed = submission.value
  const outcome = await changeAsConfirmed(request, admin, { memberId, ...confirmed }, { kind: 'reactivation' })
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfMember), { status: outcome.status })
  return redirect(`/members/${memberId}?done=member-reactivation`, 303)
}

export default function MemberReactivationPage() {
  const { shell, person, commandKey } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <MemberChangePage shell={shell} person={person} title="Reactivate">
      <MemberChangeForm person={person} commandKey={commandKey} lastResult={lastResult} submit="Reactivate">
        {() => (
          <p>
            They may sign in again with the password they had, as {rolesWords(person.roles)}. If that is not what they
            come back for, change the roles first.
          </p>
        )}
      </MemberChangeForm>
    </MemberChangePage>
  )
}
