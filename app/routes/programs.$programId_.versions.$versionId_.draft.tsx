/** A draft as it is written: saved whole at each save, until it is submitted. */
import { randomUUID } from 'node:crypto'
import type { SubmissionResult } from '@conform-to/react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readDraft, shownOf } from '~/data/draft-page.server'
import { saveDraft } from '~/data/drafts.server'
import { findKeptForm } from '~/data/kept-forms.server'
import { aroundProgram } from '~/data/program-builder.server'
import { parseProgramForm } from '~/data/program-form.server'
import { shellOf } from '~/data/shell.server'
import type { Refusal } from '~/domain/refusal'
import { inUnitOf, typeProgram } from '~/domain/typed-program'
import { ButtonLink } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { KeptNotice, useKeptOffer } from '~/ui/kept-notice'
import { Page } from '~/ui/page'
import { ProgramForm } from '~/ui/program-form'
import { sentenceOf } from '~/ui/refusals'
import { SavedNotice, SentBackNotice } from '~/ui/draft-notices'
import { ScreeningNotice, standingOf } from '~/ui/screening-notice'
import { VersionStatusBadge } from '~/ui/status-words'
import { versionKindWords } from '~/ui/words'

export const meta: MetaFunction = () => [{ title: 'Draft · Clearway' }]

const pathKind = 'routes/programs.$programId_.versions.$versionId_.draft'

type Params = LoaderFunctionArgs['params']

function asked({ programId, versionId }: Params) {
  return { programId, versionId, pathKind, at: new Date(), action: 'program:amend' } as const
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'program:amend')
  const what = asked(params)
  return readDraft(member, what, async (query, draft) => {
    const { clientId, programId, raisedBy, supervisedBy, content } = draft
    const about = { clientId, programId, raisedBy, supervisedBy, content, at: what.at }
    const { units, plateStepG } = member.clinic
    const stored = { ...typeProgram(content, units), extensionReason: draft.extensionReason ?? undefined }
    const basis = content.prescriptions[0]?.id
    const kept = await findKeptForm(query, { clientId: null, versionId: draft.versionId })
    const isKept = new URL(request.url).searchParams.has('kept')
    return {
      shell: await shellOf(member, query),
      draft: shownOf(draft),
      around: await aroundProgram(query, about),
      start: isKept && kept ? inUnitOf(kept.typed, units) : stored,
      kept: kept && !isKept ? { id: kept.id, keptAt: kept.keptAt, isOutrun: kept.basis !== (basis ?? null) } : null,
      plateStepG,
      basis,
      key: randomUUID(),
    }
  })
}

type Answer = { lastResult: SubmissionResult; refusal?: Refusal }

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, 'program:amend')
  const { programId, versionId, content } = await readDraft(member, asked(params), async (_query, draft) => draft)
  const expected = { kind: content.kind, unit: member.clinic.units, isNew: false, supervisorIds: [] }
  const submission = parseProgramForm(await request.formData(), expected)
  if (submission.status !== 'success') {
    const status = submission.status === 'error' ? 400 : 200
    return data<Answer>({ lastResult: submission.reply() }, { status })
  }

  const { key, extensionReason, basis, isToSubmit, content: written } = submission.value
  const outcome = await saveDraft(member, { key, programId, versionId, content: written, extensionReason, basis })
  if (!outcome.ok) return data<Answer>({ lastResult: submission.reply(), refusal: outcome.why }, { status: 409 })
  const version = `/programs/${programId}/versions/${versionId}`
  return redirect(`${version}/${isToSubmit ? 'submission' : 'draft?done=saved'}`, 303)
}

export default function DraftPage() {
  const { shell, draft, around, start, kept, plateStepG, basis, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isGoingOn = useSearchParams()[0].has('kept')
  const offer = useKeptOffer(kept, `${draft.versionId}${basis}${isGoingOn}`)
  const program = `/programs/${draft.programId}`
  const isDraft = draft.versionStatus === 'draft'
  return (
    <Page
      shell={shell}
      title={draft.name}
      badge={<VersionStatusBadge is={draft.versionStatus} />}
      sub={`${draft.clientName} · version ${draft.number} · ${versionKindWords[draft.kind]}`}
      crumbs={[{ label: 'Programs', to: '/programs' }, { label: draft.name, to: program }, { label: 'Draft' }]}
    >
      <div className="stack">
        {isDraft ? <SavedNotice /> : null}
        {isDraft ? <SentBackNotice draft={draft} formats={shell.formats} /> : null}
        <ScreeningNotice
          clientId={draft.clientId}
          screening={around.screening}
          outcomes={around.facts.screening}
          locale={shell.formats.locale}
        />
        {isDraft ? <KeptNotice offer={offer} format={shell.formats} /> : null}
        {isDraft || answer ? (
          <ProgramForm
            key={`${draft.versionId}${isGoingOn}`}
            kept={{ subject: { versionId: draft.versionId }, isOffered: offer !== null }}
            commandKey={key}
            basis={basis}
            start={start}
            builder={{ kind: draft.kind, unit: shell.formats.units, isNew: false, facts: around.facts, plateStepG }}
            supervisors={[]}
            formats={shell.formats}
            isCuffBarred={standingOf(around.facts.screening) === 'no-cuff'}
            lastResult={answer?.lastResult}
            refused={answer?.refusal && sentenceOf(answer.refusal)}
          />
        ) : (
          <Empty
            title="This version is no draft any more"
            says="It was submitted, and what was submitted is not edited."
            action={<ButtonLink to={program}>Open the program</ButtonLink>}
          />
        )}
      </div>
    </Page>
  )
}
