/** One decision with its proof: what was signed, over which content, against which findings, and what came of it. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { findProof } from '~/data/register.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { Page } from '~/ui/page'
import { ProofCards } from '~/ui/proof'

export const meta: MetaFunction = () => [{ title: 'A decision · Clearway' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'register:read')
  const id = z.uuid().safeParse(params.decisionId)
  if (!id.success) throw new Response(null, { status: 404 })
  return readClinic(member, async (query) => {
    const proof = await findProof(query, id.data)
    if (!proof) throw new Response(null, { status: 404 })
    const occurredAt = new Date()
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind: 'routes/register.$decisionId', occurredAt })
    return { shell: await shellOf(member, query), proof }
  })
}

export default function ProofPage() {
  const { shell, proof } = useLoaderData<typeof loader>()
  return (
    <Page
      shell={shell}
      title={`${proof.programName}, version ${proof.versionNumber}`}
      sub={`${proof.clientName} · ${proof.recordNumber}`}
      crumbs={[{ label: 'Register', to: '/register' }, { label: 'Decision' }]}
    >
      <ProofCards proof={proof} format={shell.formats} />
    </Page>
  )
}
