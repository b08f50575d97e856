/** A decision on one version: signed with the password, by somebody who may, over the content they read. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { confirmMember } from '~/auth/confirm-member.server'
import { requireMember } from '~/auth/guard.server'
import { decisionForm, fieldOfRefusal } from '~/data/decision-form.server'
import { decideVersion } from '~/data/decisions.server'
import { pathAfterDecision } from '~/data/next-decision.server'
import { orDenied } from '~/data/program-door.server'
import { readReview } from '~/data/review.server'
import { refusedForm } from '~/ui/refused-form'
import { ReviewPage } from '~/ui/review/review-page'
import { alsoAfterConflict } from '~/ui/revalidation'
import { filterParams, readWorklistFilter, withDone } from '~/ui/worklist-filters'

export const meta: MetaFunction = () => [{ title: 'Decision · Clearway' }]

const pathKind = 'routes/programs.$programId_.versions.$versionId_.clearance'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'program:decide')
  const search = new URL(request.url).searchParams
  const at = new Date()
  const { programId, versionId } = params
  const { shell, ...review } = await readReview(member, {
    programId,
    versionId,
    filter: readWorklistFilter(search),
    pathKind,
    at,
  })
  return { shell, review, at, list: filterParams(search), commandKey: randomUUID() }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, 'program:decide')
  const { programId, versionId: otherId } = params
  const submission = parseWithZod(await request.formData(), { schema: decisionForm() })
  if (submission.status !== 'success')
    return data(submission.reply({ hideFields: ['password', 'code'] }), { status: 400 })

  const { password, code, next, list, ...form } = submission.value
  const { kind, contentHash } = form
  const confirmed = await confirmMember(request, member, { password, code }, `sign:${kind}`, contentHash)
  if (!confirmed.ok) return data(refusedForm(submission, confirmed.why, fieldOfRefusal), { status: 400 })
  const { reauthenticationId } = confirmed

  const at = new Date()
  const outcome = await orDenied(member, { programId, otherId, pathKind, at }, (programId, versionId) =>
    decideVersion(member, { ...form, programId, versionId, reauthenticationId, at }),
  )
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfRefusal), { status: 409 })
  const filter = readWorklistFilter(new URLSearchParams(list))
  const path = await pathAfterDecision(member, { programId: programId ?? '', filter, wished: next ?? null, at })
  return redirect(withDone(path, list ?? '', kind), 303)
}

export const shouldRevalidate = alsoAfterConflict

export default function ClearanceRoute() {
  const { shell, ...page } = useLoaderData<typeof loader>()
  return <ReviewPage shell={shell} {...page} lastResult={useActionData<typeof action>()} />
}
