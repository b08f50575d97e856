/** The window strip, Clearway's own mark: filled where a session took place, amber from day 15, a wall, red beyond. */
import { closingFromDay, windowDays } from '~/domain/rehab-window'
import { type Cell, type StripFacts, stripCells, stripSentence } from './strip-cells'

const pitch = 9
const wallRoom = 5
const tall = 22
const low = 14

type StripProps = StripFacts & { size?: 'small' | 'large' }

/** Where a cell begins: the wall after day 21, and the one after an extension, take room of their own. */
function leftOf(day: number, lastDay: number): number {
  const walls = (day > windowDays ? 1 : 0) + (lastDay > windowDays && day > lastDay ? 1 : 0)
  return (day - 1) * pitch + walls * wallRoom
}

/** Many cells as one path: a list of fifty strips stays light. */
function pathOf(cells: readonly Cell[], lastDay: number, inset: number): string {
  const width = pitch - 2 - 2 * inset
  return cells
    .map(({ day, kind }) => {
      const height = (kind === 'past' ? tall : low) - 2 * inset
      return `M${leftOf(day, lastDay) + inset} ${tall - inset}v${-height}h${width}v${height}z`
    })
    .join('')
}

export function Strip({ size = 'small', ...facts }: StripProps) {
  const { cells, lastDay, daysNotShown } = stripCells(facts)
  const walls = lastDay > windowDays ? [windowDays, lastDay] : [windowDays]
  const end = leftOf(cells.length, lastDay) + pitch + (cells.length === lastDay ? wallRoom : 0)
  const width = end + (daysNotShown > 0 ? 22 : 0)
  const height = size === 'large' ? tall + 15 : tall
  const scale = size === 'large' ? 2 : 1
  return (
    <svg
      className="strip"
      viewBox={`-2 -2 ${width + 2} ${height + 4}`}
      width={(width + 2) * scale}
      height={(height + 4) * scale}
      role="img"
      aria-label={stripSentence(facts)}
    >
      <Cells cells={cells} lastDay={lastDay} />
      {walls.map((day) => (
        <path key={day} className="wall" d={`M${leftOf(day, lastDay) + pitch + 1} 0v${tall}`} />
      ))}
      {daysNotShown > 0 ? (
        <text x={end} y={tall - 4}>
          +{daysNotShown}
        </text>
      ) : null}
      {size === 'large' ? <Scale lastDay={lastDay} /> : null}
    </svg>
  )
}

const kinds = ['plain', 'closing', 'extended', 'past'] as const

function Cells({ cells, lastDay }: { cells: readonly Cell[]; lastDay: number }) {
  const today = cells.filter(({ isToday }) => isToday)
  return (
    <>
      {kinds.map((kind) => {
        const own = cells.filter((cell) => cell.kind === kind)
        const open = own.filter(({ isDone }) => !isDone)
        const done = own.filter(({ isDone }) => isDone)
        const suffix = kind === 'plain' ? '' : `-${kind}`
        return [
          open.length > 0 && <path key={`cell${kind}`} className={`cell${suffix}`} d={pathOf(open, lastDay, 0.5)} />,
          done.length > 0 && <path key={`done${kind}`} className={`done${suffix}`} d={pathOf(done, lastDay, 1)} />,
        ]
      })}
      {today.length > 0 ? (
        <>
          <path className="now-room" d={pathOf(today, lastDay, -0.6)} />
          <path className="now" d={pathOf(today, lastDay, -1.9)} />
        </>
      ) : null}
    </>
  )
}

/** The days a reader looks for, under the large strip. */
function Scale({ lastDay }: { lastDay: number }) {
  const marked = [1, closingFromDay, windowDays, ...(lastDay > windowDays ? [lastDay] : [])]
  return (
    <>
      {marked.map((day) => (
        <text key={day} x={leftOf(day, lastDay) + (pitch - 2) / 2} y={tall + 12} textAnchor="middle">
          {day}
        </text>
      ))}
    </>
  )
}
