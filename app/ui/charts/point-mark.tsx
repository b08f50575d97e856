/** One point: its shape says which line it is on, and hollow that it was estimated. */
import { type LineLook, pointEdge, pointPath } from './looks'
import type { PointLook } from './plot'

type PointMarkProps = { line: LineLook; look: PointLook; radius: number }

export function PointMark({ line, look, radius }: PointMarkProps) {
  return <path d={pointPath(line, radius)} strokeWidth={pointEdge(radius)} className={`point-${line} point-${look}`} />
}
