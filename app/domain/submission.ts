/** Whether a version may be handed to a clinician, and whether a next one may be drafted. */
import { isWritten, type ScreeningStanding, whyNotScreened } from './clearance'
import { isFinished, moveVersion, type Party, type ProgramStatus } from './program'
import type { Refusal, Verdict } from './refusal'
import { isExtensionInRange, standardSessionsPerWeek } from './rehab-window'
import type { Schedule, VersionKind, VersionStatus } from './version'

export type SubmissionFacts = {
  by: readonly Party[]
  programStatus: ProgramStatus
  version: {
    status: VersionStatus
    kind: VersionKind
    lineCount: number
    hasBfr: boolean
    schedule: Schedule
    extensionDays: number | null
  }
  screening: ScreeningStanding | null
  findings: readonly { severity: 'stop' | 'justify' | 'advise'; why: string }[]
}

/** Whether this draft may be submitted now, or the first reason why not. */
export function maySubmit(facts: SubmissionFacts): Verdict {
  const moved = moveVersion(facts.version.status, 'submit', facts.by)
  if (!moved.ok) return moved
  const why = whyNotComplete(facts) ?? whyNotScreened(facts.screening, facts.version.hasBfr) ?? whyNotFound(facts)
  return why ? { ok: false, why } : { ok: true }
}

/** Every version of a program, oldest first, is asked: one open version at a time, and a program once declined is over. */
export function mayDraftNext(facts: {
  by: readonly Party[]
  programStatus: ProgramStatus
  versions: readonly VersionStatus[]
}): Verdict {
  const { versions } = facts
  if (!facts.by.includes('trainer') && !facts.by.includes('clinician')) return { ok: false, why: 'not-your-role' }
  if (isFinished(facts.programStatus)) return { ok: false, why: 'program-finished' }
  if (versions.some((status) => status === 'draft' || status === 'submitted')) return { ok: false, why: 'version-open' }
  // An amendment that was declined leaves the clearance in force where it is, and the next may be drafted from that.
  if (versions.at(-1) === 'declined' && !versions.includes('cleared')) return { ok: false, why: 'declined-is-final' }
  return { ok: true }
}

function whyNotComplete({ programStatus, version }: SubmissionFacts): Refusal | null {
  if (isFinished(programStatus)) return 'program-finished'
  if (version.lineCount === 0) return 'no-lines'
  if (version.kind === 'extension' && !isExtensionInRange(version.extensionDays ?? 0)) return 'extension-out-of-range'
  const { sessionsPerWeek, sessionsPerDay } = version.schedule
  const isStepDown = sessionsPerWeek <= standardSessionsPerWeek && sessionsPerDay === 1
  return version.kind === 'step-down' && !isStepDown ? 'not-a-step-down' : null
}

function whyNotFound({ findings }: SubmissionFacts): Refusal | null {
  if (findings.some((finding) => finding.severity === 'stop')) return 'stop-finding'
  const isUnexplained = findings.some((finding) => finding.severity === 'justify' && !isWritten(finding.why))
  return isUnexplained ? 'why-missing' : null
}
