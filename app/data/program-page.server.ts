/** The page of a program: where it stands, what may be done, what is cleared with which limits, and all that happened. */
import type { CalendarDay } from '~/domain/calendar-day'
import type { DecisionRecord } from '~/domain/decision-record'
import { noLimits } from '~/domain/limits'
import type { ProgramHead } from '~/domain/program-head'
import type { LineInForce } from '~/domain/program-record'
import { type Way, waysOf } from '~/domain/program-ways'
import { lopFor } from '~/domain/rule-book/occlusion'
import { type Blocker, blockers } from '~/domain/session'
import { mayStartWith } from '~/domain/session-lines'
import type { VersionContent } from '~/domain/version'
import type { FlagRecord } from '~/domain/window-flag'
import { can } from '~/domain/access'
import { mayFor } from './acting.server'
import type { DoseFacts } from './dose-facts.server'
import type { Reader } from './head.server'
import { readFramedProgram } from './program-door.server'
import { type ProgramRecord, programRecord } from './program-record.server'
import { programStanding } from './program-standing.server'
import type { Shell } from './shell.server'
import type { WindowStrip } from './window-strips.server'

export type ProgramPage = {
  shell: Shell
  program: ProgramHead
  record: ProgramRecord
  /** The version in force, else the newest. */
  content: VersionContent
  clearance: DecisionRecord | null
  lines: LineInForce[]
  strip: WindowStrip | null
  flags: FlagRecord[]
  /** A clinician may write "continue unchanged". */
  mayContinue: boolean
  ways: Way[]
  /** Whether they may read each version against the rule book. */
  mayReview: boolean
  /** What stands before the next session; nothing is, once the program is over. */
  blockers: Blocker[]
}

type Asked = { programId: string | undefined; at: Date }

export function readProgramPage(member: Reader, { programId, at }: Asked): Promise<ProgramPage> {
  const asked = { programId, pathKind: 'routes/programs.$programId._index', at }
  return readFramedProgram(member, asked, async (query, program, shell) => {
    const record = await programRecord(query, program.id)
    const { facts, strip, flags, dose } = await programStanding(query, {
      programId: program.id,
      clientId: program.client.id,
      at,
      today: program.today,
    })
    const shown = record.versions.find(({ id }) => id === program.inForce?.id) ?? record.versions.at(-1)
    if (!shown) throw new Error('A program has a version from its beginning.')
    const clearance = clearanceOf(record, program)
    const standing = blockers(facts)
    const isOver = program.status === 'completed' || program.status === 'stopped'
    return {
      shell,
      program,
      record,
      content: shown.content,
      clearance,
      lines: linesOf(shown.content, clearance, { ...dose, today: facts.today }),
      strip,
      flags,
      mayContinue: can(member, 'window:continue') && program.raisedBy !== member.memberId,
      blockers: isOver ? [] : standing,
      mayReview: mayFor(member, 'program:decide', program.isInCareTeam),
      ways: waysOf({
        by: { roles: member.roles, isInCareTeam: program.isInCareTeam },
        program: {
          status: program.status,
          openHolds: record.holds.filter(({ lift }) => lift === null).length,
          isClearanceInForce: program.inForce !== null,
        },
        versions: record.versions.map(({ status }) => status),
        hasConsent: record.consents.length > 0,
        isLopMissing: program.inForce !== null && standing.some(({ why }) => why === 'lop-missing'),
        mayStart: mayStartWith(facts).ok,
      }),
    }
  })
}

function clearanceOf({ versions }: ProgramRecord, { inForce }: ProgramHead): DecisionRecord | null {
  const decisions = versions.find(({ id }) => id === inForce?.id)?.decisions ?? []
  return decisions.find(({ outcome }) => outcome === 'cleared' || outcome === 'cleared-with-limits') ?? null
}

function linesOf(
  content: VersionContent,
  clearance: DecisionRecord | null,
  facts: DoseFacts & { today: CalendarDay },
): LineInForce[] {
  return content.prescriptions.map((line) => {
    const lop = lopFor(line, facts)
    const tested = facts.oneRms.find(({ exercise, limb }) => exercise === line.exercise && limb === line.limb)
    return {
      line,
      limits: clearance?.limits ?? noLimits,
      oneRmG: tested?.loadG ?? null,
      lopMmhg: lop.is === 'measured' ? lop.lop.mmhg : null,
    }
  })
}
