/** Completing a program that did what it was for. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { reasonForm } from '~/data/act-forms.server'
import { readProgramAct } from '~/data/program-act.server'
import { orDenied } from '~/data/program-door.server'
import { endProgram } from '~/data/program-ends.server'
import { whyNotMove } from '~/domain/program-acts'
import { Textarea } from '~/ui/form'
import { ActPage } from '~/ui/program/act-page'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Complete a program · Clearway' }]

const pathKind = 'routes/programs.$programId_.completion'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'program:complete')
  const asked = { programId: params.programId, pathKind, at: new Date(), action: 'program:complete' } as const
  const page = await readProgramAct(member, asked)
  return { ...page, whyNot: whyNotMove(page.program, 'complete', member.roles), commandKey: randomUUID() }
}

export async function action({ request, params: { programId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'program:complete')
  const submission = parseWithZod(await request.formData(), { schema: reasonForm() })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })

  const at = new Date()
  const outcome = await orDenied(member, { programId, pathKind, at }, (programId) =>
    endProgram(member, { ...submission.value, programId, move: 'complete', at }),
  )
  if (!outcome.ok) return data(refusedForm(submission, outcome.why), { status: 409 })
  return redirect(`/programs/${programId}?done=completed`, 303)
}

export default function CompletionRoute() {
  const page = useLoaderData<typeof loader>()
  return (
    <ActPage
      {...page}
      title="Complete the program"
      says="A completed program is over: no session starts, and its limbs are free for a next one. The rehab window is not reset by it."
      lastResult={useActionData<typeof action>()}
      confirm={{ words: 'Complete the program' }}
    >
      {({ reason }) => <Textarea field={reason} label="How it went" optional maxLength={2000} />}
    </ActPage>
  )
}
