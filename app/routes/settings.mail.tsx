/** Mail: whether it goes out, and what is kept until it does. */
import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { findMailState, listKeptMail, sendAgain } from '~/data/mail-state.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { readMailSettings } from '~/server/mail-settings.server'
import { DoneNotice } from '~/ui/done-notice'
import { KeptMails, MailState } from '~/ui/mail-state'
import { ErrorSummary } from '~/ui/notice'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'
import { sentenceOf } from '~/ui/refusals'
import { SettingsTabs } from '~/ui/settings-tabs'

export const meta: MetaFunction = () => [{ title: 'Mail · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'clinic:settings')
  const before = z.uuid().nullable().catch(null).parse(new URL(request.url).searchParams.get('after'))
  return readClinic(member, async (query) => {
    await noteAccess(query, {
      kind: 'reading',
      clientId: null,
      pathKind: 'routes/settings.mail',
      occurredAt: new Date(),
    })
    return {
      shell: await shellOf(member, query),
      state: await findMailState(query),
      ...(await listKeptMail(query, before)),
      isConfigured: readMailSettings().server !== null,
      commandKey: randomUUID(),
    }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'clinic:settings')
  const form = Object.fromEntries(await request.formData().catch(() => new FormData()))
  const asked = z.object({ key: z.uuid() }).safeParse(form)
  if (!asked.success) throw new Response(null, { status: 400 })
  const outcome = await sendAgain(member, { key: asked.data.key, at: new Date() })
  if (!outcome.ok) return data({ mistakes: [{ message: sentenceOf(outcome.why) }] }, { status: 409 })
  return redirect('/settings/mail?done=mail-again', 303)
}

export default function MailPage() {
  const { shell, state, mails, next, isConfigured, commandKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Page shell={shell} title="Mail" sub="what goes out, and what is kept">
      <SettingsTabs />
      <DoneNotice />
      <ErrorSummary mistakes={answer?.mistakes ?? []} title="Not asked" />
      <div className="grid gap-5">
        <MailState state={state} isConfigured={isConfigured} format={shell.formats} commandKey={commandKey} />
        <KeptMails mails={mails} isConfigured={isConfigured} format={shell.formats} />
      </div>
      <Pagination after={next} before={null} />
    </Page>
  )
}
