/** A program on its way to its page, each thing of it once: its page names it, and what was read has it several times. */
import type { LineInForce } from '~/domain/program-record'
import { noLimits } from '~/domain/limits'
import type { ProgramShown } from './program-view'

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
