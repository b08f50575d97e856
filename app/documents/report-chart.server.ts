/** A chart of a report as lines on paper: told apart by shape and pattern, so that it reads in black and white too. */
import { dayTicks } from '~/ui/charts/day-ticks'
import { cutTo, type Plot, type PlotLine, placeOfDay, placeOfValue, weekBarPart } from '~/ui/charts/plot'
import type { ReportChart } from '~/ui/progress-report/report-plots'
import { keyBlock } from './report-key.server'
import {
  type Area,
  colours,
  dashes,
  type DotPlace,
  dotted,
  drawDot,
  hatched,
  small,
  triangle,
} from './report-pens.server'
import { type Block, quiet, type Sizes } from './sheet.server'
import { printable } from './typeface.server'

type Doc = PDFKit.PDFDocument
type Frame = { left: number; top: number; width: number; height: number }

const titleHeight = 12
const daysHeight = 15

type Shape = { sizes: Sizes; height: number; locale: string }

/** As high as its title, its plot and its key turn out; read aloud as a figure, by its words. */
export function chartBlock(doc: Doc, chart: ReportChart, { sizes, height, locale }: Shape): Block {
  const key = keyBlock(doc, chart.key, sizes)
  return {
    tag: 'Figure',
    says: chart.says,
    height: titleHeight + height + daysHeight + key.height,
    draw: (y) => {
      doc.font('bold').fontSize(small).fillColor(quiet)
      doc.text(printable(doc, chart.title), sizes.left, y, { lineBreak: false })
      const frame = { left: sizes.left + 30, top: y + titleHeight, width: sizes.width - 38, height }
      drawPlot(doc, chart, frame, locale)
      key.draw(y + titleHeight + height + daysHeight)
    },
  }
}

function drawPlot(doc: Doc, { plot, kind }: ReportChart, frame: Frame, locale: string): void {
  doc.save()
  doc.rect(frame.left, frame.top - 2, frame.width, frame.height + 4).clip()
  drawStretches(doc, plot, frame)
  doc.restore()
  drawAxes(doc, plot, frame, locale)
  drawLevels(doc, plot, frame)
  // The limb in question over the other one.
  for (const line of plot.lines.toReversed()) {
    if (kind === 'bars') drawBars(doc, line, plot, frame)
    else drawLine(doc, line, plot, frame)
  }
  drawMoments(doc, plot, frame)
}

const across = (frame: Frame, place: number) => frame.left + place * frame.width
const upward = (frame: Frame, plot: Plot, value: number) => frame.top + (1 - placeOfValue(value, plot)) * frame.height

/** The window shaded, a hold hatched, the band of what does not matter dotted: three grounds that a copier keeps apart. */
function drawStretches(doc: Doc, plot: Plot, frame: Frame): void {
  for (const { from, to } of plot.marks.windows) {
    const cut = cutTo(plot.span, from, to)
    if (cut) doc.rect(...areaOf(cut, plot, frame)).fill(colours.window)
  }
  for (const { from, to } of plot.bands) {
    const [top, bottom] = [upward(frame, plot, to), upward(frame, plot, from)]
    for (let y = top + 2; y < bottom; y += 4) dotted(doc, frame.left, frame.left + frame.width, y)
  }
  for (const { from, to } of plot.marks.holds) {
    const cut = cutTo(plot.span, from, to)
    if (cut) hatched(doc, areaOf(cut, plot, frame))
  }
}

function areaOf(cut: { from: string; to: string }, plot: Plot, frame: Frame): Area {
  const left = across(frame, placeOfDay(cut.from, plot.span) ?? 0)
  const right = across(frame, placeOfDay(cut.to, plot.span) ?? 1)
  // A day of a long time is thinner than any pen.
  return [left, frame.top, Math.max(right - left, 1.5), frame.height]
}

