/** A sheet of paper as blocks one under the other: each is measured before any is drawn, so that a page holds what it must. */
import type { Weight } from './typeface.server'
import { printable } from './typeface.server'

type Doc = PDFKit.PDFDocument

/** `tag` is what it is to a reader that does not see it: a heading, a paragraph, or nothing but ornament; `says` what a figure shows. */
export type Block = {
  tag: 'H1' | 'H2' | 'P' | 'LI' | 'Figure' | 'Artifact'
  height: number
  draw: (y: number) => void
  says?: string
}

const ink = '#1c1b19'
export const quiet = '#56524a'

/** The size of the text in points, and the measures that follow from it. */
export type Sizes = { text: number; left: number; width: number }

type Style = { weight?: Weight; size?: number; colour?: string; at?: number; within?: number }

/** A text in the column, as high as it turns out. */
export function textBlock(doc: Doc, tag: Block['tag'], text: string, sizes: Sizes, style: Style = {}): Block {
  const { weight = 'plain', size = sizes.text, colour = ink, at = 0, within = sizes.width } = style
  const words = printable(doc, text)
  const options = { width: within - at, lineGap: size * 0.18 }
  const height = doc.font(weight).fontSize(size).heightOfString(words, options)
  return {
    tag,
    height,
    draw: (y) => {
      doc
        .font(weight)
        .fontSize(size)
        .fillColor(colour)
        .text(words, sizes.left + at, y, options)
    },
  }
}

/** A word and its value side by side, read as one; `ems` is how wide the words stand. */
export function factBlock(doc: Doc, { term, value }: { term: string; value: string }, sizes: Sizes, ems = 10.5): Block {
  const column = sizes.text * ems
  const word = textBlock(doc, 'P', `${term}: `, sizes, { colour: quiet, within: column - 4 })
  const said = textBlock(doc, 'P', value, sizes, { at: column })
  return {
    tag: 'P',
    height: Math.max(word.height, said.height) + sizes.text * 0.12,
    draw: (y) => {
      word.draw(y)
      said.draw(y)
    },
  }
}

export function gap(height: number): Block {
  return { tag: 'Artifact', height, draw: () => undefined }
}

/** Blocks in a frame: a bar of colour at the left, a ground under them. */
export function framed(doc: Doc, blocks: Block[], sizes: Sizes, look: { bar: string; ground: string }): Block[] {
  const pad = sizes.text * 0.8
  const height = heightOf(blocks) + 2 * pad
  const frame: Block = {
    tag: 'Artifact',
    height: pad,
    draw: (y) => {
      doc.rect(sizes.left - 12, y, sizes.width + 24, height).fill(look.ground)
      doc.rect(sizes.left - 12, y, 3, height).fill(look.bar)
    },
  }
  return [frame, ...blocks, gap(pad)]
}

export function heightOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { height }) => sum + height, 0)
}

/** Draws blocks from `top` down, each with its place in the structure that a screen reader walks. */
export function drawBlocks(doc: Doc, blocks: readonly Block[], top: number): void {
  const whole = doc.struct('Document')
  doc.addStructure(whole)
  let y = top
  for (const block of blocks) {
    drawBlock(doc, whole, block, y)
    y += block.height
  }
  whole.end()
}

export function drawBlock(doc: Doc, whole: PDFKit.PDFStructureElement, { tag, draw, says }: Block, y: number): void {
  if (tag === 'Artifact') {
    doc.markContent(tag, { type: 'Layout' })
    draw(y)
    doc.endMarkedContent()
  } else {
    whole.add(doc.struct(tag, says ? { alt: says } : {}, () => draw(y)))
  }
}
