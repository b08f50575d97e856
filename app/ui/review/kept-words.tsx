/** What somebody had typed into a decision that somebody else was quicker to take: nothing of it is lost, nor signed. */
import type { SubmissionResult } from '@conform-to/react'
import { decisionKinds } from '~/domain/clearance'
import type { ReviewedVersion } from '~/domain/review'
import { nameOfLine } from '~/domain/version-fields'
import { decisionLooks } from '../decision-badge'
import { type Fact, KeyValue } from '../key-value'
import { ruleName } from '../rule-checks'

type Props = { typed: SubmissionResult['initialValue']; version: ReviewedVersion }

export function KeptWords({ typed, version }: Props) {
  const facts = factsOf(typed ?? {}, version)
  if (facts.length === 0) return null
  return (
    <section aria-label="What you typed" className="stack">
      <h3>What you typed</h3>
      <p className="dim small">It was not signed, and is shown here only, to be copied.</p>
      <KeyValue facts={facts} />
    </section>
  )
}

type Typed = NonNullable<Props['typed']>

function factsOf(typed: Typed, { content, findings }: ReviewedVersion): Fact[] {
  const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '')
  const among = (name: string, id: string) => text((typed[name] as Typed | undefined)?.[id])
  const kind = decisionKinds.find((each) => each === typed.outcome)
  const words: [string, string][] = [
    ['Decision', kind ? decisionLooks[kind].word : ''],
    ['Pressure at most', unitOf(text(typed.maxPressurePercent), '% of LOP')],
    ['Load at most', unitOf(text(typed.maxLoadPercent), '% of 1RM')],
    ['Sessions at most', unitOf(text(typed.maxSessionsPerWeek), 'a week')],
    ['Review by', text(typed.reviewBy)],
    ['Supervised only', typed.isSupervisedOnly ? 'yes' : ''],
    ...findings.map(({ id, ruleId, value }): [string, string] => [
      `Answer to ${ruleName(ruleId).toLowerCase()}, ${value}`,
      among('answers', id),
    ]),
    ['Why, although the screening stands', text(typed.justification)],
    ['Your reason', text(typed.reason)],
    ...content.prescriptions.map((line): [string, string] => [
      `On line ${line.position}, ${nameOfLine(line)}`,
      among('comments', line.id),
    ]),
  ]
  return words.flatMap(([term, value]) => (value ? [{ term, value }] : []))
}

function unitOf(number: string, unit: string): string {
  return number && `${number} ${unit}`
}
