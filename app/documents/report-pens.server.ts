/** What a chart on paper is drawn with: shapes and patterns that a copier keeps apart. */

type Doc = PDFKit.PDFDocument

/** The size of words beside a chart. */
export const small = 7
export const colours = {
  main: '#0b5e57',
  other: '#6b665c',
  grid: '#d9d5cb',
  window: '#dcefeb',
  band: '#b9b3a5',
  hold: '#5b3fa0',
  stop: '#a81e22',
  goal: '#8a5a00',
} as const
export const dashes = { main: [], other: [4, 2.5], goal: [1, 2], line: [8, 3] } as const

export type Area = [left: number, top: number, width: number, height: number]

export function dotted(doc: Doc, from: number, to: number, y: number): void {
  doc.moveTo(from, y).lineTo(to, y).lineWidth(0.8).dash(0.8, { space: 4 }).stroke(colours.band).undash()
}

export function hatched(doc: Doc, [left, top, width, height]: Area): void {
  doc.save().rect(left, top, width, height).clip()
  for (let x = left - height; x < left + width; x += 4) doc.moveTo(x, top + height).lineTo(x + height, top)
  doc.lineWidth(0.5).stroke(colours.hold).restore()
  doc.rect(left, top, width, height).lineWidth(0.4).stroke(colours.hold)
}

export type DotPlace = { x: number; y: number; isHollow: boolean }

/** Round is the one limb, square the other; hollow was estimated. */
export function drawDot(doc: Doc, { x, y, isHollow }: DotPlace, look: 'main' | 'other', radius: number): void {
  if (look === 'main') doc.circle(x, y, radius)
  else doc.rect(x - radius, y - radius, 2 * radius, 2 * radius)
  doc.lineWidth(0.9).fillAndStroke(isHollow ? '#ffffff' : colours[look], colours[look])
}

export function triangle(doc: Doc, x: number, bottom: number): void {
  doc.polygon([x, bottom - 7], [x - 4, bottom], [x + 4, bottom]).fill(colours.stop)
}
