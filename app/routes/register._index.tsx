/** The register: every decision ever signed here, filtered by what an auditor asks. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { listRegister, listSigners, registerOutcomes } from '~/data/register.server'
import { shellOf, startPage } from '~/data/shell.server'
import { countWindows } from '~/data/window-counts.server'
import { readClinic } from '~/database/door.server'
import { rules } from '~/domain/rule-book/edition'
import { screeningOutcomes } from '~/domain/screening'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'
import { RegisterFilters, RegisterTable } from '~/ui/register'
import { WindowCounts } from '~/ui/window-counts'

export const meta: MetaFunction = () => [{ title: 'Register · Clearway' }]

const Asked = z.object({
  outcome: z.enum(registerOutcomes).nullable().catch(null),
  risk: z.enum(screeningOutcomes).nullable().catch(null),
  signerId: z.uuid().nullable().catch(null),
  ruleId: z
    .string()
    .regex(/^[a-z-]{1,60}$/)
    .nullable()
    .catch(null),
  before: z.coerce.number().int().positive().nullable().catch(null),
})

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'register:read')
  const params = new URL(request.url).searchParams
  const asked = Asked.parse({
    outcome: params.get('outcome'),
    risk: params.get('risk'),
    signerId: params.get('signer'),
    ruleId: params.get('rule'),
    before: params.get('after'),
  })
  return readClinic(member, async (query) => {
    await noteAccess(query, {
      kind: 'reading',
      clientId: null,
      pathKind: 'routes/register._index',
      occurredAt: new Date(),
    })
    const shell = await shellOf(member, query)
    const ruleIds = rules.map(({ id }) => id)
    return {
      shell,
      asked,
      ruleIds,
      signers: await listSigners(query),
      // Where an admin lands.
      counts: startPage(member) === '/register' ? await countWindows(query, member, new Date()) : null,
      ...(await listRegister(query, asked)),
    }
  })
}

export default function RegisterPage() {
  const { shell, asked, ruleIds, signers, counts, rows, next } = useLoaderData<typeof loader>()
  return (
    <Page shell={shell} title="Register" sub="every decision, as it was signed">
      {counts ? <WindowCounts counts={counts} /> : null}
      <RegisterTable
        rows={rows}
        formats={shell.formats}
        filters={<RegisterFilters asked={asked} signers={signers} ruleIds={ruleIds} />}
      />
      <Pagination after={next === null ? null : String(next)} before={null} />
    </Page>
  )
}
