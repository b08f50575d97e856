/** One decision with its proof: what was signed, over which content, against which findings, and what came of it. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { isId } from '~/data/id.server'
import { findAftermath } from '~/data/proof.server'
import { readProof } from '~/data/proof-door.server'
import { shellOf } from '~/data/shell.server'
import { can } from '~/domain/access'
import { standingOf } from '~/domain/proof'
import { ButtonLink } from '~/ui/button'
import { CertificateLink } from '~/ui/certificate-link'
import { clientName } from '~/ui/client-words'
import { Page } from '~/ui/page'
import { standingLooks } from '~/ui/standing-words'
import { LookBadge } from '~/ui/status-badge'
import { still } from '~/ui/still'

const ProofView = still('proof', () => import('~/ui/proof/proof-view').then((part) => part.ProofView))

export const meta: MetaFunction = () => [{ title: 'A decision · Clearway' }]

const pathKind = 'routes/register.$decisionId'

export async function loader({ request, params: { decisionId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'register:read')
  const audit = new URL(request.url).searchParams.get('audit')
  return readProof(member, { decisionId, pathKind, at: new Date() }, async (query, proof) => ({
    shell: await shellOf(member, query),
    proof,
    aftermath: await findAftermath(query, proof.decision.id),
    auditId: isId(audit) && can(member, 'clearance:audit') ? audit : null,
  }))
}

export default function ProofPage() {
  const { shell, proof, aftermath, auditId } = useLoaderData<typeof loader>()
  const { decision, client, program, version } = proof
  const standing = standingOf(proof)
  const audit = `/register/audits/${auditId}`
  return (
    <Page
      shell={shell}
      title={`${program.name}, version ${version.number}`}
      badge={standing ? <LookBadge look={standingLooks[standing]} /> : undefined}
      sub={`${clientName(client)} · ${client.recordNumber}`}
      crumbs={[
        { label: 'Register', to: '/register' },
        ...(auditId
          ? [
              { label: 'Audits', to: '/register/audits' },
              { label: 'Sample', to: audit },
            ]
          : []),
        { label: 'Decision' },
      ]}
      actions={
        <>
          {standing ? <CertificateLink to={`/register/${decision.id}/certificate.pdf`} /> : null}
          {auditId ? (
            <ButtonLink look="primary" to={`${audit}/${decision.id}/finding`}>
              Write the finding
            </ButtonLink>
          ) : null}
        </>
      }
    >
      <ProofView proof={proof} aftermath={aftermath} format={shell.formats} />
    </Page>
  )
}
