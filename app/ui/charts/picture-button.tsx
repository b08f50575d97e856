/** Saves the drawn chart as a picture, in the colours it has on the screen. */
import type { RefObject } from 'react'

const looks = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-size',
  'font-weight',
] as const
const pixelsAPixel = 2

/** A picture file knows no style sheet, so a copy of the drawing carries its looks itself. */
function selfContained(svg: SVGSVGElement): string {
  const copy = document.importNode(svg, true)
  const drawn = [...svg.querySelectorAll<SVGElement>('*')]
  const copied = [...copy.querySelectorAll<SVGElement>('*')]
  drawn.forEach((element, index) => {
    const look = getComputedStyle(element)
    for (const property of looks) copied[index]?.style.setProperty(property, look.getPropertyValue(property))
  })
  copy.style.fontFamily = 'system-ui, sans-serif'
  return new XMLSerializer().serializeToString(copy)
}

async function paint(svg: SVGSVGElement): Promise<HTMLCanvasElement> {
  const { width, height } = svg.getBoundingClientRect()
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(selfContained(svg))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * pixelsAPixel
  canvas.height = height * pixelsAPixel
  const brush = canvas.getContext('2d')
  if (!brush) return canvas
  brush.fillStyle = getComputedStyle(svg.closest('.card') ?? document.body).backgroundColor
  brush.fillRect(0, 0, canvas.width, canvas.height)
  brush.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas
}

function save(blob: Blob | null, name: string) {
  if (!blob) return
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `${name}.png`
  link.click()
  URL.revokeObjectURL(link.href)
}

export function PictureButton({ drawing, name }: { drawing: RefObject<HTMLElement>; name: string }) {
  const onClick = () => {
    const svg = drawing.current?.querySelector<SVGSVGElement>('svg.recharts-surface')
    if (svg) void paint(svg).then((canvas) => canvas.toBlob((blob) => save(blob, name)))
  }
  return (
    <button type="button" className="needs-script screen-only link" onClick={onClick}>
      Picture
    </button>
  )
}
