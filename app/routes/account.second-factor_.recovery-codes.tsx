/** Ten recovery codes in place of those before. */
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { confirmForm, fieldOfFactor, makeCodesAnew } from '~/auth/own-second-factor.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { Card } from '~/ui/card'
import { Page } from '~/ui/page'
import { refusedForm } from '~/ui/refused-form'
import { FactorAct } from '~/ui/second-factor/factor-act'
import { RecoveryCodes } from '~/ui/second-factor/recovery-codes'

export const meta: MetaFunction = () => [{ title: 'Recovery codes · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request)
  if (!member.hasSecondFactor) throw redirect('/account/second-factor')
  return { shell: await readClinic(member, (query) => shellOf(member, query)), email: member.email }
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request)
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: confirmForm() })
  if (submission.status !== 'success') {
    const lastResult = submission.reply({ hideFields: ['password', 'code'] })
    return data({ lastResult, codes: null }, { status: 400 })
  }
  const made = await makeCodesAnew(request, member, submission.value, new Date())
  if (made.ok) return { lastResult: undefined, codes: made.codes }
  return data({ lastResult: refusedForm(submission, made.why, fieldOfFactor), codes: null }, { status: 409 })
}

export default function RecoveryCodesPage() {
  const { shell, email } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const crumbs = [
    { label: 'Your account', to: '/account' },
    { label: 'Second factor', to: '/account/second-factor' },
  ]
  return (
    <Page shell={shell} title="New recovery codes" crumbs={crumbs}>
      <div className="max-w-2xl">
        <Card>
          {answer?.codes ? (
            <RecoveryCodes codes={answer.codes} email={email} next="/account/second-factor" />
          ) : (
            <FactorAct
              says="You get ten new codes. Those you kept before count no more."
              words="Make new codes"
              lastResult={answer?.lastResult}
            />
          )}
        </Card>
      </div>
    </Page>
  )
}
