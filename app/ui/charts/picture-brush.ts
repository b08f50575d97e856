/** Paints what stands on the page into a picture: drawings with their looks, their words, and plain boxes. */

type Brush = CanvasRenderingContext2D

const looks = [
  'display',
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'transform',
  'transform-box',
  'opacity',
  'overflow',
  'width',
] as const

/** Beyond the frame of a drawing its own parts may stand: a point on an edge, the pennant of a red flag. */
const bleed = 24

/** A picture file knows no style sheet: a copy carries its looks itself. Words are left to the canvas, which has the fonts. */
function selfContained(svg: SVGSVGElement, width: number, height: number): string {
  const copy = document.importNode(svg, true)
  const drawn = [...svg.querySelectorAll<SVGElement>('*')]
  const copied = [...copy.querySelectorAll<SVGElement>('*')]
  drawn.forEach((element, index) => {
    const look = getComputedStyle(element)
    for (const property of looks) {
      // Only boxes have their width from the style sheet; what a line or a drawing has is on itself.
      if (property === 'width' && element.tagName !== 'rect') continue
      copied[index]?.style.setProperty(property, look.getPropertyValue(property))
    }
  })
  for (const words of copy.querySelectorAll('text')) words.remove()
  copy.removeAttribute('class')
  copy.removeAttribute('style')
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  paper.setAttribute('width', String(width + 2 * bleed))
  paper.setAttribute('height', String(height + 2 * bleed))
  for (const [name, value] of Object.entries({ x: bleed, y: bleed, width, height }))
    copy.setAttribute(name, String(value))
  copy.setAttribute('overflow', 'visible')
  paper.append(copy)
  return new XMLSerializer().serializeToString(paper)
}

export async function paintSvg(brush: Brush, svg: SVGSVGElement, left: number, top: number): Promise<void> {
  const { width, height, left: fromLeft, top: fromTop } = svg.getBoundingClientRect()
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(selfContained(svg, width, height))}`
  await image.decode()
  brush.drawImage(image, left - bleed, top - bleed, width + 2 * bleed, height + 2 * bleed)
  for (const text of svg.querySelectorAll('text')) {
    const matrix = text.getScreenCTM()
    if (!matrix || !text.textContent || text.getClientRects().length === 0) continue
    const start = text.getStartPositionOfChar(0).matrixTransform(matrix)
    const look = getComputedStyle(text)
    brush.font = `${look.fontWeight} ${look.fontSize} ${look.fontFamily}`
    const [x, y] = [left + start.x - fromLeft, top + start.y - fromTop]
    if (look.stroke !== 'none') {
      brush.strokeStyle = look.stroke
      brush.lineWidth = Number.parseFloat(look.strokeWidth)
      brush.lineJoin = 'round'
      brush.strokeText(text.textContent, x, y)
    }
    brush.fillStyle = look.fill
    brush.fillText(text.textContent, x, y)
  }
}

/** The track is boxes and no drawing: each with its ground, its edge and its corners. */
export function paintBoxes(brush: Brush, root: HTMLElement, left: number, top: number): void {
  const from = root.getBoundingClientRect()
  for (const element of root.querySelectorAll<HTMLElement>('.track, .track *')) {
    const { x, y, width, height } = element.getBoundingClientRect()
    const look = getComputedStyle(element)
    const border = Number.parseFloat(look.borderLeftWidth)
    const corner = Math.min(Number.parseFloat(look.borderTopLeftRadius) || 0, width / 2, height / 2)
    const round = look.borderTopLeftRadius === '50%' ? Math.min(width, height) / 2 : corner
    brush.beginPath()
    brush.roundRect(
      left + x - from.x + border / 2,
      top + y - from.y + border / 2,
      width - border,
      height - border,
      round,
    )
    brush.fillStyle = look.backgroundColor
    brush.fill()
    if (border === 0) continue
    brush.strokeStyle = look.borderLeftColor
    brush.lineWidth = border
    if (look.borderTopWidth === '0px') {
      brush.beginPath()
      for (const side of [border / 2, width - border / 2]) {
        brush.moveTo(left + x - from.x + side, top + y - from.y)
        brush.lineTo(left + x - from.x + side, top + y - from.y + height)
      }
    }
    brush.stroke()
  }
}
