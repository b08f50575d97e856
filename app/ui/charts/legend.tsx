/** What the shapes of a chart mean, in words. */
export type LegendMark =
  | 'filled'
  | 'hollow'
  | 'main'
  | 'other'
  | 'window'
  | 'hold'
  | 'cleared'
  | 'red-flag'
  | 'goal'
  | 'line'
  | 'band'
  | 'bar'
  | 'planned'
export type LegendItem = { mark: LegendMark; words: string }

export function Legend({ items }: { items: readonly LegendItem[] }) {
  return (
    <ul className="legend">
      {items.map(({ mark, words }) => (
        <li key={words}>
          <span className={`legend-${mark}`} aria-hidden="true" />
          {words}
        </li>
      ))}
    </ul>
  )
}
