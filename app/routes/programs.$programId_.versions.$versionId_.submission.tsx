/** Submitting a draft: read as its clinician will read it, with a reason beside each value outside its rule. */
import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useMemo } from 'react'
import { requireMember } from '~/auth/guard.server'
import { readDraft, shownOf } from '~/data/draft-page.server'
import { parseWhysForm } from '~/data/program-form.server'
import { shellOf } from '~/data/shell.server'
import { submissionOf } from '~/data/submission-page.server'
import { submitVersion } from '~/data/submissions.server'
import { isId } from '~/data/id.server'
import type { Refusal } from '~/domain/refusal'
import { ButtonLink } from '~/ui/button'
import { mendOf } from '~/ui/mend-links'
import { ErrorSummary, type Mistake, Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { OutcomeBadge, VersionStatusBadge } from '~/ui/status-words'
import { fieldIdOf, SubmissionForm } from '~/ui/submission-form'

export const meta: MetaFunction = () => [{ title: 'Submit · Clearway' }]

const pathKind = 'routes/programs.$programId_.versions.$versionId_.submission'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'program:submit')
  const at = new Date()
  const { programId, versionId } = params
  return readDraft(member, { programId, versionId, pathKind, at, action: 'program:submit' }, async (query, draft) => ({
    shell: await shellOf(member, query),
    draft: shownOf(draft),
    submission: await submissionOf(query, member, draft, at),
    key: randomUUID(),
  }))
}

type Answer = { refusal: Refusal | null; typed: Record<string, string>; errors: Record<string, string[]> }

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, 'program:submit')
  const { programId = '', versionId = '' } = params
  if (!isId(programId) || !isId(versionId)) throw new Response(null, { status: 404 })
  const { key, whys, mistakes } = parseWhysForm(await request.formData())
  const typed = Object.fromEntries(Object.entries(whys).map(([name, why]) => [`why:${name}`, why]))
  const errors = Object.fromEntries(mistakes.map(({ name, says }) => [name, [says]]))
  if (!key || mistakes.length > 0) return data<Answer>({ refusal: null, typed, errors }, { status: 400 })

  const outcome = await submitVersion(member, { key, at: new Date(), programId, versionId, whys })
  if (outcome.ok) return redirect(`/programs/${programId}?done=submitted`, 303)
  return data<Answer>({ refusal: outcome.why, typed, errors }, { status: 409 })
}

export default function SubmissionPage() {
  const { shell, draft, submission, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { programId, versionId } = draft
  const draftPath = `/programs/${programId}/versions/${versionId}/draft`
  const blockedBy = submission.blockedBy ?? answer?.refusal ?? null
  const mend = blockedBy && mendOf(blockedBy, draft)
  const mistakes = useMemo(() => mistakesOf(answer), [answer])
  return (
    <Page
      shell={shell}
      title={`Submit version ${draft.number}`}
      badge={<VersionStatusBadge is={draft.versionStatus} />}
      sub={`${draft.name} · ${draft.clientName}`}
      crumbs={[
        { label: 'Programs', to: '/programs' },
        { label: draft.name, to: `/programs/${programId}` },
        { label: 'Submission' },
      ]}
      actions={
        submission.outcome ? (
          <>
            <span className="dim">Screening</span> <OutcomeBadge is={submission.outcome} />
          </>
        ) : null
      }
    >
      <div className="stack">
        <ErrorSummary mistakes={mistakes} title="This is not submitted yet" />
        {blockedBy ? (
          <Notice
            tone="stop"
            title={submission.blockedBy ? sentenceOf(submission.blockedBy) : undefined}
            action={mend ? <ButtonLink to={mend.to}>{mend.label}</ButtonLink> : undefined}
          >
            {submission.blockedBy ? null : 'What you typed is kept below.'}
          </Notice>
        ) : null}
        <SubmissionForm
          commandKey={key}
          draftPath={draftPath}
          findings={submission.findings}
          linesWithoutRule={submission.linesWithoutRule}
          isBlocked={submission.blockedBy !== null}
          decider={submission.decider}
          typed={answer?.typed ?? {}}
          errors={answer?.errors ?? {}}
        />
      </div>
    </Page>
  )
}

function mistakesOf(answer: Answer | undefined): Mistake[] {
  if (!answer) return []
  const ofFields = Object.entries(answer.errors).map(([name, [message = '']]) => ({
    message,
    fieldId: fieldIdOf(name),
  }))
  if (answer.refusal) return [{ message: sentenceOf(answer.refusal) }, ...ofFields]
  return ofFields.length > 0 ? ofFields : [{ message: 'This form came without its key. Load the page again.' }]
}
