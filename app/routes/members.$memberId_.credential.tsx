/** The BFR credential of a member: until when it is good. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeAsConfirmed } from '~/auth/change-member.server'
import { requireMember } from '~/auth/guard.server'
import { isId } from '~/data/id.server'
import { credentialForm, fieldOfMember } from '~/data/member-forms.server'
import { readMember } from '~/data/member-page.server'
import { shellOf } from '~/data/shell.server'
import { MemberChangeForm } from '~/ui/members/member-change-form'
import { MemberChangePage } from '~/ui/members/member-change-page'
import { CredentialField } from '~/ui/members/member-fields'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'BFR credential of a member · Clearway' }]

export async function loader({ request, params: { memberId } }: LoaderFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  const at = new Date()
  return readMember(admin, { memberId, pathKind: 'routes/members.$memberId_.credential', at }, async (query) => ({
    shell: await shellOf(admin, query),
    commandKey: randomUUID(),
  }))
}

export async function action({ request, params: { memberId } }: ActionFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  if (!isId(memberId)) throw new Response(null, { status: 404 })
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: credentialForm() })
  if (submission.status !== 'success')
    return data(submission.reply({ hideFields: ['password', 'code'] }), { status: 400 })

  const { validUntil, ...confirmed } = submission.value
  const outcome = await changeAsConfirmed(
    request,
    admin,
    { memberId, ...confirmed },
    { kind: 'credential', validUntil },
  )
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfMember), { status: outcome.status })
  return redirect(`/members/${memberId}?done=member-credential`, 303)
}

export default function MemberCredentialPage() {
  const { shell, person, commandKey } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <MemberChangePage shell={shell} person={person} title="BFR credential">
      <MemberChangeForm
        person={person}
        commandKey={commandKey}
        lastResult={lastResult}
        defaultValue={{ validUntil: person.credential?.validUntil ?? '' }}
        submit="Save the credential"
      >
        {(fields) => <CredentialField field={fields.validUntil} />}
      </MemberChangeForm>
    </MemberChangePage>
  )
}
