/** Turning one's second factor off, where the clinic does not demand it. */
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { confirmForm, fieldOfFactor, turnFactorOff } from '~/auth/own-second-factor.server'
import { ownFactor } from '~/data/second-factor.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { Card } from '~/ui/card'
import { Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { refusedForm } from '~/ui/refused-form'
import { FactorAct } from '~/ui/second-factor/factor-act'

export const meta: MetaFunction = () => [{ title: 'Turn off the second factor · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request)
  if (!member.hasSecondFactor) throw redirect('/account/second-factor')
  return readClinic(member, async (query) => {
    const { isDemanded } = await ownFactor(query, member)
    return { shell: await shellOf(member, query), isDemanded }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request)
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: confirmForm() })
  if (submission.status !== 'success')
    return data(submission.reply({ hideFields: ['password', 'code'] }), { status: 400 })
  const why = await turnFactorOff(request, member, submission.value, new Date())
  if (why) return data(refusedForm(submission, why, fieldOfFactor), { status: 409 })
  return redirect('/account/second-factor?done=factor-off', 303)
}

export default function RemovalPage() {
  const { shell, isDemanded } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const crumbs = [
    { label: 'Your account', to: '/account' },
    { label: 'Second factor', to: '/account/second-factor' },
  ]
  return (
    <Page shell={shell} title="Turn off the second factor" crumbs={crumbs}>
      <div className="max-w-2xl">
        <Card>
          {isDemanded ? (
            <Notice tone="wait">{sentenceOf('second-factor-demanded')}</Notice>
          ) : (
            <FactorAct
              says="Your password alone will sign you in and sign what you decide. Whoever learns it can do both."
              words="Turn it off"
              look="danger"
              lastResult={lastResult}
            />
          )}
        </Card>
      </div>
    </Page>
  )
}
