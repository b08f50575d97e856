/** The proof of a decision as an auditor reads it: who signed what, on which grounds, and what came of it. */
import { Link } from '@remix-run/react'
import type { Aftermath as AfterwardsShown, Neighbour, Proof } from '~/domain/proof'
import { standingOf } from '~/domain/proof'
import { readSigned } from '~/domain/signed-content'
import { Card } from '../card'
import { DecisionBadge, decisionLooks } from '../decision-badge'
import { type ClinicFormat, formatDay, formatInstant } from '../format'
import { KeyValue } from '../key-value'
import { limitSentences } from '../limit-words'
import { Notice } from '../notice'
import { Hash, SignatureManifest } from '../signature'
import { standingLooks, standingSentence } from '../standing-words'
import { LookBadge } from '../status-badge'
import { Aftermath } from './aftermath'
import { AuditNotes } from './audit-notes'
import { ProofFindings } from './proof-findings'
import { ProofScreening } from './proof-screening'
import { SignedVersion } from './signed-version'

type Props = { proof: Proof; aftermath: AfterwardsShown; format: ClinicFormat }

export function ProofView({ proof, aftermath, format }: Props) {
  const signed = readSigned(proof.version.content)
  return (
    <div className="columns">
      <div className="stack">
        <Signed proof={proof} format={format} />
        <SignedVersion
          signed={signed}
          content={proof.version.content}
          contentHash={proof.decision.contentHash}
          format={format}
        />
        <ProofFindings proof={proof} signed={signed} />
        <Aftermath proof={proof} aftermath={aftermath} format={format} />
      </div>
      <div className="stack">
        <Standing proof={proof} format={format} />
        <ProofScreening screening={proof.screening} risk={proof.risk} format={format} />
        <Around proof={proof} format={format} />
        <AuditNotes audits={proof.audits} format={format} />
      </div>
    </div>
  )
}

type PartProps = { proof: Proof; format: ClinicFormat }

function Signed({ proof, format }: PartProps) {
  const { decision, version } = proof
  return (
    <Card title="What was signed?" actions={<DecisionBadge is={decision.outcome} />}>
      <div className="stack">
        <SignatureManifest
          signed={{
            name: decision.signerName,
            role: decision.signedAs,
            licenceNumber: decision.licenceNumber,
            at: decision.at,
            meaning: decision.meaning,
            contentHash: decision.contentHash,
          }}
          limits={limitSentences(decision.limits, format)}
          reason={[decision.reason, decision.justification].filter(Boolean).join(' · ') || null}
          format={{ ...format, timeZone: decision.timeZone }}
        />
        <p className="small dim">
          Licence valid to {formatDay(decision.licenceValidUntil, format)} when it was signed.
          {decision.validUntil ? ` Good for a first session until ${formatDay(decision.validUntil, format)}.` : null}{' '}
          Submitted by {version.submittedBy}, {formatInstant(version.submittedAt, format)}.
        </p>
        {proof.isContentWhole ? (
          <Notice tone="ok">
            The stored content still is what was signed: its hash was worked out again just now.
          </Notice>
        ) : (
          <Notice tone="stop" title="The stored content is not what was signed">
            Its hash does not fit the signature, so nothing runs under it.
          </Notice>
        )}
      </div>
    </Card>
  )
}

function Standing({ proof, format }: PartProps) {
  const standing = standingOf(proof)
  if (standing === null) return null
  return (
    <Card title="Is it in force?" actions={<LookBadge look={standingLooks[standing]} />}>
      <p>{standingSentence(standing, proof, format)}</p>
    </Card>
  )
}

/** Its place among the decisions on this program, and in the chain of everything. */
function Around({ proof: { before, after, link }, format }: PartProps) {
  return (
    <Card title="Where does it stand?">
      <KeyValue
        facts={[
          { term: 'Before it', value: <Beside of={before} none="the first on this program" format={format} /> },
          { term: 'After it', value: <Beside of={after} none="none yet" format={format} /> },
          {
            term: 'In the chain',
            value: link ? (
              <>
                event {link.seq}, <Hash hash={link.hash} />
              </>
            ) : (
              'no event of it was found'
            ),
          },
        ]}
      />
    </Card>
  )
}

function Beside({ of, none, format }: { of: Neighbour | null; none: string; format: ClinicFormat }) {
  if (!of) return <span className="dim">{none}</span>
  return (
    <>
      <Link to={`/register/${of.id}`}>
        {decisionLooks[of.outcome].word}, version {of.versionNumber}
      </Link>
      <span className="dim block small">
        {of.signerName}, {formatInstant(of.at, format)}
      </span>
    </>
  )
}
