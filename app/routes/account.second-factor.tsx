/** One's own second factor: how it stands, or the way to set one up; where a clinic demands one, the only page there is. */
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { requireMember } from '~/auth/guard.server'
import { factorForm, fieldOfFactor, setUpFactor } from '~/auth/own-second-factor.server'
import { newOffer, openOffer } from '~/auth/second-factor-offer.server'
import { safeNext } from '~/auth/way-back.server'
import { ownFactor } from '~/data/second-factor.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { Card } from '~/ui/card'
import { DoneNotice } from '~/ui/done-notice'
import { Doorstep } from '~/ui/doorstep'
import { Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { refusedForm } from '~/ui/refused-form'
import { EnrolForm } from '~/ui/second-factor/enrol-form'
import { FactorFacts } from '~/ui/second-factor/factor-facts'
import { RecoveryCodes } from '~/ui/second-factor/recovery-codes'
import { SignOut } from '~/ui/sign-out'

export const meta: MetaFunction = () => [{ title: 'Second factor · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, undefined, { mayLackFactor: true })
  const now = new Date()
  return readClinic(member, async (query) => ({
    shell: await shellOf(member, query),
    ...(await ownFactor(query, member)),
    isMissing: member.isFactorMissing,
    email: member.email,
    offer: member.hasSecondFactor ? null : newOffer(member, now),
    next: safeNext(new URL(request.url).searchParams.get('next')),
  }))
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, undefined, { mayLackFactor: true })
  if (member.hasSecondFactor) throw redirect('/account/second-factor?done=factor-on', 303)
  const now = new Date()
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: factorForm() })
  if (submission.status !== 'success') {
    const lastResult = submission.reply({ hideFields: ['password', 'code', 'newCode'] })
    // Whoever left a field empty has read the secret into their authenticator already: it stays the same one.
    const { offer, next } = submission.payload
    const shown = openOffer(member, String(offer ?? ''), now)?.shown ?? null
    return data({ lastResult, offer: shown, codes: null, next: safeNext(next) }, { status: 400 })
  }
  const { next: typedNext, ...typed } = submission.value
  const next = safeNext(typedNext)
  const made = await setUpFactor(request, member, typed, now)
  if (made.ok) return { lastResult: undefined, offer: null, codes: made.codes, next }
  const lastResult = refusedForm(submission, made.why, fieldOfFactor)
  const offered = openOffer(member, typed.offer, now)?.shown ?? null
  return data({ lastResult, offer: offered, codes: null, next }, { status: 409 })
}

export default function SecondFactorPage() {
  const { shell, factor, isDemanded, isMissing, email, ...page } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const offer = answer?.offer ?? page.offer
  const next = answer?.next ?? page.next
  const enrolling = offer ? (
    <EnrolForm offer={offer} isReplacing={false} next={next} lastResult={answer?.lastResult} />
  ) : null
  if (isMissing) return <Demanded memberId={shell.member.id}>{enrolling}</Demanded>
  return (
    <Page shell={shell} title="Second factor" crumbs={[{ label: 'Your account', to: '/account' }]}>
      <DoneNotice />
      <div className="max-w-2xl">
        {answer?.codes ? (
          <Card title="Your second factor is on">
            <RecoveryCodes codes={answer.codes} email={email} next={next === '/' ? '/account/second-factor' : next} />
          </Card>
        ) : factor ? (
          <FactorFacts factor={factor} isDemanded={isDemanded} format={shell.formats} />
        ) : (
          <Card title="Set up a second factor" sub="a code from your phone beside your password">
            {enrolling}
          </Card>
        )}
      </div>
    </Page>
  )
}

function Demanded({ memberId, children }: { memberId: string; children: ReactNode }) {
  return (
    <Doorstep title="Set up a second factor" sub="a code from your phone beside your password" isWide>
      <div className="stack">
        <Notice tone="wait" title="Your clinic asks for this">
          You go on where you were once it is done. A session you have begun goes on at its own page.
        </Notice>
        {children}
        <SignOut memberId={memberId}>
          <button type="submit" className="button button-quiet button-small">
            Sign out
          </button>
        </SignOut>
      </div>
    </Doorstep>
  )
}
