/** Exporting the register: what, why, and the password again; the answer is the file. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { confirmMember } from '~/auth/confirm-member.server'
import { requireMember } from '~/auth/guard.server'
import { exportForm, exportHash, exportRegister, fieldOfExport } from '~/data/register-export.server'
import { countDecisions, registerChoices } from '~/data/register-list.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { exportMinutes, knownFilter } from '~/domain/register'
import { Card } from '~/ui/card'
import { Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { refusedForm } from '~/ui/refused-form'
import { countWords } from '~/ui/register'
import { RegisterExportForm } from '~/ui/register-export-form'
import { readRegisterFilter, registerFilterWords, writeRegisterFilter } from '~/ui/register-filters'

export const meta: MetaFunction = () => [{ title: 'Export the register · Clearway' }]

/** Whoever takes it out learns more exactly how much than whoever leafs through it. */
const mostCounted = 10_000

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'export:register')
  const params = new URL(request.url).searchParams
  return readClinic(member, async (query) => {
    const shell = await shellOf(member, query)
    const choices = await registerChoices(query)
    const filter = knownFilter(readRegisterFilter(params), choices)
    return {
      shell,
      filter: writeRegisterFilter(filter),
      says: registerFilterWords(filter, choices, shell.formats),
      count: await countDecisions(query, filter, mostCounted),
      isTooLate: params.get('expired') === 'yes',
      commandKey: randomUUID(),
    }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'export:register')
  const submission = parseWithZod(await request.formData(), { schema: exportForm() })
  if (submission.status !== 'success')
    return data(submission.reply({ hideFields: ['password', 'code'] }), { status: 400 })

  const { key, password, code, reason, filter: typed } = submission.value
  const asked = { filter: writeRegisterFilter(readRegisterFilter(new URLSearchParams(typed))), reason }
  const confirmed = await confirmMember(request, member, { password, code }, 'export:register', exportHash(asked))
  if (!confirmed.ok) return data(refusedForm(submission, confirmed.why, fieldOfExport), { status: 400 })
  const { reauthenticationId } = confirmed
  const outcome = await exportRegister(member, { key, at: new Date(), reauthenticationId, ...asked })
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfExport), { status: 409 })
  return redirect(`/register/exports/${outcome.exportId}.csv`, 303)
}

export default function RegisterExportPage() {
  const { shell, filter, says, count, commandKey, ...page } = useLoaderData<typeof loader>()
  return (
    <Page
      shell={shell}
      title="Export the register"
      crumbs={[{ label: 'Register', to: filter ? `/register?${filter}` : '/register' }, { label: 'Export' }]}
    >
      <div className="max-w-3xl stack">
        {page.isTooLate ? (
          <Notice tone="wait" title="That file is not there any more">
            It may be fetched for {exportMinutes} minutes. Export it once more.
          </Notice>
        ) : null}
        <Card>
          <RegisterExportForm
            filter={filter}
            says={says}
            countWords={countWords(count, mostCounted)}
            commandKey={commandKey}
            lastResult={useActionData<typeof action>()}
          />
        </Card>
      </div>
    </Page>
  )
}
