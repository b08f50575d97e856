/** All a decision is decided on, loaded: the version, its authors, the screening, the findings as they were stored, the dose. */
import type { Tx } from '~/database/client.server'
import type { Query } from '~/database/query.server'
import type { DecisionFacts, DecisionKind } from '~/domain/clearance'
import { measuredLines } from '~/domain/dose-basis'
import type { Limb } from '~/domain/limb'
import type { AskedDose } from '~/domain/limit-effect'
import type { Limits } from '~/domain/limits'
import { edition } from '~/domain/rule-book/edition'
import { checks, curedByLimit, findingsOf } from '~/domain/rule-book/findings'
import type { Facts } from '~/domain/rule-book/rule'
import type { VersionKind, VersionStatus } from '~/domain/version'
import { type Acting, personOf } from './acting.server'
import { getVersion } from './drafts.server'
import type { FoundProgram } from './programs.server'
import { queryOf, ruleFacts } from './rule-facts.server'
import { screeningStanding } from './screening-standing.server'
import { findingKey } from './submissions.server'

export type AnsweredFinding = DecisionFacts['findings'][number] & { id: string }

type Asked = { versionId: string; kind: DecisionKind; limits: Limits; answers: Record<string, string> }
type Loaded = { facts: DecisionFacts; findings: AnsweredFinding[]; dose: AskedDose }

export async function decisionFacts(
  tx: Tx,
  member: Acting,
  program: FoundProgram,
  asked: Asked,
  at: Date,
): Promise<Loaded> {
  const query = queryOf(tx)
  const version = await getVersion(tx, member.clinicId, program.id, asked.versionId)
  const isBfr = version.isBfr ?? false
  const limbs = version.bfrLimbs as Limb[]
  const { clientId, raisedBy, supervisedBy } = program
  const { screening, screeningId, today } = await screeningStanding(query, { clientId, isBfr, limbs, at })
  const about = { clientId, programId: program.id, raisedBy, supervisedBy, at }
  const now = await ruleFacts(query, version.content, about)
  const findings = await answered(tx, asked, member.clinicId, now, version.ruleEdition)
  const { prescriptions, schedule } = version.content
  const facts: DecisionFacts = {
    signer: personOf(member),
    today,
    programStatus: program.status,
    version: {
      status: version.status as VersionStatus,
      kind: version.kind as VersionKind,
      contentHash: version.contentHash ?? '',
      hasBfr: isBfr,
      authorIds: authorsOf(program),
    },
    screening,
    screeningId,
    findings,
    earlierExtensions: await earlierExtensions(query, version.id, at),
    clinic: {
      isDoctorForPrecautions: member.clinic.doctorForPrecautions,
      clearanceValidDays: member.clinic.clearanceValidDays,
    },
  }
  return { facts, findings, dose: { lines: measuredLines(prescriptions, now), schedule } }
}

async function earlierExtensions(query: Query, versionId: string, at: Date): Promise<number> {
  const text = 'select earlier_extensions($1::uuid, $2::timestamptz) as count'
  const [row] = await query<{ count: number }>({ name: 'earlier-extensions', text, values: [versionId, at] })
  return row?.count ?? 0
}

/** Everybody who raised, wrote or submitted any of it: none of them decides on it. */
export function authorsOf(program: FoundProgram): string[] {
  const wrote = program.versions.flatMap(({ authorId, editedBy, submittedBy }) => [
    authorId,
    ...editedBy,
    submittedBy ?? authorId,
  ])
  return [...new Set([program.raisedBy, ...wrote])]
}

/**
 * The findings as they were stored, with what the limits asked for here make of each. A limit cures by the ranges of the
 * edition something was found under: under another one, every finding is answered in writing.
 */
async function answered(tx: Tx, asked: Asked, clinicId: string, now: Facts, ruleEdition: string | null) {
  const rows = await tx.finding.findMany({
    where: { clinicId, versionId: asked.versionId },
    select: { id: true, ruleId: true, prescriptionId: true, severity: true, trainerWhy: true },
  })
  const current = ruleEdition === edition ? findingsOf(checks(now)) : []
  const found = new Map(current.map((finding) => [findingKey(finding), finding]))
  return rows.map((row): AnsweredFinding => {
    const finding = found.get(findingKey(row))
    return {
      id: row.id,
      severity: row.severity as AnsweredFinding['severity'],
      why: row.trainerWhy ?? '',
      answer: asked.answers[row.id] ?? '',
      isCured: asked.kind === 'cleared-with-limits' && finding !== undefined && curedByLimit(finding, asked.limits),
    }
  })
}
