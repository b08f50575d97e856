/** Taking a submission back, as long as nobody decided it. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { withdrawalForm } from '~/data/act-forms.server'
import { readProgramAct } from '~/data/program-act.server'
import { orDenied } from '~/data/program-door.server'
import { withdrawVersion } from '~/data/submissions.server'
import { whyNotWithdraw } from '~/domain/program-acts'
import { ActPage } from '~/ui/program/act-page'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Take back a submission · Clearway' }]

const pathKind = 'routes/programs.$programId_.withdrawal'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'program:withdraw')
  const asked = { programId: params.programId, pathKind, at: new Date(), action: 'program:withdraw' } as const
  const page = await readProgramAct(member, asked)
  return { ...page, whyNot: whyNotWithdraw(page.program, member.roles), commandKey: randomUUID() }
}

export async function action({ request, params: { programId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'program:withdraw')
  const submission = parseWithZod(await request.formData(), { schema: withdrawalForm() })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })

  const outcome = await orDenied(member, { programId, pathKind, at: new Date() }, (programId) =>
    withdrawVersion(member, { ...submission.value, programId }),
  )
  if (!outcome.ok) return data(refusedForm(submission, outcome.why), { status: 409 })
  return redirect(`/programs/${programId}?done=withdrawn`, 303)
}

export default function WithdrawalRoute() {
  const page = useLoaderData<typeof loader>()
  const { newest } = page.program
  return (
    <ActPage
      {...page}
      title="Take the submission back"
      says={`Version ${newest?.number} leaves the clinicians’ list undecided. What is in force stays in force, and a next version may be written from it.`}
      lastResult={useActionData<typeof action>()}
      confirm={{ words: 'Take it back' }}
    >
      {() => <input type="hidden" name="versionId" value={newest?.id} />}
    </ActPage>
  )
}
