/** docs/rules.md: the rule book, the conditions and the red flags as text; it says only what they say. */
import { adverseEventKinds, adverseEvents } from '~/domain/adverse-events'
import { conditionCodes, conditionOf } from '~/domain/conditions'
import { risks } from '~/domain/measured-risks'
import { alwaysAdvice, redFlagOf, redFlagSigns } from '~/domain/red-flags'
import { edition, rules } from '~/domain/rule-book/edition'
import { type RuleGroup, ruleGroups } from '~/domain/rule-book/rule'
import { issaInFull, type Standing } from '~/domain/rule-book/sources'

const groupTitles: Record<RuleGroup, string> = {
  dose: 'Load, sets and tempo',
  pressure: 'Pressure',
  restriction: 'Time under the cuff',
  modes: 'Aerobic and passive BFR',
  frequency: 'How often, and for how long',
  people: 'Who raises it',
  screening: 'Screening',
}

const standings: Record<Standing, string> = {
  sourced: 'read in the source',
  secondary: 'read in a secondary source',
  'not-verified': 'not verified',
  house: 'house rule',
}

/** The whole page as Markdown, with a line end at its end. */
export function rulesPage(): string {
  return `${[
    `# The rules, edition ${edition}`,
    'Rendered from `app/domain` by `npm run docs`; a test compares the two.',
    "Stop: cannot be submitted. Justify: needs a clinician's written reason. Advise: is shown. A rule that is not verified " +
      'only advises, a house rule never stops, and an unmeasured value passes no check.',
    `The ISSA article is ${issaInFull}.`,
    ...ruleGroups.flatMap(groupSection),
    ...conditionSection(),
    ...riskSection(),
    ...redFlagSection(),
    ...adverseEventSection(),
  ].join('\n\n')}\n`
}

function groupSection(group: RuleGroup): string[] {
  const rows = rules
    .filter((rule) => rule.group === group)
    .map(({ id, sentence, outside, source, standing }) => [`\`${id}\``, sentence, outside, source, standings[standing]])
  return [`## ${groupTitles[group]}`, table(['rule', 'says', 'outside it', 'source', 'standing'], rows)]
}

function conditionSection(): string[] {
  const rows = conditionCodes.map((code) => {
    const { name, outcome, appliesTo, sitsInLimb, source, standing } = conditionOf(code)
    return [
      `\`${code}\``,
      sitsInLimb ? `${name}, in the limb` : name,
      inWords(outcome, appliesTo),
      source,
      standings[standing],
    ]
  })
  return ['## Conditions', table(['condition', 'is', 'outcome', 'source', 'standing'], rows)]
}

function riskSection(): string[] {
  const rows = risks.map(({ code, name, outcome, appliesTo, source, standing }) => [
    `\`${code}\``,
    name,
    inWords(outcome, appliesTo),
    source,
    standings[standing],
  ])
  return ['## Measured or asked', table(['finding', 'is', 'outcome', 'source', 'standing'], rows)]
}

function inWords(outcome: string, appliesTo: 'bfr' | 'all'): string {
  return appliesTo === 'bfr' ? `${outcome} for BFR, precaution without` : outcome
}

function redFlagSection(): string[] {
  const rows = redFlagSigns.map((sign) => {
    const { name, mayBe, advice, needsMedicalAssessment, source } = redFlagOf(sign)
    return [`\`${sign}\``, name, mayBe || '-', advice, needsMedicalAssessment ? 'yes' : 'no', source]
  })
  const lead = `Each holds the client at once. Always: ${alwaysAdvice} The wording is not verified: a clinic reviews it before use.`
  return ['## Red flags', lead, table(['sign', 'is', 'may be', 'says', 'assessed before a lift', 'source'], rows)]
}

function adverseEventSection(): string[] {
  const rows = adverseEventKinds.map((kind) => {
    const { name, says, source } = adverseEvents[kind]
    return [`\`${kind}\``, name, says, source]
  })
  const lead =
    'Recorded, without a hold. Soreness, swelling and less range together, or growing: the clinician is told (ISSA).'
  return ['## Adverse events', lead, table(['event', 'is', 'says', 'source'], rows)]
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
