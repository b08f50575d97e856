/** Saying that a flag was seen: who and when. It ends nothing. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readProgramActWith } from '~/data/program-act.server'
import { orDenied } from '~/data/program-door.server'
import { acknowledgeFlag, flagsOf } from '~/data/window-flags.server'
import { acknowledgementForm } from '~/data/window-forms.server'
import { Textarea } from '~/ui/form'
import { ActPage } from '~/ui/program/act-page'
import { FlagFacts } from '~/ui/program/flag-list'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Acknowledge a flag · Clearway' }]

const pathKind = 'routes/programs.$programId_.flags.$flagId_.acknowledgement'

export async function loader({ request, params: { programId, flagId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'window:acknowledge')
  const at = new Date()
  const asked = { programId, otherId: flagId, pathKind, at, action: 'window:acknowledge' } as const
  const page = await readProgramActWith(member, asked, async (query, program) => {
    const flag = (await flagsOf(query, program.id, at)).find(({ id }) => id === flagId)
    if (!flag) throw new Response(null, { status: 404 })
    return { flag }
  })
  return { ...page, whyNot: page.flag.stands ? null : ('window-not-past' as const), commandKey: randomUUID() }
}

export async function action({ request, params: { programId, flagId: otherId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'window:acknowledge')
  const submission = parseWithZod(await request.formData(), { schema: acknowledgementForm() })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })

  const at = new Date()
  const outcome = await orDenied(member, { programId, otherId, pathKind, at }, (programId, flagId) =>
    acknowledgeFlag(member, { ...submission.value, programId, flagId, at }),
  )
  if (!outcome.ok) return data(refusedForm(submission, outcome.why), { status: 409 })
  return redirect(`/programs/${programId}?done=acknowledged`, 303)
}

export default function AcknowledgementRoute() {
  const { flag, ...page } = useLoaderData<typeof loader>()
  return (
    <ActPage
      {...page}
      title="Acknowledge a flag"
      says={<FlagFacts flag={flag} format={page.shell.formats} />}
      lastResult={useActionData<typeof action>()}
      confirm={{ words: 'I have seen it' }}
    >
      {({ note }) => <Textarea field={note} label="A note" optional maxLength={500} />}
    </ActPage>
  )
}
