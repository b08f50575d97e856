/** How lines are told apart without their colour: each has a dash of its own (chart.css) and points of its own shape. */

/** `main` is the one in question, `other` what it is held against; the rest are for comparing more. */
export const lineLooks = ['main', 'other', 'third', 'fourth', 'fifth', 'sixth'] as const
export type LineLook = (typeof lineLooks)[number]

const triangle = (r: number) => `M0 ${-r * 1.2}L${r * 1.15} ${r * 0.85}H${-r * 1.15}Z`
const turned = (r: number) => `M0 ${r * 1.2}L${r * 1.15} ${-r * 0.85}H${-r * 1.15}Z`
const diamond = (r: number) => `M0 ${-r * 1.3}L${r * 1.3} 0L0 ${r * 1.3}L${-r * 1.3} 0Z`
const square = (r: number) => `M${-r * 0.9} ${-r * 0.9}H${r * 0.9}V${r * 0.9}H${-r * 0.9}Z`
const circle = (r: number) => `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`
const plus = (r: number) => {
  const [arm, half] = [r * 1.2, r * 0.45]
  return `M${-half} ${-arm}H${half}V${-half}H${arm}V${half}H${half}V${arm}H${-half}V${half}H${-arm}V${-half}H${-half}Z`
}

const shapes: Record<LineLook, (radius: number) => string> = {
  main: circle,
  other: square,
  third: triangle,
  fourth: diamond,
  fifth: turned,
  sixth: plus,
}

/** The outline of a point around 0, 0. */
export function pointPath(look: LineLook, radius: number): string {
  return shapes[look](radius).replaceAll(/\d+\.\d{3,}/g, (long) => String(Math.round(Number(long) * 100) / 100))
}

const mostLarge = 24
const mostMiddling = 60
/** Of many small ones each so many-th is as large as shapes are told apart by. */
const toldApartBy = 12

/** Many points are drawn smaller, so that they stay apart. */
export function pointRadius(number: number, index = 0): number {
  if (number <= mostLarge) return 4.5
  if (number <= mostMiddling) return 3
  return index % toldApartBy === toldApartBy / 2 ? 3.5 : 1.5
}

export function pointEdge(radius: number): number {
  return radius < 2 ? 1.2 : 2
}
