/** What the shapes of a chart mean, under it: each drawn as it is in the chart, with its words. */
import type { ReportKey } from '~/ui/progress-report/report-plots'
import { type Area, colours, dashes, dotted, drawDot, hatched, small, triangle } from './report-pens.server'
import { type Block, quiet, type Sizes } from './sheet.server'

type Doc = PDFKit.PDFDocument

const sample = 16
const between = 10

const rowHeight = 11

/** In as many rows as they need. */
export function keyBlock(doc: Doc, keys: readonly ReportKey[], { left, width }: Sizes): Block {
  const rows = keyRows(doc, keys, width)
  return {
    tag: 'P',
    height: rows.length * rowHeight + 4,
    draw: (y) => {
      for (const [place, row] of rows.entries()) drawKeys(doc, row, left, y + place * rowHeight)
    },
  }
}

function keyRows(doc: Doc, keys: readonly ReportKey[], room: number): { key: ReportKey; left: number }[][] {
  doc.font('plain').fontSize(small)
  const rows: { key: ReportKey; left: number }[][] = []
  let left = 0
  for (const key of keys) {
    const width = sample + 3 + doc.widthOfString(key.words) + between
    const row = rows.at(-1)
    if (!row || left + width - between > room) {
      rows.push([{ key, left: 0 }])
      left = width
    } else {
      row.push({ key, left })
      left += width
    }
  }
  return rows
}

function drawKeys(doc: Doc, row: readonly { key: ReportKey; left: number }[], begin: number, y: number): void {
  for (const { key, left: along } of row) {
    const left = begin + along
    drawSample(doc, key.mark, left, y + 4)
    doc.font('plain').fontSize(small).fillColor(quiet)
    doc.text(key.words, left + sample + 3, y, { lineBreak: false })
  }
}

function drawSample(doc: Doc, mark: ReportKey['mark'], left: number, y: number): void {
  const middle = left + sample / 2
  const area: Area = [left + 2, y - 4, sample - 4, 8]
  if (mark === 'filled' || mark === 'hollow') drawDot(doc, { x: middle, y, isHollow: mark === 'hollow' }, 'main', 2.1)
  else if (mark === 'window') doc.rect(...area).fill(colours.window)
  else if (mark === 'bar') doc.rect(middle - 3, y - 4, 6, 8).fill(colours.main)
  else if (mark === 'hold') hatched(doc, area)
  else if (mark === 'band') for (const step of [-3, 1]) dotted(doc, left + 2, left + sample - 2, y + step)
  else if (mark === 'cleared')
    doc
      .moveTo(middle, y - 4)
      .lineTo(middle, y + 4)
      .lineWidth(1)
      .stroke(colours.main)
  else if (mark === 'red-flag') triangle(doc, middle, y + 3)
  else drawStroke(doc, mark, left, y)
}

function drawStroke(doc: Doc, mark: 'main' | 'other' | 'goal' | 'line', left: number, y: number): void {
  const [length, space] = dashes[mark]
  const colour = mark === 'line' ? '#1c1b19' : colours[mark]
  doc
    .moveTo(left, y)
    .lineTo(left + sample, y)
    .lineWidth(mark === 'main' ? 1.4 : 1)
  if (length) doc.dash(length, { space })
  doc.stroke(colour).undash()
}
