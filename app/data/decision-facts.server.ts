/** All a decision is decided on, loaded: the version, its authors, the screening, the findings as they were stored, the dose. */
import type { Query } from '~/database/query.server'
import type { DecisionFacts, DecisionKind } from '~/domain/clearance'
import { measuredLines } from '~/domain/dose-basis'
import type { AskedDose } from '~/domain/limit-effect'
import { hasLimits, type Limits } from '~/domain/limits'
import { edition } from '~/domain/rule-book/edition'
import { checks, curedByLimit, findingsOf } from '~/domain/rule-book/findings'
import type { Facts } from '~/domain/rule-book/rule'
import type { VersionKind, VersionStatus } from '~/domain/version'
import { type Acting, personOf } from './acting.server'
import { getProgramVersion, type ProgramVersion } from './program-version.server'
import type { FoundProgram } from './programs.server'
import { ruleFacts } from './rule-facts.server'
import { standingOfVersion } from './screening-standing.server'
import { findingKey } from './submissions.server'

export type AnsweredFinding = DecisionFacts['findings'][number] & { id: string }

type Asked = {
  programId: string
  versionId: string
  kind: DecisionKind
  limits: Limits
  answers: Record<string, string>
}

/** `dose` null: nothing was asked for that would limit it. */
export type ToDecide = {
  program: ProgramVersion
  facts: DecisionFacts
  findings: AnsweredFinding[]
  dose: AskedDose | null
}

/** Throws a 404 Response where this member decides nothing of this program. */
export async function decisionFacts(query: Query, member: Acting, asked: Asked, at: Date): Promise<ToDecide> {
  const { programId, versionId } = asked
  const [program, standing] = await Promise.all([
    getProgramVersion(query, member, { programId, versionId, action: 'program:decide' }),
    standingOfVersion(query, { versionId, at }),
  ])
  if (!standing) throw new Error('A version of a program has a standing.')
  const { version } = program
  const { screening, screeningId, today, earlierExtensions } = standing
  const isLimiting = asked.kind === 'cleared-with-limits' || hasLimits(asked.limits)
  const now = isLimiting ? await factsNow(query, program, at) : null
  const findings = answered(program, asked, now)
  const facts: DecisionFacts = {
    signer: personOf(member),
    today,
    programStatus: program.programStatus,
    version: {
      status: version.status as VersionStatus,
      kind: version.kind as VersionKind,
      contentHash: version.contentHash ?? '',
      hasBfr: version.isBfr ?? false,
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
  const { prescriptions, schedule } = version.content
  return { program, facts, findings, dose: now && { lines: measuredLines(prescriptions, now), schedule } }
}

/** What the rule book and a limit are held against: read only where there is a limit. */
function factsNow(query: Query, { version, ...program }: ProgramVersion, at: Date): Promise<Facts> {
  const { clientId, programId, raisedBy, supervisedBy } = program
  return ruleFacts(query, version.content, { clientId, programId, raisedBy, supervisedBy, at })
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
function answered({ findings, version }: ProgramVersion, asked: Asked, now: Facts | null): AnsweredFinding[] {
  const current = now && version.ruleEdition === edition ? findingsOf(checks(now)) : []
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
