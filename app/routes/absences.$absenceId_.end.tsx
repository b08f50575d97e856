/** The early end of an absence: from today on they are back. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { endAbsence, getAbsence } from '~/data/absences.server'
import { noteAccess } from '~/data/access-events.server'
import { isId } from '~/data/id.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { endVerb } from '~/ui/absence-list'
import { daysWords } from '~/ui/absence-words'
import { ButtonLink } from '~/ui/button'
import { CommandKey } from '~/ui/form'
import { ErrorSummary } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'End an absence · Clearway' }]

export async function loader({ request, params: { absenceId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'absence:record')
  if (!isId(absenceId)) throw new Response(null, { status: 404 })
  const at = new Date()
  return readClinic(member, async (query) => {
    await noteAccess(query, {
      kind: 'reading',
      clientId: null,
      pathKind: 'routes/absences.$absenceId_.end',
      occurredAt: at,
    })
    const absence = await getAbsence(query, member, absenceId, at)
    return { shell: await shellOf(member, query), absence, commandKey: randomUUID() }
  })
}

export async function action({ request, params: { absenceId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'absence:record')
  if (!isId(absenceId)) throw new Response(null, { status: 404 })
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: z.object({ key: z.uuid() }) })
  if (submission.status !== 'success') throw new Response(null, { status: 400 })
  const outcome = await endAbsence(member, { ...submission.value, absenceId, at: new Date() })
  if (!outcome.ok) return data({ mistakes: [{ message: sentenceOf(outcome.why) }] }, { status: 409 })
  return redirect('/absences?done=absence-ended', 303)
}

export default function EndAbsencePage() {
  const { shell, absence, commandKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { name, isOwn, phase, whyNotEnd, delegateName } = absence
  const who = isOwn ? 'You are' : `${name} is`
  const refused = whyNotEnd ? [{ message: sentenceOf(whyNotEnd) }] : []
  return (
    <Page
      shell={shell}
      title={`${endVerb(phase)}: ${daysWords(absence, shell.formats)}`}
      sub={name}
      crumbs={[{ label: 'Absences', to: '/absences' }]}
    >
      <div className="max-w-2xl">
        <div className="card p-5">
          <Form method="post" className="form">
            <ErrorSummary mistakes={answer?.mistakes ?? refused} />
            <CommandKey value={commandKey} />
            <p>
              {phase === 'coming' ? `${who} not away on these days after all` : `${who} back from today on`}
              {delegateName ? `, and ${delegateName} stands in no more.` : '.'} The absence stays on record.
            </p>
            <div className="button-row">
              {whyNotEnd ? null : <SubmitButton>{endVerb(phase)}</SubmitButton>}
              <ButtonLink to="/absences" look="quiet">
                Back
              </ButtonLink>
            </div>
          </Form>
        </div>
      </div>
    </Page>
  )
}
