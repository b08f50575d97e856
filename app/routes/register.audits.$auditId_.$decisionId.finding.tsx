/** What an admin found in one clearance of a sample. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { auditFindingForm, fieldOfAudit } from '~/data/clearance-audit-forms.server'
import { findAudit, recordAuditFinding } from '~/data/clearance-audits.server'
import { isId } from '~/data/id.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { Card } from '~/ui/card'
import { FindingForm } from '~/ui/oversight/finding-form'
import { Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'An audit finding · Clearway' }]

const pathKind = 'routes/register.audits.$auditId_.$decisionId.finding'

type Params = LoaderFunctionArgs['params']

function idsOf({ auditId, decisionId }: Params) {
  if (!isId(auditId) || !isId(decisionId)) throw new Response(null, { status: 404 })
  return { auditId, decisionId }
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'clearance:audit')
  const { auditId, decisionId } = idsOf(params)
  return readClinic(member, async (query) => {
    const audit = await findAudit(query, auditId)
    const item = audit?.items.find((each) => each.decisionId === decisionId)
    if (!item) throw new Response(null, { status: 404 })
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind, occurredAt: new Date() })
    const isOwn = item.signedBy === member.memberId
    return { shell: await shellOf(member, query), auditId, item, isOwn, commandKey: randomUUID() }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, 'clearance:audit')
  const ids = idsOf(params)
  const submission = parseWithZod(await request.formData(), { schema: auditFindingForm() })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })

  const outcome = await recordAuditFinding(member, { ...submission.value, ...ids, at: new Date() })
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfAudit), { status: 409 })
  return redirect(`/register/audits/${ids.auditId}?done=audited`, 303)
}

export default function FindingPage() {
  const { shell, auditId, item, isOwn, commandKey } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const audit = `/register/audits/${auditId}`
  return (
    <Page
      shell={shell}
      title={`${item.programName}, version ${item.versionNumber}`}
      sub={`${item.clientName} · ${item.recordNumber}, signed by ${item.signerName}`}
      crumbs={[
        { label: 'Register', to: '/register' },
        { label: 'Audits', to: '/register/audits' },
        { label: 'Sample', to: audit },
      ]}
    >
      <div className="stack max-w-3xl">
        <p>
          <Link to={`/register/${item.decisionId}?audit=${auditId}`}>Read the proof of this decision</Link>
        </p>
        <Card>
          {isOwn ? (
            <Notice tone="wait">{sentenceOf('own-decision')}</Notice>
          ) : (
            <FindingForm
              earlier={item.found?.finding ?? null}
              commandKey={commandKey}
              lastResult={lastResult}
              backTo={audit}
            />
          )}
        </Card>
      </div>
    </Page>
  )
}
