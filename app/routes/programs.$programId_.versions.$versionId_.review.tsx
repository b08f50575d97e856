/** One submitted version, read against the rule book and the client before it is decided. */
import { randomUUID } from 'node:crypto'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readReview } from '~/data/review.server'
import { ReviewPage } from '~/ui/review/review-page'
import { filterParams, readWorklistFilter } from '~/ui/worklist-filters'

export const meta: MetaFunction = () => [{ title: 'Review · Clearway' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'program:decide')
  const search = new URL(request.url).searchParams
  const at = new Date()
  const { programId, versionId } = params
  const asked = {
    programId,
    versionId,
    filter: readWorklistFilter(search),
    pathKind: 'routes/programs.$programId_.versions.$versionId_.review',
    at,
  }
  const { shell, ...review } = await readReview(member, asked)
  return { shell, review, at, list: filterParams(search), commandKey: randomUUID() }
}

export default function ReviewRoute() {
  const { shell, ...page } = useLoaderData<typeof loader>()
  return <ReviewPage shell={shell} {...page} lastResult={undefined} />
}
