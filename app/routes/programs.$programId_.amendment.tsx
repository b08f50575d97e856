/** Drafting the next version: an amendment, a step-down, an extension, or a second try after it came back. */
import { randomUUID } from 'node:crypto'
import type { SubmissionResult } from '@conform-to/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readProgramHead } from '~/data/draft-page.server'
import { draftNext } from '~/data/drafts.server'
import { isId } from '~/data/id.server'
import { parseAmendmentForm } from '~/data/program-form.server'
import { shellOf } from '~/data/shell.server'
import { partiesOf } from '~/domain/program'
import type { Refusal } from '~/domain/refusal'
import { mayDraftNext } from '~/domain/submission'
import { AmendmentForm } from '~/ui/amendment-form'
import { ButtonLink } from '~/ui/button'
import { SentBackNotice } from '~/ui/draft-notices'
import { mendOf } from '~/ui/mend-links'
import { Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { ProgramStatusBadge } from '~/ui/status-words'

export const meta: MetaFunction = () => [{ title: 'Next version · Clearway' }]

const pathKind = 'routes/programs.$programId_.amendment'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'program:amend')
  const asked = { programId: params.programId, pathKind, at: new Date(), action: 'program:amend' } as const
  return readProgramHead(member, asked, async (query, program) => {
    const may = mayDraftNext({
      by: partiesOf(member.roles),
      programStatus: program.status,
      versions: program.versions.map(({ status }) => status),
    })
    const { raisedBy, supervisedBy, ...shown } = program
    return {
      shell: await shellOf(member, query),
      program: shown,
      blockedBy: may.ok ? null : may.why,
      key: randomUUID(),
    }
  })
}

type Answer = { lastResult: SubmissionResult; refusal?: Refusal }

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, 'program:amend')
  const { programId = '' } = params
  if (!isId(programId)) throw new Response(null, { status: 404 })
  const submission = parseAmendmentForm(await request.formData())
  if (submission.status !== 'success') return data<Answer>({ lastResult: submission.reply() }, { status: 400 })

  const outcome = await draftNext(member, { ...submission.value, at: new Date(), programId })
  if (outcome.ok) return redirect(`/programs/${programId}/versions/${outcome.versionId}/draft`, 303)
  return data<Answer>({ lastResult: submission.reply(), refusal: outcome.why }, { status: 409 })
}

export default function AmendmentPage() {
  const { shell, program, blockedBy, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { programId, versions, hasVersionInForce } = program
  const open = versions.find(({ status }) => status === 'draft')
  const why = blockedBy ?? answer?.refusal ?? null
  const mend = why && mendOf(why, { ...program, versionId: open?.id ?? null, newestId: versions.at(-1)?.id })
  const next = (versions.at(-1)?.number ?? 0) + 1
  return (
    <Page
      shell={shell}
      title={`Write version ${next}`}
      badge={<ProgramStatusBadge is={program.status} />}
      sub={`${program.name} · ${program.clientName}`}
      crumbs={[
        { label: 'Programs', to: '/programs' },
        { label: program.name, to: `/programs/${programId}` },
        { label: 'Next version' },
      ]}
    >
      <div className="stack">
        <SentBackNotice draft={{ number: next, sentBack: program.sentBack }} formats={shell.formats} />
        {why ? (
          <Notice
            tone="stop"
            title={sentenceOf(why)}
            action={mend ? <ButtonLink to={mend.to}>{mend.label}</ButtonLink> : undefined}
          />
        ) : null}
        {blockedBy ? null : (
          <AmendmentForm commandKey={key} hasVersionInForce={hasVersionInForce} lastResult={answer?.lastResult} />
        )}
      </div>
    </Page>
  )
}
