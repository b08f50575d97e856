/** A person's own account: who they are here, how they read, and what keeps the account theirs. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { loginHashOf, requireMember } from '~/auth/guard.server'
import type { Member } from '~/auth/member.server'
import { noteAccess } from '~/data/access-events.server'
import { accountPage, saveOwnFormats } from '~/data/account.server'
import { fieldOfFormats, ownFormatsForm } from '~/data/account-form.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { AccountFacts } from '~/ui/account/account-facts'
import { localeOptions, writingOf } from '~/ui/account/format-words'
import { FormatsForm } from '~/ui/account/formats-form'
import { LoginsCard, PasswordCard, SecondFactorCard } from '~/ui/account/safety-cards'
import { Card } from '~/ui/card'
import { DoneNotice } from '~/ui/done-notice'
import { Page } from '~/ui/page'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Your account · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request)
  return readClinic(member, async (query) => {
    const occurredAt = new Date()
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind: 'routes/account._index', occurredAt })
    const account = await accountPage(query, member.memberId, loginHashOf(request) ?? '')
    return {
      shell: await shellOf(member, query),
      account,
      person: personShown(member),
      factor: { isOn: member.hasSecondFactor, isMissing: member.isFactorMissing },
      clinicWriting: writingOf(account.clinic.locale),
      locales: localeOptions(),
      timeZones: zonesWith(account.own.timeZone),
      commandKey: randomUUID(),
    }
  })
}

function personShown({ name, email, roles, clinic, licence, bfrCredentialValidUntil }: Member) {
  return { name, email, roles, clinicName: clinic.name, licence, bfrCredentialValidUntil }
}

/** Node's list is offered, and the one that was chosen before, should it not be on that. */
function zonesWith(chosen: string | null): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...(chosen ? [chosen] : [])])]
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request)
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: ownFormatsForm() })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })
  const outcome = await saveOwnFormats(member, loginHashOf(request) ?? '', submission.value)
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfFormats), { status: 409 })
  return redirect('/account?done=formats-set', 303)
}

export default function AccountPage() {
  const { shell, account, person, factor, clinicWriting, locales, timeZones, commandKey } =
    useLoaderData<typeof loader>()
  const { own, clinic, today, passwordReplacedAt, openLogins } = account
  return (
    <Page shell={shell} title="Your account" sub={person.email}>
      <DoneNotice />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="grid gap-5">
          <AccountFacts person={person} today={today} format={shell.formats} />
          <Card title="How do you read?" sub="Words stay English.">
            <FormatsForm
              own={own}
              clinic={{ ...clinic, writing: clinicWriting }}
              locales={locales}
              timeZones={timeZones}
              commandKey={commandKey}
              lastResult={useActionData<typeof action>()}
            />
          </Card>
        </div>
        <div className="grid gap-5">
          <PasswordCard replacedAt={passwordReplacedAt} format={shell.formats} />
          <SecondFactorCard {...factor} />
          <LoginsCard count={openLogins} />
        </div>
      </div>
    </Page>
  )
}
