/** The register of decisions: what it is filtered by and sorted by, and in which of its lists a decision stands. */
import type { CalendarDay } from './calendar-day'
import type { Verdict } from './refusal'
import type { ScreeningOutcome } from './screening'

export const registerOutcomes = ['cleared', 'cleared-with-limits', 'changes-requested', 'declined', 'revoked'] as const
export type RegisterOutcome = (typeof registerOutcomes)[number]

/** How a rule was overridden: the clinician answered the finding in writing, or set a limit that cures it. */
export const overrideKinds = ['written', 'cured'] as const
export type OverrideKind = (typeof overrideKinds)[number]

export type RegisterFilter = {
  outcome: RegisterOutcome | null
  risk: ScreeningOutcome | null
  signerId: string | null
  ruleId: string | null
  override: OverrideKind | null
  /** Days of the clinic's calendar, both of them included. */
  from: CalendarDay | null
  until: CalendarDay | null
  isPastWindow: boolean
  isOutsideClearance: boolean
}

export const registerSorts = ['signed', 'outcome', 'signer', 'client', 'program', 'risk', 'justified'] as const
export type RegisterSort = { by: (typeof registerSorts)[number]; direction: 'ascending' | 'descending' }

/** The lists all of whose decisions a filter leaves, the rarer kinds first; the period is a matter of their order. */
export function registerLists(filter: RegisterFilter): string[] {
  const lists = [
    filter.isOutsideClearance && 'outside-clearance',
    overrideList(filter),
    filter.isPastWindow && 'past-window',
    filter.signerId && `signer:${filter.signerId}`,
    filter.outcome && `outcome:${filter.outcome}`,
    filter.risk && `risk:${filter.risk}`,
  ].filter((list) => typeof list === 'string')
  return lists.length > 0 ? lists : ['all']
}

function overrideList({ ruleId, override }: RegisterFilter): string | null {
  if (ruleId) return `${override ?? 'rule'}:${ruleId}`
  return override
}

/** The signers and the rules that a filter can name: those that stand in the register. */
export type RegisterChoices = { signers: { id: string; name: string }[]; ruleIds: string[] }

/** A signer or a rule that nothing stands under is not asked for: the filter shows what it does. */
export function knownFilter(filter: RegisterFilter, { signers, ruleIds }: RegisterChoices): RegisterFilter {
  return {
    ...filter,
    signerId: signers.some(({ id }) => id === filter.signerId) ? filter.signerId : null,
    ruleId: ruleIds.find((id) => id === filter.ruleId) ?? null,
  }
}

/** Whoever takes the register out says why. */
export function mayExportRegister({ reason }: { reason: string }): Verdict {
  return reason.trim() === '' ? { ok: false, why: 'reason-missing' } : { ok: true }
}

/** How long the file of an export may be fetched. */
export const exportMinutes = 10
