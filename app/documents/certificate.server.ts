/** The certificate of a clearance as a PDF of exactly one page: smaller where it must, cut short rather than continued. */
import PDFDocument from 'pdfkit'
import type { CertificateSheet } from '~/ui/certificate-words'
import { type Block, drawBlocks, factBlock, framed, gap, heightOf, quiet, type Sizes, textBlock } from './sheet.server'
import { lackingSign, printable, registerInter } from './typeface.server'

const margin = 48
const textSizes = [9.5, 8.25, 7] as const
const brand = '#0b5e57'
const tones = {
  ok: { bar: '#1b6e3c', ground: '#e2f2e6', ink: '#1b6e3c' },
  hold: { bar: '#5b3fa0', ground: '#ece6fa', ink: '#5b3fa0' },
  stop: { bar: '#a81e22', ground: '#a81e22', ink: '#ffffff' },
} as const

/** A stream of the file. `at` stands in it as the moment it was made. */
export function certificatePdf(sheet: CertificateSheet, at: Date): PDFKit.PDFDocument {
  const doc = new PDFDocument({
    size: sheet.paper,
    // Its own margins: text that ran past a page's own would begin another.
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en',
    displayTitle: true,
    info: { Title: sheet.title, Subject: sheet.subject, Creator: 'Clearway', CreationDate: at, ModDate: at },
  })
  registerInter(doc)
  drawBlocks(doc, onOnePage(doc, sheet), margin)
  doc.end()
  return doc
}

/** The largest text at which all of it fits; else the smallest, with as many lines as there is room for. */
function onOnePage(doc: PDFKit.PDFDocument, sheet: CertificateSheet): Block[] {
  const room = doc.page.height - 2 * margin
  let parts = partsOf(doc, sheet, textSizes[0])
  for (const text of textSizes.slice(1)) {
    if (heightOf(wholeOf(parts)) <= room) break
    parts = partsOf(doc, sheet, text)
  }
  const { before, lines, more, after } = parts
  if (heightOf(wholeOf(parts)) <= room) return wholeOf(parts)
  // The words that say how many are left out are one line of text, whatever the number.
  const left = room - heightOf([...before, more(lines.length), ...after])
  const shown = lines.filter((_, index) => heightOf(lines.slice(0, index + 1)) <= left)
  return [...before, ...shown, more(lines.length - shown.length), ...after]
}

type Parts = { before: Block[]; lines: Block[]; more: (count: number) => Block; after: Block[] }

function wholeOf({ before, lines, after }: Parts): Block[] {
  return [...before, ...lines, ...after]
}

function partsOf(doc: PDFKit.PDFDocument, sheet: CertificateSheet, text: number): Parts {
  const sizes: Sizes = { text, left: margin + 12, width: doc.page.width - 2 * margin - 24 }
  const facts = (all: CertificateSheet['client']) => all.map((fact) => factBlock(doc, fact, sizes))
  const heading = (words: string) => [
    gap(text * 0.9),
    textBlock(doc, 'H2', words, sizes, { weight: 'bold', size: text * 1.1, colour: brand }),
    gap(text * 0.25),
  ]
  return {
    before: [
      textBlock(doc, 'P', sheet.clinic, sizes, { weight: 'bold', colour: quiet }),
      gap(text * 0.2),
      textBlock(doc, 'H1', sheet.heading, sizes, { weight: 'bold', size: text * 2.1 }),
      gap(text * 0.8),
      ...standingBlocks(doc, sheet, sizes),
      ...heading('Whose, and for what'),
      ...facts(sheet.client),
      ...facts(sheet.program),
      ...heading('The lines, as they were signed'),
    ],
    lines: sheet.lines.map((line, index) => lineBlock(doc, line, index + 1, sizes)),
    more: (count) => textBlock(doc, 'P', sheet.moreLines(count), sizes, { weight: 'bold' }),
    after: [
      ...heading('The signature'),
      ...signatureBlocks(doc, sheet, sizes),
      gap(text * 0.9),
      textBlock(doc, 'P', footOf(doc, sheet), sizes, { size: text * 0.88, colour: quiet }),
    ],
  }
}

function lineBlock(
  doc: PDFKit.PDFDocument,
  { name, dose }: CertificateSheet['lines'][number],
  number: number,
  sizes: Sizes,
): Block {
  const place = textBlock(doc, 'LI', `${number}.`, sizes, { colour: quiet })
  const words = textBlock(doc, 'LI', `${name}: ${dose}`, sizes, { at: sizes.text * 2 })
  return {
    tag: 'LI',
    height: words.height + sizes.text * 0.12,
    draw: (y) => {
      place.draw(y)
      words.draw(y)
    },
  }
}

function standingBlocks(doc: PDFKit.PDFDocument, { standing }: CertificateSheet, sizes: Sizes): Block[] {
  const { ink: colour, ...look } = tones[standing.tone]
  const size = sizes.text * (standing.tone === 'stop' ? 1.5 : 1.1)
  const words = [
    textBlock(doc, 'P', standing.headline, sizes, { weight: 'bold', size, colour }),
    textBlock(doc, 'P', standing.sentence, sizes, { colour }),
  ]
  return framed(doc, words, sizes, look)
}

function signatureBlocks(doc: PDFKit.PDFDocument, { signature }: CertificateSheet, sizes: Sizes): Block[] {
  const meaning = textBlock(doc, 'P', `“${signature.meaning}”`, sizes, { weight: 'bold', size: sizes.text * 1.1 })
  const facts = signature.facts.map((fact) => factBlock(doc, fact, sizes))
  return framed(doc, [meaning, gap(sizes.text * 0.3), ...facts], sizes, { bar: brand, ground: '#f4f3ef' })
}

function footOf(doc: PDFKit.PDFDocument, sheet: CertificateSheet): string {
  const isLacking = [...sheet.client, ...sheet.program, ...sheet.signature.facts, ...sheet.lines.map(lineFact)].some(
    ({ value }) => printable(doc, value).includes(lackingSign) && !value.includes(lackingSign),
  )
  return isLacking ? `${sheet.foot} ${lackingSign} stands for a sign that cannot be printed here.` : sheet.foot
}

function lineFact({ name, dose }: { name: string; dose: string }) {
  return { value: `${name} ${dose}` }
}
