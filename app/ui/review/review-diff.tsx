/** What a version changes: old beside new, with the rules each change touches. */
import type { Change } from '~/domain/version-diff'
import type { VersionDiff } from '~/domain/version-step'
import { Card } from '../card'
import { ruleName } from '../rule-checks'

type Row = { where: string; what: string; before: string; after: string; rules: string }

export function ReviewDiff({ step, isFromInForce }: { step: VersionDiff; isFromInForce: boolean }) {
  const rows = rowsOf(step.changes)
  const before = `version ${step.from}${isFromInForce ? ', in force' : ''}`
  return (
    <Card title={`What changes from ${before}`} flush>
      {rows.length === 0 ? (
        <p className="dim px-5 pb-4">Nothing: the same program is asked for again.</p>
      ) : (
        <div className="table-frame table-cards">
          <table className="table">
            <caption className="sr-only">Changes from {before}</caption>
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">Before</th>
                <th scope="col">Now asked</th>
                <th scope="col">Rules it touches</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ where, what, before, after, rules }) => (
                <tr key={`${where}${what}`}>
                  <td className="lead">
                    {what}
                    <span className="sub">{where}</span>
                  </td>
                  <td data-label="Before">{before}</td>
                  <td data-label="Now asked">
                    <b>{after}</b>
                  </td>
                  <td className="dim small" data-label="Rules">
                    {rules}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  )
}

/** A line that is new or gone is one row, with all its fields in it. */
function rowsOf(changes: readonly Change[]): Row[] {
  const whole = changes.filter(({ kind }) => kind !== 'changed')
  const lineIds = [...new Set(whole.map(({ lineId }) => lineId))]
  const fields = (lineId: string | null, side: 'before' | 'after') =>
    whole.flatMap((change) => (change.lineId === lineId && change.field !== 'Order' ? (change[side] ?? []) : []))
  return [
    ...changes.filter(({ kind }) => kind === 'changed').map(rowOf),
    ...lineIds.flatMap((lineId) => {
      const [first] = whole.filter((change) => change.lineId === lineId)
      if (!first) return []
      const rules = whole.flatMap((change) => (change.lineId === lineId ? change.ruleIds : []))
      return [
        {
          where: first.where,
          what: first.kind === 'added' ? 'A line is new' : 'A line is taken out',
          before: fields(lineId, 'before').join(', ') || '–',
          after: fields(lineId, 'after').join(', ') || '–',
          rules: [...new Set(rules)].map(ruleName).join(', ') || 'none',
        },
      ]
    }),
  ]
}

function rowOf({ where, field, before, after, ruleIds }: Change): Row {
  const rules = ruleIds.map(ruleName).join(', ')
  return { where, what: field, before: before ?? '–', after: after ?? '–', rules: rules || 'none' }
}
