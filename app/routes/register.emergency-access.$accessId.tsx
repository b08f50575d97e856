/** One emergency access, looked at afterwards by an admin who did not open it. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { emergencyReviewForm, fieldOfEmergencyReview } from '~/data/emergency-form.server'
import { getEmergencyAccess, reviewEmergencyAccess } from '~/data/emergency-reviews.server'
import { isId } from '~/data/id.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { EmergencyCard, EmergencyReviewForm } from '~/ui/oversight/emergency-review'
import { Page } from '~/ui/page'
import { refusedForm } from '~/ui/refused-form'
import { sentenceOf } from '~/ui/refusals'

export const meta: MetaFunction = () => [{ title: 'Emergency access · Clearway' }]

const pathKind = 'routes/register.emergency-access.$accessId'

export async function loader({ request, params: { accessId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'emergency:review')
  if (!isId(accessId)) throw new Response(null, { status: 404 })
  return readClinic(member, async (query) => {
    const access = await getEmergencyAccess(query, member, accessId)
    await noteAccess(query, { kind: 'reading', clientId: access.clientId, pathKind, occurredAt: new Date() })
    const whyNot = access.mayReview ? null : sentenceOf('own-emergency-access')
    return { access, whyNot, shell: await shellOf(member, query), commandKey: randomUUID() }
  })
}

export async function action({ request, params: { accessId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'emergency:review')
  if (!isId(accessId)) throw new Response(null, { status: 404 })
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: emergencyReviewForm() })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })
  const outcome = await reviewEmergencyAccess(member, { ...submission.value, accessId, at: new Date() })
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfEmergencyReview), { status: 409 })
  return redirect('/register/emergency-access?done=emergency-reviewed', 303)
}

export default function EmergencyReviewPage() {
  const { access, whyNot, shell, commandKey } = useLoaderData<typeof loader>()
  return (
    <Page
      shell={shell}
      title="Emergency access"
      sub={access.memberName}
      crumbs={[{ label: 'Emergency access', to: '/register/emergency-access' }]}
    >
      <div className="stack max-w-2xl">
        <EmergencyCard access={access} format={shell.formats} />
        <EmergencyReviewForm
          whyNot={whyNot}
          isAgain={access.review !== null}
          commandKey={commandKey}
          lastResult={useActionData<typeof action>()}
        />
      </div>
    </Page>
  )
}
