/** The filters of the register, read from an address, written into one, and said in words. */
import { isCalendarDay } from '~/domain/calendar-day'
import {
  type OverrideKind,
  overrideKinds,
  type RegisterChoices,
  type RegisterFilter,
  registerOutcomes,
} from '~/domain/register'
import type { ScreeningOutcome } from '~/domain/screening'
import { decisionLooks } from './decision-badge'
import type { DayFilter, Filter } from './filter-form'
import { type ClinicFormat, formatDay } from './format'
import { outcomeLooks } from './status-words'

/** In the order of their looks: a list of the domain's own would bring all that judges a screening. */
const screeningOutcomes = Object.keys(outcomeLooks) as ScreeningOutcome[]

const overrideWords: Record<OverrideKind, string> = {
  written: 'answered in writing',
  cured: 'cured by a limit',
}

const ruleWords = (ruleId: string) => ruleId.replaceAll('-', ' ')

/** What an address asks for; what it cannot mean is not asked for. */
export function readRegisterFilter(params: URLSearchParams): RegisterFilter {
  const given = (name: string) => params.get(name) ?? ''
  const one = <T extends string>(among: readonly T[], name: string) =>
    among.find((word) => word === given(name)) ?? null
  const matching = (pattern: RegExp, name: string) => (pattern.test(given(name)) ? given(name) : null)
  return {
    outcome: one(registerOutcomes, 'outcome'),
    risk: one(screeningOutcomes, 'risk'),
    signerId: matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'signer'),
    ruleId: matching(/^[a-z0-9-]{1,60}$/, 'rule'),
    override: one(overrideKinds, 'answered'),
    from: readDay(given('from')),
    until: readDay(given('until')),
    isPastWindow: given('window') === 'past',
    isOutsideClearance: given('sessions') === 'outside',
  }
}

// A date picker gives 0002 while somebody types 2026.
function readDay(given: string): string | null {
  return isCalendarDay(given) && given >= '1900-01-01' && given <= '2999-12-31' ? given : null
}

/** The same filter always gives the same text: it is what an export keeps and signs for. */
export function writeRegisterFilter(filter: RegisterFilter): string {
  const written = Object.entries({
    outcome: filter.outcome,
    risk: filter.risk,
    signer: filter.signerId,
    rule: filter.ruleId,
    answered: filter.override,
    from: filter.from,
    until: filter.until,
    window: filter.isPastWindow ? 'past' : null,
    sessions: filter.isOutsideClearance ? 'outside' : null,
  })
  const params = new URLSearchParams()
  for (const [name, value] of written) if (value) params.set(name, value)
  return params.toString()
}

export function isFiltering(filter: RegisterFilter): boolean {
  return writeRegisterFilter(filter) !== ''
}

/** "decision: declined; signed by Lin Chen": what a filter leaves, for people who do not see it. */
export function registerFilterWords(
  filter: RegisterFilter,
  { signers }: RegisterChoices,
  format: ClinicFormat,
): string {
  const { outcome, risk, signerId, ruleId, override, from, until } = filter
  const signer = signers.find(({ id }) => id === signerId)
  const words = [
    outcome && `decision: ${decisionLooks[outcome].word.toLowerCase()}`,
    risk && `risk: ${outcomeLooks[risk].word.toLowerCase()}`,
    signerId && `signed by ${signer?.name ?? signerId}`,
    ruleId && `rule overridden: ${ruleWords(ruleId)}${override ? `, ${overrideWords[override]}` : ''}`,
    !ruleId && override && `a rule overridden, ${overrideWords[override]}`,
    from && `signed from ${formatDay(from, format)}`,
    until && `signed until ${formatDay(until, format)}`,
    filter.isPastWindow && 'the program went past its window',
    filter.isOutsideClearance && 'a session of the program was outside clearance',
  ].filter(Boolean)
  return words.length > 0 ? words.join('; ') : 'every decision'
}

/** The four an auditor begins with. */
export function registerFilters(filter: RegisterFilter, { signers, ruleIds }: RegisterChoices): Filter[] {
  return [
    {
      name: 'outcome',
      label: 'Decision',
      value: filter.outcome,
      anyWord: 'Any decision',
      options: registerOutcomes.map((value) => ({ value, label: decisionLooks[value].word })),
    },
    {
      name: 'risk',
      label: 'Risk',
      value: filter.risk,
      anyWord: 'Any risk',
      options: screeningOutcomes.map((value) => ({ value, label: outcomeLooks[value].word })),
    },
    {
      name: 'signer',
      label: 'Signed by',
      value: filter.signerId,
      anyWord: 'Signed by anybody',
      options: signers.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      name: 'rule',
      label: 'Rule overridden',
      value: filter.ruleId,
      anyWord: 'Any rule or none',
      options: ruleIds.map((id) => ({ value: id, label: `Overrode: ${ruleWords(id)}` })),
    },
  ]
}

/** How a rule was overridden, what came of the program, and when it was signed. */
export function moreRegisterFilters(filter: RegisterFilter): Filter[] {
  return [
    {
      name: 'answered',
      label: 'How it was overridden',
      value: filter.override,
      anyWord: 'However answered',
      options: overrideKinds.map((value) => ({ value, label: capital(overrideWords[value]) })),
    },
    {
      name: 'window',
      label: 'Rehab window',
      value: filter.isPastWindow ? 'past' : null,
      anyWord: 'Any window',
      options: [{ value: 'past', label: 'Went past its window' }],
    },
    {
      name: 'sessions',
      label: 'Sessions',
      value: filter.isOutsideClearance ? 'outside' : null,
      anyWord: 'Any sessions',
      options: [{ value: 'outside', label: 'Outside clearance' }],
    },
  ]
}

export function registerDays({ from, until }: RegisterFilter): DayFilter[] {
  return [
    { name: 'from', label: 'From', value: from },
    { name: 'until', label: 'Until', value: until },
  ]
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
