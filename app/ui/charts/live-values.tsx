/** The values of the live chart as Recharts hands them out, drawn as the server draws them. */
import type { ReactElement } from 'react'
import { Bar, Line } from 'recharts'
import { linePaths } from './line-paths'
import { type LineLook, pointRadius } from './looks'
import { pointMark } from './point-mark'
import { type Plot, type PlotLine, weekBarPart, widestBar } from './plot'
import type { Row } from './reading'

/** Not a component: Recharts looks for its own elements among the children of a chart. */
export function liveLine(line: PlotLine, rows: readonly Row[], { span }: Plot): ReactElement {
  return (
    <Line
      key={line.name}
      dataKey={(row: Row) => row.points[line.name]?.value}
      name={line.name}
      isAnimationActive={false}
      activeDot={false}
      connectNulls
      shape={({ points }) => <LiveLine look={line.look} rows={rows} span={span} points={points ?? []} />}
      dot={({ key, cx, cy, payload }) => {
        const point = rowOf(payload)?.points[line.name]
        if (cx === undefined || cy === undefined || !point) return null
        const radius = pointRadius(line.points.length, line.points.indexOf(point))
        return (
          <g
            key={key}
            transform={`translate(${cx} ${cy})`}
            // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped as it is written, see markup.ts
            dangerouslySetInnerHTML={pointMark(line.look, point.look, radius)}
          />
        )
      }}
    />
  )
}

export function liveBar(line: PlotLine, { span }: Plot, width: number): ReactElement {
  return (
    <Bar
      key={line.name}
      dataKey={(row: Row) => row.points[line.name]?.value}
      name={line.name}
      className="bar-live"
      barSize={Math.min(widestBar, width * weekBarPart(span))}
      radius={[3, 3, 0, 0]}
      isAnimationActive={false}
    />
  )
}

type LiveLineProps = {
  look: LineLook
  span: Plot['span']
  rows: readonly Row[]
  /** Of each row, null where the line has no value. */
  points: readonly { x: number | null; y: number | null }[]
}

function LiveLine({ look, span, rows, points }: LiveLineProps) {
  const places = points.flatMap(({ x, y }, index) => {
    const row = rows[index]
    return row && x !== null && y !== null ? [{ on: row.on, x, y }] : []
  })
  const { near, gaps } = linePaths(places, span)
  return (
    <>
      <path d={gaps} className={`line-gap line-${look}`} />
      <path d={near} className={`line-near line-${look}`} />
    </>
  )
}

/** Recharts hands our own rows back without their type. */
function rowOf(payload: unknown): Row | null {
  return isRow(payload) ? payload : null
}

function isRow(payload: unknown): payload is Row {
  return typeof payload === 'object' && payload !== null && 'points' in payload && 'x' in payload
}
