/** Another second factor in place of the one that stands, such as for a new phone. */
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { factorForm, fieldOfFactor, setUpFactor } from '~/auth/own-second-factor.server'
import { newOffer, openOffer } from '~/auth/second-factor-offer.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { Card } from '~/ui/card'
import { Page } from '~/ui/page'
import { refusedForm } from '~/ui/refused-form'
import { EnrolForm } from '~/ui/second-factor/enrol-form'
import { RecoveryCodes } from '~/ui/second-factor/recovery-codes'

export const meta: MetaFunction = () => [{ title: 'Another second factor · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request)
  if (!member.hasSecondFactor) throw redirect('/account/second-factor')
  const shell = await readClinic(member, (query) => shellOf(member, query))
  return { shell, email: member.email, offer: newOffer(member, new Date()) }
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request)
  if (!member.hasSecondFactor) throw redirect('/account/second-factor')
  const now = new Date()
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: factorForm() })
  if (submission.status !== 'success') {
    const lastResult = submission.reply({ hideFields: ['password', 'code', 'newCode'] })
    const shown = openOffer(member, String(submission.payload.offer ?? ''), now)?.shown ?? null
    return data({ lastResult, offer: shown, codes: null }, { status: 400 })
  }
  const made = await setUpFactor(request, member, submission.value, now)
  if (made.ok) return { lastResult: undefined, offer: null, codes: made.codes }
  const lastResult = refusedForm(submission, made.why, fieldOfFactor)
  const offered = openOffer(member, submission.value.offer, now)?.shown ?? null
  return data({ lastResult, offer: offered, codes: null }, { status: 409 })
}

export default function ReplacementPage() {
  const { shell, email, offer } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const crumbs = [
    { label: 'Your account', to: '/account' },
    { label: 'Second factor', to: '/account/second-factor' },
  ]
  return (
    <Page shell={shell} title="Move to another phone" crumbs={crumbs}>
      <div className="max-w-2xl">
        {answer?.codes ? (
          <Card title="The new one counts from now on">
            <RecoveryCodes codes={answer.codes} email={email} next="/account/second-factor" />
          </Card>
        ) : (
          <Card title="Set up another one" sub="the one you have, and its recovery codes, count no more afterwards">
            <EnrolForm
              offer={answer?.offer ?? offer}
              isReplacing
              next="/account/second-factor"
              lastResult={answer?.lastResult}
            />
          </Card>
        )}
      </div>
    </Page>
  )
}
