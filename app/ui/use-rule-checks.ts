/** The rule book held against what is typed: the same pure checks as on the server, anew at every change. */
import { useMemo } from 'react'
import { type PrescribedLoad, prescribedLoad } from '~/domain/dose'
import type { Prescription } from '~/domain/prescription'
import { checks } from '~/domain/rule-book/findings'
import type { Check, Facts } from '~/domain/rule-book/rule'
import { type Expected, readProgram, type TypedProgram } from '~/domain/typed-program'
import type { VersionContent } from '~/domain/version'

/** All the rules need beside the version; plain data from the server. */
export type BuilderFacts = Omit<Facts, 'version'>

export type Builder = Expected & {
  facts: BuilderFacts
  plateStepG: number
  isSupervised: boolean
}

/** `line` is null while something in it cannot be read; then it has no checks. */
export type CheckedLine = { line: Prescription | null; checks: Check[]; load: PrescribedLoad | null }
export type CheckedProgram = { lines: CheckedLine[]; ofVersion: Check[] }

export function useRuleChecks(typed: TypedProgram, builder: Builder): CheckedProgram {
  const text = JSON.stringify(typed)
  return useMemo(() => checkTyped(JSON.parse(text), builder), [text, builder])
}

/** A line that cannot be read yet has no checks; the whole has none until all of it can be read: nothing passes unread. */
function checkTyped(typed: TypedProgram, { facts, plateStepG, isSupervised, ...expected }: Builder): CheckedProgram {
  const { lines, schedule, content } = readProgram(typed, expected)
  const isWhole = schedule !== null && lines.length > 0 && lines.every((line) => line !== null)
  const { raiser } = facts
  const version: VersionContent = content ?? {
    ...unread,
    kind: expected.kind,
    schedule: schedule ?? unread.schedule,
    extensionDays: expected.kind === 'extension' ? Number(typed.extensionDays) || 0 : null,
    prescriptions: lines.flatMap((line) => line ?? []),
  }
  const hasTrainedSupervisor = raiser.hasTrainedSupervisor || isSupervised
  const found = checks({ ...facts, version, raiser: { ...raiser, hasTrainedSupervisor } })
  return {
    lines: lines.map((line) => ({
      line,
      checks: line ? found.filter(({ prescriptionId }) => prescriptionId === line.id) : [],
      load: line && prescribedLoad(line, oneRmOf(line, facts), plateStepG),
    })),
    ofVersion: isWhole ? found.filter(({ prescriptionId }) => prescriptionId === null) : [],
  }
}

function oneRmOf({ exercise, limb }: Prescription, { oneRms }: BuilderFacts): number | null {
  return oneRms.find((tested) => tested.exercise === exercise && tested.limb === limb)?.loadG ?? null
}

const unread: VersionContent = {
  kind: 'new',
  goal: 'strength',
  diagnosis: '',
  procedure: null,
  restrictions: { range: null, weightBearing: null, noMaximalTestBefore: null },
  schedule: { sessionsPerWeek: 3, sessionsPerDay: 1, weeks: 3 },
  extensionDays: null,
  prescriptions: [],
}
