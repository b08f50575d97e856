/** Drawing a sample of clearances to audit. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { drawForm, fieldOfAudit } from '~/data/clearance-audit-forms.server'
import { drawAudit } from '~/data/clearance-audits.server'
import { clinicDay } from '~/data/clinic-clock.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { addDays } from '~/domain/calendar-day'
import { Card } from '~/ui/card'
import { DrawForm } from '~/ui/oversight/draw-form'
import { Page } from '~/ui/page'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Draw a sample · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'clearance:audit')
  return readClinic(member, async (query) => {
    const today = await clinicDay(query, new Date())
    const usual = { from: addDays(today, -30), until: today, sampleSize: '5' }
    return { shell: await shellOf(member, query), today, usual, commandKey: randomUUID() }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'clearance:audit')
  const submission = parseWithZod(await request.formData(), { schema: drawForm() })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })

  const outcome = await drawAudit(member, { ...submission.value, at: new Date() })
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfAudit), { status: 409 })
  return redirect(`/register/audits/${outcome.auditId}`, 303)
}

export default function DrawPage() {
  const { shell, ...form } = useLoaderData<typeof loader>()
  return (
    <Page
      shell={shell}
      title="Draw a sample"
      crumbs={[
        { label: 'Register', to: '/register' },
        { label: 'Audits', to: '/register/audits' },
      ]}
    >
      <div className="max-w-3xl">
        <Card>
          <DrawForm {...form} lastResult={useActionData<typeof action>()} />
        </Card>
      </div>
    </Page>
  )
}
