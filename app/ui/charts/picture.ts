/** A card as a picture: its question, its answer, what is drawn, the legend and the day, in the colours of the screen. */
import { paintBoxes, paintSvg } from './picture-brush'

const pixelsAPixel = 2
const edge = 24
const leading = 1.4
const narrowest = 440
/** The question, the answer and how it was come by. */
const said = 'h2, .chart-answer > b, .chart-answer > .dim'

type Brush = CanvasRenderingContext2D
type Text = { words: string; font: string; size: number; colour: string }

/** The drawing is the card's; nobody's name stands in a card. */
export async function pictureOf(drawing: HTMLElement): Promise<Blob> {
  const card = drawing.closest<HTMLElement>('.card') ?? drawing
  const box = drawing.getBoundingClientRect()
  const width = Math.max(narrowest, Math.ceil(box.width)) + 2 * edge
  const canvas = document.createElement('canvas')
  const brush = canvas.getContext('2d')
  if (!brush) throw new Error('no canvas')
  const inner = width - 2 * edge
  const above = linesOf(brush, [...card.querySelectorAll<HTMLElement>(said)].map(textOf), inner)
  const legend = placeLegend(brush, card, inner)
  const made = textOf(card.querySelector<HTMLElement>('.chart-foot') ?? card)
  const drawingTop = edge + heightOf(above) + 12
  const legendTop = drawingTop + Math.ceil(box.height) + 10
  const madeTop = legendTop + legend.height + 8
  // Setting the size empties the canvas.
  canvas.width = width * pixelsAPixel
  canvas.height = (madeTop + made.size * leading + edge) * pixelsAPixel
  brush.scale(pixelsAPixel, pixelsAPixel)
  brush.fillStyle = getComputedStyle(card).backgroundColor
  brush.fillRect(0, 0, canvas.width, canvas.height)
  let y = edge
  for (const line of above) {
    y += line.size * leading
    write(brush, line, edge, y - line.size * 0.35)
  }
  const left = edge + (inner - box.width) / 2
  paintBoxes(brush, drawing, left, drawingTop)
  for (const svg of drawing.querySelectorAll<SVGSVGElement>(':not(svg, g) > svg')) {
    const at = svg.getBoundingClientRect()
    await paintSvg(brush, svg, left + at.left - box.left, drawingTop + at.top - box.top)
  }
  for (const { swatch, text, x, y: down } of legend.items) {
    const { width: wide, height } = swatch.getBoundingClientRect()
    await paintSvg(brush, swatch, edge + x, legendTop + down + (text.size * leading - height) / 2)
    write(brush, text, edge + x + wide + swatchGap, legendTop + down + text.size)
  }
  write(brush, { ...made, words: `Clearway, ${madeOn(drawing)}` }, edge, madeTop + made.size)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  )
}

/** "made 26 Nov 2026, 14:06", by the clock of whoever makes it. */
function madeOn(drawing: HTMLElement): string {
  const locale = drawing.querySelector<HTMLElement>('[data-locale]')?.dataset.locale ?? 'en-GB'
  return `made ${new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date())}`
}

function textOf(element: HTMLElement): Text {
  const look = getComputedStyle(element)
  const size = Number.parseFloat(look.fontSize)
  const words = (element.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
  return { words, font: `${look.fontWeight} ${size}px ${look.fontFamily}`, size, colour: look.color }
}

function write(brush: Brush, { words, font, colour }: Text, x: number, y: number) {
  brush.font = font
  brush.fillStyle = colour
  brush.fillText(words, x, y)
}

function heightOf(lines: readonly Text[]): number {
  return lines.reduce((sum, { size }) => sum + size * leading, 0)
}

/** Broken where the picture ends. */
function linesOf(brush: Brush, texts: readonly Text[], width: number): Text[] {
  return texts.flatMap((text) => {
    brush.font = text.font
    const lines: string[] = []
    for (const word of text.words.split(' ')) {
      const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word
      if (lines.length > 0 && brush.measureText(longer).width <= width) lines[lines.length - 1] = longer
      else lines.push(word)
    }
    return lines.map((words) => ({ ...text, words }))
  })
}

const swatchGap = 7
const itemGap = 18

/** One item after the other, on as many lines as it takes. */
function placeLegend(brush: Brush, card: HTMLElement, width: number) {
  let [x, y, line] = [0, 0, 0]
  const items = [...card.querySelectorAll<HTMLElement>('.legend li')].flatMap((item) => {
    const swatch = item.querySelector('svg')
    if (!swatch) return []
    const text = textOf(item)
    brush.font = text.font
    line = text.size * leading + 4
    const wide = swatch.getBoundingClientRect().width + swatchGap + brush.measureText(text.words).width
    if (x > 0 && x + wide > width) [x, y] = [0, y + line]
    const placed = { swatch, text, x, y }
    x += wide + itemGap
    return [placed]
  })
  return { items, height: items.length > 0 ? y + line : 0 }
}
