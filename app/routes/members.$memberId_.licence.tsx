/** The licence of a member: its number, who gave it, until when it is good. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeAsConfirmed } from '~/auth/change-member.server'
import { requireMember } from '~/auth/guard.server'
import { isId } from '~/data/id.server'
import { licenceForm, fieldOfMember } from '~/data/member-forms.server'
import { readMember } from '~/data/member-page.server'
import { shellOf } from '~/data/shell.server'
import { MemberChangeForm } from '~/ui/members/member-change-form'
import { MemberChangePage } from '~/ui/members/member-change-page'
import { LicenceFields } from '~/ui/members/member-fields'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Licence of a member · Clearway' }]

export async function loader({ request, params: { memberId } }: LoaderFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  const at = new Date()
  return readMember(admin, { memberId, pathKind: 'routes/members.$memberId_.licence', at }, async (query) => ({
    shell: await shellOf(admin, query),
    commandKey: randomUUID(),
  }))
}

export async function action({ request, params: { memberId } }: ActionFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  if (!isId(memberId)) throw new Response(null, { status: 404 })
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: licenceForm() })
  if (submission.status !== 'success')
    return data(submission.reply({ hideFields: ['password', 'code'] }), { status: 400 })

  const { licence, ...confirmed } = submission.value
  const outcome = await changeAsConfirmed(request, admin, { memberId, ...confirmed }, { kind: 'licence', licence })
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfMember), { status: outcome.status })
  return redirect(`/members/${memberId}?done=member-licence`, 303)
}

export default function MemberLicencePage() {
  const { shell, person, commandKey } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <MemberChangePage shell={shell} person={person} title="Licence">
      <MemberChangeForm
        person={person}
        commandKey={commandKey}
        lastResult={lastResult}
        defaultValue={{
          licenceNumber: person.licence?.number ?? '',
          licenceState: person.licence?.state ?? '',
          licenceValidUntil: person.licence?.validUntil ?? '',
        }}
        submit="Save the licence"
      >
        {(fields) => (
          <LicenceFields
            fields={fields}
            hint="What was signed before keeps the licence it was signed with. From the day after its last one, nothing is signed."
          />
        )}
      </MemberChangeForm>
    </MemberChangePage>
  )
}
