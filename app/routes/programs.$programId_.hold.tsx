/** Putting a program on hold: no session starts until somebody lifts it. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { fieldOfAct, reasonForm } from '~/data/act-forms.server'
import { holdProgram } from '~/data/holds.server'
import { readProgramAct } from '~/data/program-act.server'
import { orDenied } from '~/data/program-door.server'
import { whyNotMove } from '~/domain/program-acts'
import { Textarea } from '~/ui/form'
import { ActPage } from '~/ui/program/act-page'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Put on hold · Clearway' }]

const pathKind = 'routes/programs.$programId_.hold'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'program:hold')
  const asked = { programId: params.programId, pathKind, at: new Date(), action: 'program:hold' } as const
  const page = await readProgramAct(member, asked)
  return { ...page, whyNot: whyNotMove(page.program, 'hold', member.roles), commandKey: randomUUID() }
}

export async function action({ request, params: { programId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'program:hold')
  const submission = parseWithZod(await request.formData(), { schema: reasonForm() })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })

  const at = new Date()
  const outcome = await orDenied(member, { programId, pathKind, at }, (programId) =>
    holdProgram(member, { ...submission.value, programId, at }),
  )
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfAct), { status: 409 })
  return redirect(`/programs/${programId}?done=held`, 303)
}

export default function HoldRoute() {
  const page = useLoaderData<typeof loader>()
  return (
    <ActPage
      {...page}
      title="Put on hold"
      says="No session of this program starts until the hold is lifted. Sets of a session that runs already are taken as deviations."
      lastResult={useActionData<typeof action>()}
      confirm={{ words: 'Put on hold' }}
    >
      {({ reason }) => (
        <Textarea field={reason} label="Your reason" hint="Whoever lifts it reads it." required maxLength={2000} />
      )}
    </ActPage>
  )
}