function drawAxes(doc: Doc, plot: Plot, frame: Frame, locale: string): void {
  doc.font('plain').fontSize(small)
  for (const tick of plot.ticks) {
    const y = upward(frame, plot, tick)
    doc
      .moveTo(frame.left, y)
      .lineTo(frame.left + frame.width, y)
      .lineWidth(0.4)
      .stroke(colours.grid)
    const words = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(tick)
    doc.fillColor(quiet).text(words, frame.left - 34, y - small * 0.6, { width: 30, align: 'right', lineBreak: false })
  }
  const width = 70
  for (const { place, words } of dayTicks(plot, locale)) {
    const x = across(frame, place)
    const align = place < 0.05 ? 'left' : place > 0.95 ? 'right' : 'center'
    const left = x - { left: 0, center: width / 2, right: width }[align]
    doc.fillColor(quiet).text(words, left, frame.top + frame.height + 4, { width, align, lineBreak: false })
  }
}

/** Its word stands at the end where no line is near. */
function drawLevels(doc: Doc, plot: Plot, frame: Frame): void {
  for (const { look, value, words } of plot.levels) {
    const y = upward(frame, plot, value)
    const [length, space] = dashes[look]
    const colour = look === 'goal' ? colours.goal : '#1c1b19'
    doc
      .moveTo(frame.left, y)
      .lineTo(frame.left + frame.width, y)
      .lineWidth(1)
      .dash(length, { space })
    doc.stroke(colour).undash()
    const ends = (place: number) => plot.lines.flatMap(({ points }) => points.at(place)?.value ?? [])
    const far = (place: number) => Math.min(...ends(place).map((end) => Math.abs(end - value)))
    const align = far(0) > far(-1) ? 'left' : 'right'
    doc.font('plain').fontSize(small).fillColor(colour)
    doc.text(words, frame.left + 3, y - small * 1.35, { width: frame.width - 6, align, lineBreak: false })
  }
}

function placesOf({ points }: PlotLine, plot: Plot, frame: Frame): DotPlace[] {
  return points.flatMap(({ on, value, look }) => {
    const place = placeOfDay(on, plot.span)
    return place === null
      ? []
      : [{ x: across(frame, place), y: upward(frame, plot, value), isHollow: look === 'hollow' }]
  })
}

function drawLine(doc: Doc, line: PlotLine, plot: Plot, frame: Frame): void {
  const places = placesOf(line, plot, frame)
  // A report tells one limb from the other, and draws no third line.
  const look = line.look === 'main' ? 'main' : 'other'
  const [first, ...rest] = places
  if (!first) return
  doc.moveTo(first.x, first.y)
  for (const { x, y } of rest) doc.lineTo(x, y)
  const [length, space] = dashes[look]
  if (length) doc.dash(length, { space })
  doc
    .lineWidth(look === 'main' ? 1.4 : 1)
    .stroke(colours[look])
    .undash()
  // Of six years each dot would hide the next one.
  const radius = Math.min(2.1, Math.max(0.7, frame.width / places.length / 4))
  for (const place of places) drawDot(doc, place, look, radius)
}

function drawBars(doc: Doc, { points }: PlotLine, plot: Plot, frame: Frame): void {
  const width = Math.min(12, weekBarPart(plot.span) * frame.width)
  const bottom = upward(frame, plot, plot.low)
  for (const { on, value } of points) {
    const x = across(frame, placeOfDay(on, plot.span) ?? 0) - width / 2
    const top = upward(frame, plot, value)
    if (bottom > top) doc.rect(x, top, width, bottom - top).fill(colours.main)
  }
}

function drawMoments(doc: Doc, { marks, span }: Plot, frame: Frame): void {
  const bottom = frame.top + frame.height
  for (const day of marks.clearances) {
    const place = placeOfDay(day, span)
    if (place === null) continue
    const x = across(frame, place)
    doc.moveTo(x, frame.top).lineTo(x, bottom).lineWidth(1).stroke(colours.main)
  }
  for (const day of marks.redFlags) {
    const place = placeOfDay(day, span)
    if (place !== null) triangle(doc, across(frame, place), bottom - 1)
  }
}
