/** A whole record as a PDF, drawn piece by piece: pages go out as they are full, so that its length costs no memory. */
import { once } from 'node:events'
import { setImmediate as turnOfOthers } from 'node:timers/promises'
import PDFDocument from 'pdfkit'
import type { RecordPiece } from '~/ui/record-sheet/pieces'
import type { RecordSheet } from '~/ui/record-sheet/record-sheet'
import { type Block, factBlock, framed, gap, heightOf, quiet, type Sizes, textBlock } from './sheet.server'
import { printable, registerInter } from './typeface.server'

const margin = 48
const footRoom = 26
const text = 8.5
const cellSize = 8
const cutShort = ' … (cut: see the FHIR export)'
const headingSizes = { 1: 15, 2: 11, 3: 9.5 } as const
const brand = '#0b5e57'
const rule = '#d9d5cb'
const looks = {
  brand: { bar: brand, ground: '#f4f3ef' },
  stop: { bar: '#a81e22', ground: '#fbecec' },
} as const
/** As much as waits to be taken before drawing goes on. */
const mostWaiting = 256 * 1024
/** How long this process draws before it answers others, in milliseconds. */
const longestTurn = 15
/** Cells of a list repeat: whether these words fit on one line is kept for so many of them. */
const mostMeasured = 10_000

/** A stream of the file. `at` stands in it as the moment it was made. */
export function recordPdf(sheet: RecordSheet, at: Date): PDFKit.PDFDocument {
  const doc = new PDFDocument({
    size: sheet.paper,
    margin: 0,
    pdfVersion: '1.7',
    lang: 'en',
    info: { Title: 'Record of a client', Creator: 'Clearway', CreationDate: at, ModDate: at },
  })
  // pdfkit draws as fast as it is told to; whoever tells it has to hear that what is there was taken.
  doc._read = () => void doc.emit('taken')
  doc.once('close', () => doc.emit('taken'))
  registerInter(doc)
  void new Drawing(doc, sheet.footer).all(sheet.pieces)
  return doc
}

type Table = { columns: { label: string; left: number; width: number }[]; isHeadDrawn: boolean }

class Drawing {
  private y = margin
  private page = 1
  private table: Table | null = null
  private readonly measured = new Map<string, boolean>()
  private readonly sizes: Sizes
  private readonly bottom: number

  constructor(
    private readonly doc: PDFKit.PDFDocument,
    private readonly footer: string,
  ) {
    this.sizes = { text, left: margin, width: doc.page.width - 2 * margin }
    this.bottom = doc.page.height - margin - footRoom
    this.foot()
  }

  /** What breaks breaks the file off: whoever reads it gets the error. */
  async all(pieces: AsyncIterable<RecordPiece>): Promise<void> {
    let since = performance.now()
    try {
      for await (const piece of pieces) {
        if (performance.now() - since > longestTurn) {
          await turnOfOthers()
          since = performance.now()
        }
        if (this.doc.destroyed) return
        this.draw(piece)
        if (this.doc.readableLength > mostWaiting) await once(this.doc, 'taken')
      }
      this.doc.end()
    } catch (error) {
      this.doc.destroy(error instanceof Error ? error : new Error(String(error)))
    }
  }

  private draw(piece: RecordPiece): void {
    if (piece.kind === 'table' && this.table) this.y += text
    if (piece.kind !== 'row') this.table = null
    if (piece.kind === 'row') this.row(piece.cells)
    else if (piece.kind === 'table') this.begin(piece.columns)
    else this.blocks(this.blocksOf(piece), piece.kind === 'heading' ? 60 : 0)
  }

  private blocksOf(piece: Exclude<RecordPiece, { kind: 'row' | 'table' }>): Block[] {
    const { doc, sizes } = this
    if (piece.kind === 'heading') {
      const size = headingSizes[piece.level]
      const look = { weight: 'bold', size, ...(piece.level === 1 ? { colour: brand } : {}) } as const
      return [gap(size * 0.8), textBlock(doc, 'H2', piece.text, sizes, look), gap(size * 0.3)]
    }
    if (piece.kind === 'text') return [textBlock(doc, 'P', piece.text, sizes, { colour: quiet }), gap(4)]
    const facts = piece.facts.map((fact) => factBlock(doc, fact, this.narrow(piece.kind)))
    if (piece.kind === 'facts') return [...facts, gap(4)]
    const narrow = this.narrow(piece.kind)
    const head = textBlock(doc, 'P', piece.headline, narrow, { weight: 'bold' })
    return [gap(5), ...framed(doc, [head, gap(3), ...facts], narrow, looks[piece.tone]), gap(6)]
  }

