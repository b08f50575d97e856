/** The roles of a member; and the licence that a clinician needs, where there is none. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeAsConfirmed } from '~/auth/change-member.server'
import { requireMember } from '~/auth/guard.server'
import { isId } from '~/data/id.server'
import { rolesForm, fieldOfMember } from '~/data/member-forms.server'
import { readMember } from '~/data/member-page.server'
import { shellOf } from '~/data/shell.server'
import { MemberChangeForm } from '~/ui/members/member-change-form'
import { MemberChangePage } from '~/ui/members/member-change-page'
import { LicenceFields, RolesField } from '~/ui/members/member-fields'
import { Notice } from '~/ui/notice'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Roles of a member · Clearway' }]

export async function loader({ request, params: { memberId } }: LoaderFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  const at = new Date()
  return readMember(admin, { memberId, pathKind: 'routes/members.$memberId_.roles', at }, async (query) => ({
    shell: await shellOf(admin, query),
    commandKey: randomUUID(),
  }))
}

export async function action({ request, params: { memberId } }: ActionFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  if (!isId(memberId)) throw new Response(null, { status: 404 })
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: rolesForm() })
  if (submission.status !== 'success')
    return data(submission.reply({ hideFields: ['password', 'code'] }), { status: 400 })

  const { roles, licence, ...confirmed } = submission.value
  const outcome = await changeAsConfirmed(request, admin, { memberId, ...confirmed }, { kind: 'roles', roles, licence })
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfMember), { status: outcome.status })
  return redirect(`/members/${memberId}?done=member-roles`, 303)
}

export default function MemberRolesPage() {
  const { shell, person, commandKey } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <MemberChangePage shell={shell} person={person} title="Roles">
      <MemberChangeForm
        person={person}
        commandKey={commandKey}
        lastResult={lastResult}
        defaultValue={{ roles: person.roles }}
        submit="Save the roles"
      >
        {(fields) => (
          <>
            {person.isSelf && person.otherAdmins > 0 ? (
              <Notice title="These are your own roles">
                You may give one up. What you are given, another admin gives you.
              </Notice>
            ) : null}
            <RolesField field={fields.roles} />
            {person.licence ? null : (
              <LicenceFields fields={fields} hint="Needed for a physical therapist or a doctor, who sign with it." />
            )}
            <p className="dim small">
              What they may do changes with their next page, and with the next thing they save.
            </p>
          </>
        )}
      </MemberChangeForm>
    </MemberChangePage>
  )
}
