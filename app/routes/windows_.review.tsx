/** "Continue unchanged": a clinician's look at the programs chosen on the board, or at one of them by itself. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { isId } from '~/data/id.server'
import { shellOf } from '~/data/shell.server'
import { fieldOfReview, reviewForm } from '~/data/window-forms.server'
import { continueUnchanged, listChosen, mostChosen } from '~/data/window-reviews.server'
import { readClinic } from '~/database/door.server'
import { Page } from '~/ui/page'
import { refusedForm } from '~/ui/refused-form'
import { ChosenWindows, NotContinued } from '~/ui/window-review'

export const meta: MetaFunction = () => [{ title: 'Continue unchanged · Clearway' }]

const pathKind = 'routes/windows_.review'

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'window:continue')
  const asked = new URL(request.url).searchParams.getAll('program').filter(isId)
  const programIds = [...new Set(asked)].slice(0, mostChosen)
  const at = new Date()
  return readClinic(member, async (query) => {
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind, occurredAt: at })
    return {
      shell: await shellOf(member, query),
      chosen: programIds.length > 0 ? await listChosen(query, member, { programIds, at }) : [],
      commandKey: randomUUID(),
    }
  })
}

/** What could go on did; whatever was refused is named, with what was typed still there. */
export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'window:continue')
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: reviewForm() })
  if (submission.status !== 'success') return data({ form: submission.reply(), done: null }, { status: 400 })
  const { program: programIds, ...asked } = submission.value
  const outcome = await continueUnchanged(member, { ...asked, programIds, at: new Date() })
  if (!outcome.ok) {
    return data({ form: refusedForm(submission, outcome.why, fieldOfReview), done: null }, { status: 409 })
  }
  if (outcome.refused === '') return redirect('/windows?done=reviewed', 303)
  return data({ form: submission.reply(), done: outcome }, { status: 409 })
}

export default function WindowReviewPage() {
  const { shell, chosen, commandKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const done = answer?.done ?? null
  return (
    <Page shell={shell} title="Continue unchanged" crumbs={[{ label: 'Rehab windows', to: '/windows' }]}>
      <div className="max-w-3xl">
        {done ? (
          <NotContinued chosen={chosen} {...done} />
        ) : (
          <ChosenWindows chosen={chosen} commandKey={commandKey} lastResult={answer?.form} />
        )}
      </div>
    </Page>
  )
}
