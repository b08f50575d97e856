/** The window strip, Clearway's own mark: filled where a session took place, amber as it closes, a wall, red beyond. */
import { type Cell, type Strip as Cells, type StripFacts, stripCells, stripSentence } from './strip-cells'

const pitch = 9
const wallRoom = 5
const tall = 22
const low = 14
/** Under the cells: a triangle where a version was cleared, a bar while a hold stood. */
const markRoom = 7

type StripProps = StripFacts & { size?: 'small' | 'large' }
type Walls = { windowDays: number; lastDay: number }

/** Where a cell begins: the wall after the clinic's last day, and the one after an extension, take room of their own. */
function leftOf(day: number, { windowDays, lastDay }: Walls): number {
  const walls = (day > windowDays ? 1 : 0) + (lastDay > windowDays && day > lastDay ? 1 : 0)
  return (day - 1) * pitch + walls * wallRoom
}

/** Many cells as one path: a list of fifty strips stays light. */
function pathOf(cells: readonly Cell[], walls: Walls, inset: number): string {
  const width = pitch - 2 - 2 * inset
  return cells
    .map(({ day, kind }) => {
      const height = (kind === 'past' ? tall : low) - 2 * inset
      return `M${leftOf(day, walls) + inset} ${tall - inset}v${-height}h${width}v${height}z`
    })
    .join('')
}

export function Strip({ size = 'small', ...facts }: StripProps) {
  const { cells, lastDay, daysNotShown, cleared, held } = stripCells(facts)
  const { windowDays, closingFromDay } = facts
  const walls = { windowDays, lastDay }
  const end = leftOf(cells.length, walls) + pitch + (cells.length === lastDay ? wallRoom : 0)
  const width = end + (daysNotShown > 0 ? 22 : 0)
  const marks = cleared.length + held.length > 0 ? markRoom : 0
  const height = tall + marks + (size === 'large' ? 15 : 0)
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
      <CellPaths cells={cells} walls={walls} />
      {[...new Set([windowDays, lastDay])].map((day) => (
        <path key={day} className="wall" d={`M${leftOf(day, walls) + pitch + 1} 0v${tall}`} />
      ))}
      {daysNotShown > 0 ? (
        <text x={end} y={tall - 4}>
          +{daysNotShown}
        </text>
      ) : null}
      <Marks cleared={cleared} held={held} walls={walls} />
      {size === 'large' ? <Scale days={[1, closingFromDay]} walls={walls} top={tall + marks} /> : null}
    </svg>
  )
}

type MarksProps = Pick<Cells, 'cleared' | 'held'> & { walls: Walls }

function Marks({ cleared, held, walls }: MarksProps) {
  const top = tall + 2
  const bars = held.map(({ from, until }) => {
    const left = leftOf(from, walls)
    return `M${left} ${top + 1}h${leftOf(until, walls) + pitch - 2 - left}v3h${left - leftOf(until, walls) - pitch + 2}z`
  })
  const triangles = cleared.map((day) => `M${leftOf(day, walls) + (pitch - 2) / 2} ${top}l3.5 5h-7z`)
  return (
    <>
      {bars.length > 0 ? <path className="mark-held" d={bars.join('')} /> : null}
      {triangles.length > 0 ? <path className="mark-cleared" d={triangles.join('')} /> : null}
    </>
  )
}

const kinds = ['plain', 'closing', 'extended', 'past'] as const

function CellPaths({ cells, walls }: { cells: readonly Cell[]; walls: Walls }) {
  const today = cells.filter(({ isToday }) => isToday)
  return (
    <>
      {kinds.map((kind) => {
        const own = cells.filter((cell) => cell.kind === kind)
        const open = own.filter(({ isDone }) => !isDone)
        const done = own.filter(({ isDone }) => isDone)
        const suffix = kind === 'plain' ? '' : `-${kind}`
        return [
          open.length > 0 && <path key={`cell${kind}`} className={`cell${suffix}`} d={pathOf(open, walls, 0.5)} />,
          done.length > 0 && <path key={`done${kind}`} className={`done${suffix}`} d={pathOf(done, walls, 1)} />,
        ]
      })}
      {today.length > 0 ? (
        <>
          <path className="now-room" d={pathOf(today, walls, -0.6)} />
          <path className="now" d={pathOf(today, walls, -1.9)} />
        </>
      ) : null}
    </>
  )
}

/** The days a reader looks for, under the large strip. */
function Scale({ days, walls, top }: { days: number[]; walls: Walls; top: number }) {
  return (
    <>
      {[...new Set([...days, walls.windowDays, walls.lastDay])].map((day) => (
        <text key={day} x={leftOf(day, walls) + (pitch - 2) / 2} y={top + 12} textAnchor="middle">
          {day}
        </text>
      ))}
    </>
  )
}
