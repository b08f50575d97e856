/** What stands in the way of a session: each as a sentence, on whom it waits, and where it is put right. */
import { Link } from '@remix-run/react'
import type { Limb } from '~/domain/limb'
import type { Refusal } from '~/domain/refusal'
import { ruleOf } from '~/domain/rule-book/edition'
import type { Blocker } from '~/domain/session'
import { lineTitle } from './live/line-words'
import { sentenceOf } from './refusals'
import { waitsOnWords, type Whose, wayOut } from './way-out'

/** The rule of the rule book that stands in the way. */
const ruleBehind: Partial<Record<Refusal, string>> = {
  'two-sessions-a-day': 'frequency',
  'in-breach': 'window',
  'lop-missing': 'pressure-measured',
}

function RuleBehind({ why }: { why: Refusal }) {
  const rule = ruleOf(ruleBehind[why] ?? '')
  return rule ? (
    <span className="small dim block">
      {rule.sentence} ({rule.source})
    </span>
  ) : null
}

type ListProps = Whose & {
  blockers: readonly Blocker[]
  lines?: readonly { id: string; exercise: string; limb: Limb | null }[]
}

export function BlockerList({ blockers, lines = [], ...whose }: ListProps) {
  return (
    <ul className="stack">
      {blockers.map(({ why, waitsOn, lineIds }) => {
        const way = wayOut(why, whose)
        const named = lines.filter(({ id }) => lineIds?.includes(id)).map(lineTitle)
        return (
          <li key={why}>
            <b className="block">{waitsOnWords[waitsOn]}</b>
            {named.length > 0 ? `${named.join('; ')}: ` : null}
            {sentenceOf(why)} <Link to={way.to}>{way.label}</Link>
            <RuleBehind why={why} />
          </li>
        )
      })}
    </ul>
  )
}
