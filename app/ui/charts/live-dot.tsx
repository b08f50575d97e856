/** One point of the live chart: round for the limb in question, square for the other; hollow where estimated. */
import type { LineLook, PlotPoint } from './plot'

type DotProps = { cx?: number; cy?: number; look: LineLook; point: PlotPoint | undefined }

export function LiveDot({ cx, cy, look, point }: DotProps) {
  if (cx === undefined || cy === undefined || !point) return null
  const className = `live-dot-${look} live-dot-${point.look}`
  if (look === 'other') return <rect x={cx - 4} y={cy - 4} width={8} height={8} className={className} />
  return <circle cx={cx} cy={cy} r={4.5} className={className} />
}
