/** A program on its way to its page, each thing of it once: its page names it, and what was read has it several times. */
import type { DecisionRecord } from '~/domain/decision-record'
import { noLimits } from '~/domain/limits'
import type { ProgramHead } from '~/domain/program-head'
import type { ConsentRecord, HoldRecord, LineInForce, SessionRecord, VersionRecord } from '~/domain/program-record'
import type { Way } from '~/domain/program-ways'
import type { Blocker } from '~/domain/session'
import type { VersionContent } from '~/domain/version'
import type { FlagRecord, Severity } from '~/domain/window-flag'
import type { StripFacts } from '../strip-cells'

export type ProgramShown = {
  program: ProgramHead
  record: {
    endReason: string | null
    versions: VersionRecord[]
    holds: HoldRecord[]
    consents: ConsentRecord[]
    sessions: SessionRecord[]
    sessionCount: number
  }
  content: VersionContent
  clearance: DecisionRecord | null
  lines: LineInForce[]
  strip: (StripFacts & { flag: Severity | null }) | null
  flags: FlagRecord[]
  mayContinue: boolean
  ways: Way[]
  mayReview: boolean
  blockers: Blocker[]
}
export type ProgramSent = Omit<ProgramShown, 'content' | 'clearance' | 'lines'> & {
  shownId: string | undefined
  clearanceId: string | undefined
  /** What is known of each line of the version shown, in their order. */
  known: Pick<LineInForce, 'oneRmG' | 'lopMmhg'>[]
}

export function sentProgram({ content, clearance, lines, ...rest }: ProgramShown): ProgramSent {
  return {
    ...rest,
    shownId: rest.record.versions.find((version) => version.content === content)?.id,
    clearanceId: clearance?.id,
    known: lines.map(({ oneRmG, lopMmhg }) => ({ oneRmG, lopMmhg })),
  }
}

export function shownProgram({ shownId, clearanceId, known, ...rest }: ProgramSent): ProgramShown {
  const { versions } = rest.record
  const content = versions.find(({ id }) => id === shownId)?.content
  if (!content) throw new Error('The version that is shown is one of its program.')
  const clearance = versions.flatMap(({ decisions }) => decisions).find(({ id }) => id === clearanceId) ?? null
  const limits = clearance?.limits ?? noLimits
  const lines = content.prescriptions.map((line, index): LineInForce => {
    const { oneRmG = null, lopMmhg = null } = known[index] ?? {}
    return { line, limits, oneRmG, lopMmhg }
  })
  return { ...rest, content, clearance, lines }
}
