/** One point: its shape says which line it is on, and hollow that it was estimated. */
import { once } from '~/domain/formatters'
import { type LineLook, pointEdge, pointPath } from './looks'
import { type Markup, markup } from './markup'
import type { PointLook } from './plot'

export const pointMark = once(
  (line: LineLook, look: PointLook, radius: number): Markup =>
    markup`<path d="${pointPath(line, radius)}" stroke-width="${pointEdge(radius)}" class="point-${line} point-${look}"/>`,
)
