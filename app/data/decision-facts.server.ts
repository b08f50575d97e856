/** All a decision is decided on, loaded: the version, its authors, the screening, the findings as they were stored, the dose. */
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
import { getProgramVersion, type ProgramVersion } from './program-version.server'
import type { FoundProgram } from './programs.server'
import { ruleFacts } from './rule-facts.server'
import { screeningStanding } from './screening-standing.server'
import { findingKey } from './submissions.server'

export type AnsweredFinding = DecisionFacts['findings'][number] & { id: string }

type Asked = {
  programId: string
  versionId: string
  kind: DecisionKind
  limits: Limits
  answers: Record<string, string>
}

export type ToDecide = { program: ProgramVersion; facts: DecisionFacts; findings: AnsweredFinding[]; dose: AskedDose }

/** Throws a 404 Response where this member decides nothing of this program. */
export async function decisionFacts(query: Query, member: Acting, asked: Asked, at: Date): Promise<ToDecide> {
  const { programId, versionId } = asked
  const program = await getProgramVersion(query, member, { programId, versionId, action: 'program:decide' })
  const { version, clientId, raisedBy, supervisedBy } = program
  const { prescriptions, schedule } = version.content
  const isBfr = version.isBfr ?? false
  const limbs = version.bfrLimbs as Limb[]
  const [{ screening, screeningId, today }, now, earlierExtensions] = await Promise.all([
    screeningStanding(query, { clientId, isBfr, limbs, at }),
    ruleFacts(query, version.content, { clientId, programId: program.programId, raisedBy, supervisedBy, at }),
    countEarlierExtensions(query, version.id, at),
  ])
  const findings = answered(program, asked, now)
  const facts: DecisionFacts = {
    signer: personOf(member),
    today,
    programStatus: program.programStatus,
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
    earlierExtensions,
    clinic: {
      isDoctorForPrecautions: member.clinic.doctorForPrecautions,
      clearanceValidDays: member.clinic.clearanceValidDays,
    },
  }
  return { program, facts, findings, dose: { lines: measuredLines(prescriptions, now), schedule } }
}

async function countEarlierExtensions(query: Query, versionId: string, at: Date): Promise<number> {
  const text = 'select earlier_extensions($1::uuid, $2::timestamptz) as count'
  const [row] = await query<{ count: number }>({ name: 'earlier-extensions', text, values: [versionId, at] })
  return row?.count ?? 0
}

/** Everybody who raised, wrote or submitted any of it: none of them decides on it. */
export function authorsOf({ raisedBy, versions }: Pick<FoundProgram, 'raisedBy'> & { versions: Written[] }): string[] {
  const wrote = versions.flatMap(({ authorId, editedBy, submittedBy }) => [
    authorId,
    ...editedBy,
    submittedBy ?? authorId,
  ])
  return [...new Set([raisedBy, ...wrote])]
}

type Written = Pick<FoundProgram['versions'][number], 'authorId' | 'editedBy' | 'submittedBy'>

/**
 * The findings as they were stored, with what the limits asked for here make of each. A limit cures by the ranges of the
 * edition something was found under: under another one, every finding is answered in writing.
 */
function answered({ findings, version }: ProgramVersion, asked: Asked, now: Facts): AnsweredFinding[] {
  const current = version.ruleEdition === edition ? findingsOf(checks(now)) : []
  const found = new Map(current.map((finding) => [findingKey(finding), finding]))
  return findings.map((stored) => {
    const finding = found.get(findingKey(stored))
    return {
      id: stored.id,
      severity: stored.severity,
      why: stored.why,
      answer: asked.answers[stored.id] ?? '',
      isCured: asked.kind === 'cleared-with-limits' && finding !== undefined && curedByLimit(finding, asked.limits),
    }
  })
}
