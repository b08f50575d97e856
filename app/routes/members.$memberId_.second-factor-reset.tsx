/** An admin takes somebody's second factor away, who has lost it: with a reason, confirmed, and the member is told. */
import { randomUUID } from 'node:crypto'
import { type FormMetadata, useForm } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { confirmMember } from '~/auth/confirm-member.server'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { fieldOfReset, getMemberToReset, resetFactor, resetForm, resetHash } from '~/data/second-factor-reset.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { ButtonLink } from '~/ui/button'
import { Card } from '~/ui/card'
import { ConfirmFields } from '~/ui/confirm-fields'
import type { FieldMeta } from '~/ui/field'
import { CommandKey, Textarea } from '~/ui/form'
import { mistakesOf } from '~/ui/form-mistakes'
import { formatInstant } from '~/ui/format'
import { ErrorSummary, Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { refusedForm } from '~/ui/refused-form'
import { alsoAfterConflict } from '~/ui/revalidation'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Reset a second factor · Clearway' }]

const pathKind = 'routes/members.$memberId_.second-factor-reset'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  return readClinic(admin, async (query) => {
    const member = await getMemberToReset(query, params.memberId)
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind, occurredAt: new Date() })
    const shell = await shellOf(admin, query)
    return { shell, member, isOwn: member.memberId === admin.memberId, commandKey: randomUUID() }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  const { memberId, factorSince } = await readClinic(admin, (query) => getMemberToReset(query, params.memberId))
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: resetForm() })
  if (submission.status !== 'success')
    return data(submission.reply({ hideFields: ['password', 'code'] }), { status: 400 })

  const { key, reason, password, code } = submission.value
  const hash = resetHash({ memberId, reason })
  const confirmed = await confirmMember(request, admin, { password, code }, 'member:second-factor', hash)
  if (!confirmed.ok) return data(refusedForm(submission, confirmed.why, fieldOfReset), { status: 400 })
  const { reauthenticationId } = confirmed
  const asked = { key, memberId, hasFactor: factorSince !== null, reason, reauthenticationId, at: new Date() }
  const outcome = await resetFactor(admin, asked)
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfReset), { status: 409 })
  return redirect(`/members/${memberId}?done=factor-reset`, 303)
}

export const shouldRevalidate = alsoAfterConflict

export default function SecondFactorResetPage() {
  const { shell, member, isOwn, commandKey } = useLoaderData<typeof loader>()
  const [form, fields]: [FormMetadata<Record<string, string>>, Record<string, FieldMeta>] = useForm<
    Record<string, string>
  >({ id: 'reset', lastResult: useActionData<typeof action>(), defaultNoValidate: false })
  const { memberId, name, email, factorSince } = member
  const whyNot = isOwn ? 'own-second-factor' : factorSince ? null : 'no-second-factor'
  const crumbs = [
    { label: 'Members', to: '/members' },
    { label: name, to: `/members/${memberId}` },
  ]
  return (
    <Page shell={shell} title="Reset the second factor" sub={`of ${name}, ${email}`} crumbs={crumbs}>
      <div className="max-w-2xl">
        <Card>
          {whyNot ? (
            <Notice tone="wait">{sentenceOf(whyNot)}</Notice>
          ) : (
            <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
              <ErrorSummary mistakes={mistakesOf(form)} title="Nothing was reset" />
              <CommandKey value={commandKey} />
              <p>
                Set up {formatInstant(factorSince ?? '', shell.formats)}. Their authenticator and recovery codes count
                no more, and every login of theirs ends at once. They are told in the inbox and by mail.
              </p>
              <Notice tone="wait" title="Be sure who asks">
                From then on their password alone signs them in. See them, or call them at the number you know.
              </Notice>
              <Textarea
                field={fields.reason}
                label="Why, and how you know it is them"
                hint="Kept with your name in the audit log."
                maxLength={2000}
                required
              />
              <ConfirmFields fields={fields} />
              <div className="button-row">
                <SubmitButton look="danger" pendingLabel="Resetting …">
                  Reset the second factor
                </SubmitButton>
                <ButtonLink to={`/members/${memberId}`} look="quiet">
                  Back
                </ButtonLink>
              </div>
            </Form>
          )}
        </Card>
      </div>
    </Page>
  )
}