  private narrow(kind: 'facts' | 'frame'): Sizes {
    const { sizes } = this
    return kind === 'frame' ? { ...sizes, left: sizes.left + 12, width: sizes.width - 24 } : sizes
  }

  /** Together where a page holds them; `after` is the room that what follows needs beside them. */
  private blocks(blocks: Block[], after: number): void {
    const height = heightOf(blocks)
    if (this.y + height + after > this.bottom && height < this.bottom - margin) this.turn()
    for (const block of blocks) {
      if (this.y + block.height > this.bottom && this.y > margin) this.turn()
      block.draw(this.y)
      this.y += block.height
    }
  }

  private begin(columns: { label: string; share: number }[]): void {
    let left = this.sizes.left
    const placed = columns.map(({ label, share }) => {
      const column = { label, left, width: this.sizes.width * share - 6 }
      left += this.sizes.width * share
      return column
    })
    this.table = { columns: placed, isHeadDrawn: false }
  }

  /** A row stands on one page, its head above the first of each page; what is longer than a page is cut, and says so. */
  private row(cells: string[]): void {
    const { table } = this
    if (!table) return
    const height = Math.min(this.heightOfRow(table, cells), this.bottom - margin - 2 * text)
    if (this.y + height + (table.isHeadDrawn ? 0 : 2 * text) > this.bottom) this.turn()
    if (!table.isHeadDrawn) this.head(table)
    this.cells(table, cells, height, 'plain')
    this.line(this.y)
  }

  private head(table: Table): void {
    const labels = table.columns.map(({ label }) => label)
    this.cells(table, labels, this.heightOfRow(table, labels), 'bold')
    this.line(this.y)
    table.isHeadDrawn = true
  }

  private heightOfRow({ columns }: Table, cells: string[]): number {
    const heights = columns.map(({ width }, place) => this.heightOfCell(printable(this.doc, cells[place] ?? ''), width))
    return Math.max(...heights) + 4
  }

  private heightOfCell(words: string, width: number): number {
    this.doc.font('plain').fontSize(cellSize)
    return this.isOneLine(words, width) ? this.doc.currentLineHeight(true) : this.doc.heightOfString(words, { width })
  }

  private isOneLine(words: string, width: number): boolean {
    const key = `${width} ${words}`
    const known = this.measured.get(key)
    if (known !== undefined) return known
    if (this.measured.size >= mostMeasured) this.measured.clear()
    const fits = this.doc.font('bold').fontSize(cellSize).widthOfString(words) <= width
    this.doc.font('plain')
    this.measured.set(key, fits)
    return fits
  }

  private cells({ columns }: Table, cells: string[], height: number, weight: 'plain' | 'bold'): void {
    for (const [place, { left, width }] of columns.entries()) {
      const words = printable(this.doc, cells[place] ?? '')
      const style = this.isOneLine(words, width)
        ? { lineBreak: false }
        : { width, height: height - 2, ellipsis: cutShort }
      this.doc
        .font(weight)
        .fontSize(cellSize)
        .fillColor(weight === 'bold' ? quiet : '#1c1b19')
      if (words) this.doc.text(words, left, this.y + 2, style)
    }
    this.y += height
  }

  private line(y: number): void {
    this.doc
      .moveTo(this.sizes.left, y)
      .lineTo(this.sizes.left + this.sizes.width, y)
      .lineWidth(0.4)
      .stroke(rule)
  }

  private turn(): void {
    this.doc.addPage()
    this.page += 1
    this.y = margin
    if (this.table) this.table.isHeadDrawn = false
    this.foot()
  }

  private foot(): void {
    const { doc, sizes } = this
    const y = doc.page.height - margin
    this.line(y - 6)
    const style = { width: sizes.width, lineBreak: false } as const
    doc.font('plain').fontSize(7.5).fillColor(quiet)
    doc.text(printable(doc, this.footer), sizes.left, y, {
      ...style,
      height: 10,
      ellipsis: true,
      width: sizes.width - 60,
    })
    doc.text(`page ${this.page}`, sizes.left, y, { ...style, align: 'right' })
  }
}
