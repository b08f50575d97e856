/** Stopping a program for good. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { fieldOfAct, reasonForm } from '~/data/act-forms.server'
import { readProgramAct } from '~/data/program-act.server'
import { orDenied } from '~/data/program-door.server'
import { endProgram } from '~/data/program-ends.server'
import { whyNotMove } from '~/domain/program-acts'
import { Textarea } from '~/ui/form'
import { ActPage } from '~/ui/program/act-page'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Stop a program · Clearway' }]

const pathKind = 'routes/programs.$programId_.stop'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'program:stop')
  const asked = { programId: params.programId, pathKind, at: new Date(), action: 'program:stop' } as const
  const page = await readProgramAct(member, asked)
  return { ...page, whyNot: whyNotMove(page.program, 'stop', member.roles), commandKey: randomUUID() }
}

export async function action({ request, params: { programId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'program:stop')
  const submission = parseWithZod(await request.formData(), { schema: reasonForm() })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })

  const at = new Date()
  const outcome = await orDenied(member, { programId, pathKind, at }, (programId) =>
    endProgram(member, { ...submission.value, programId, move: 'stop', at }),
  )
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfAct), { status: 409 })
  return redirect(`/programs/${programId}?done=stopped`, 303)
}

export default function StopRoute() {
  const page = useLoaderData<typeof loader>()
  return (
    <ActPage
      {...page}
      title="Stop the program"
      says="A stopped program is over for good: no session starts, and what is still submitted is withdrawn. It can be copied into a new one."
      lastResult={useActionData<typeof action>()}
      confirm={{ words: 'Stop the program', look: 'danger' }}
    >
      {({ reason }) => (
        <Textarea field={reason} label="Your reason" hint="It is kept with your name." required maxLength={2000} />
      )}
    </ActPage>
  )
}
