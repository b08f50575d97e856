/** A report of progress as a PDF: drawn from what was signed alone, so that it is the same file whenever it is asked for. */
import PDFDocument from 'pdfkit'
import type { SheetFact } from '~/ui/certificate-words'
import type { ReportSection, ReportSheet } from '~/ui/progress-report/report-parts'
import { chartBlock } from './report-chart.server'
import { keyBlock } from './report-key.server'
import { type Block, drawBlock, factBlock, framed, gap, heightOf, quiet, type Sizes, textBlock } from './sheet.server'
import { lackingSign, printable, registerInter } from './typeface.server'

type Doc = PDFKit.PDFDocument

const margin = 48
const footRoom = 24
const text = 9
const brand = '#0b5e57'
const frames = { brand: { bar: brand, ground: '#f4f3ef' } } as const
const betweenCharts = 16

/** `at`: the moment it was signed, and so the file's own. `locale` writes the numbers of its axes. */
export function progressReportPdf(sheet: ReportSheet, { at, locale }: { at: Date; locale: string }): Doc {
  const doc = new PDFDocument({
    size: sheet.paper,
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en',
    displayTitle: true,
    // Which page is the last one is known at the end.
    bufferPages: true,
    info: { Title: sheet.title, Subject: sheet.subject, Creator: 'Clearway', CreationDate: at, ModDate: at },
  })
  registerInter(doc)
  const sizes: Sizes = { text, left: margin, width: doc.page.width - 2 * margin }
  drawGroups(doc, groupsOf(doc, sheet, { sizes, locale }))
  drawFeet(doc, sheet, sizes)
  doc.end()
  return doc
}

/** Each group stands on one page, wherever a page holds it. */
function drawGroups(doc: Doc, groups: readonly Block[][]): void {
  const whole = doc.struct('Document')
  doc.addStructure(whole)
  const bottom = doc.page.height - margin - footRoom
  let y = margin
  const turn = () => {
    doc.addPage()
    y = margin
  }
  for (const group of groups) {
    const height = heightOf(group)
    if (y > margin && y + height > bottom && height <= bottom - margin) turn()
    for (const block of group) {
      if (y > margin && y + block.height > bottom) turn()
      drawBlock(doc, whole, block, y)
      y += block.height
    }
  }
  whole.end()
}

type Look = { sizes: Sizes; locale: string }

function groupsOf(doc: Doc, sheet: ReportSheet, look: Look): Block[][] {
  const { sizes } = look
  const facts = (all: ReportSheet['client']) => all.map((fact) => factBlock(doc, fact, sizes))
  return [
    [
      textBlock(doc, 'P', sheet.clinic, sizes, { weight: 'bold', colour: quiet }),
      textBlock(doc, 'H1', sheet.heading, sizes, { weight: 'bold', size: text * 2 }),
      gap(text * 0.6),
      ...factColumns(doc, [sheet.letter, sheet.client], sizes),
      gap(text * 0.5),
      ...facts(sheet.program),
    ],
    ...summaryGroups(doc, sheet, sizes),
    ...sheet.sections.flatMap((section) => sectionGroups(doc, section, look)),
    // Together, so that no signature stands on a page of its own.
    [...lackingBlocks(doc, sheet, sizes), ...signatureBlocks(doc, sheet, sizes)],
  ]
}

function heading(doc: Doc, words: string, sizes: Sizes): Block[] {
  return [
    gap(text * 1.1),
    textBlock(doc, 'H2', words, sizes, { weight: 'bold', size: text * 1.2, colour: brand }),
    gap(text * 0.3),
  ]
}

/** The clinician's own words come before any number. */
function summaryGroups(doc: Doc, { summary }: ReportSheet, sizes: Sizes): Block[][] {
  if (summary === null) return []
  const [first, ...rest] = paragraphsOf(summary).map((words) => [
    textBlock(doc, 'P', words, sizes, { size: text * 1.08 }),
    gap(text * 0.4),
  ])
  return [[...heading(doc, 'Summary', sizes), ...(first ?? [])], ...rest]
}

const longestParagraph = 900

/** As they were typed; what is longer than a page holds goes on in the next one. */
function paragraphsOf(words: string): string[] {
  return words.split(/\s*\n\s*/).flatMap((paragraph) => {
    const pieces: string[] = []
    let rest = paragraph
    while (rest.length > longestParagraph) {
      const space = rest.lastIndexOf(' ', longestParagraph)
      const end = space > 0 ? space : longestParagraph
      pieces.push(rest.slice(0, end))
      rest = rest.slice(end).trimStart()
    }
    return rest ? [...pieces, rest] : pieces
  })
}

function sectionGroups(doc: Doc, section: ReportSection, look: Look): Block[][] {
  const { sizes } = look
  const charts = chartRows(doc, section.charts, look)
  return [
    [
      ...heading(doc, section.heading, sizes),
      ...section.answers.map((answer) => textBlock(doc, 'P', answer, sizes, { weight: 'bold' })),
      ...section.facts.map((fact) => factBlock(doc, fact, sizes, 14)),
      ...section.notes.map((note) => textBlock(doc, 'P', note, sizes, { colour: quiet, size: text * 0.92 })),
      ...(charts[0] ? [gap(text * 0.6), ...charts[0]] : []),
    ],
    ...charts.slice(1),
  ]
}

/** Two beside each other: both are looked at together, and a report stays short. What stands on the time axis is said once. */
function chartRows(doc: Doc, charts: ReportSection['charts'], { sizes, locale }: Look): Block[][] {
  const width = (sizes.width - betweenCharts) / 2
  return Array.from({ length: Math.ceil(charts.length / 2) }, (_, row) => {
    const pair = charts.slice(2 * row, 2 * row + 2)
    const isPair = pair.length > 1
    const blocks = pair.map((chart, place) => {
      const own = { ...sizes, width: isPair ? width : sizes.width, left: sizes.left + place * (width + betweenCharts) }
      return chartBlock(doc, chart, { sizes: own, height: isPair ? 104 : 84, locale })
    })
    const marks = pair.flatMap((chart) => chart.marks)
    const once = marks.filter(({ mark }, place) => marks.findIndex((other) => other.mark === mark) === place)
    return [...beside(blocks), ...(once.length > 0 ? [keyBlock(doc, once, sizes)] : [])]
  })
}

/** One row of blocks, as high as the highest. */
function beside(blocks: readonly Block[]): Block[] {
  const height = Math.max(...blocks.map((block) => block.height))
  return blocks.map((block, place) => ({ ...block, height: place === blocks.length - 1 ? height : 0 }))
}

/** Facts in two columns, the left one read first in each row. */
function factColumns(doc: Doc, [left, right]: readonly [SheetFact[], SheetFact[]], sizes: Sizes): Block[] {
  const width = (sizes.width - betweenCharts) / 2
  const narrow = [
    { ...sizes, width },
    { ...sizes, width, left: sizes.left + width + betweenCharts },
  ] as const
  return Array.from({ length: Math.max(left.length, right.length) }, (_, row) => {
    const [one, other] = [left[row], right[row]]
    return beside([
      ...(one ? [factBlock(doc, one, narrow[0])] : []),
      ...(other ? [factBlock(doc, other, narrow[1])] : []),
    ])
  }).flat()
}

function lackingBlocks(doc: Doc, { lacking }: ReportSheet, sizes: Sizes): Block[] {
  if (lacking.length === 0) return []
  const lines = lacking.map((words) => textBlock(doc, 'LI', `· ${words}`, sizes, { colour: quiet }))
  return [...heading(doc, 'What cannot be said', sizes), ...lines]
}

function signatureBlocks(doc: Doc, { signature }: ReportSheet, sizes: Sizes): Block[] {
  if (!signature) return []
  const { meaning, facts } = signature
  const narrow = { ...sizes, left: sizes.left + 12, width: sizes.width - 24 }
  const blocks = [
    textBlock(doc, 'P', `“${meaning}”`, narrow, { weight: 'bold', size: text * 1.1 }),
    gap(text * 0.3),
    ...facts.map((fact) => factBlock(doc, fact, narrow)),
  ]
  return [...heading(doc, 'The signature', sizes), ...framed(doc, blocks, narrow, frames.brand)]
}

function drawFeet(doc: Doc, sheet: ReportSheet, { left, width }: Sizes): void {
  const { start, count } = doc.bufferedPageRange()
  const foot = footOf(doc, sheet)
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page)
    doc.markContent('Artifact', { type: 'Pagination' })
    const y = doc.page.height - margin
    doc
      .moveTo(left, y - 8)
      .lineTo(left + width, y - 8)
      .lineWidth(0.4)
      .stroke('#d9d5cb')
    doc.font('plain').fontSize(7).fillColor(quiet)
    doc.text(printable(doc, foot), left, y - 4, { width: width - 70, height: 18, ellipsis: true })
    doc.text(`page ${page - start + 1} of ${count}`, left, y - 4, { width, align: 'right', lineBreak: false })
    doc.endMarkedContent()
  }
}

function footOf(doc: Doc, sheet: ReportSheet): string {
  const { letter, client, program, sections, lacking, summary } = sheet
  const facts = [...letter, ...client, ...program, ...sections.flatMap((section) => section.facts)]
  const said = [
    ...facts.map(({ value }) => value),
    ...sections.map((section) => section.heading),
    ...lacking,
    summary ?? '',
  ]
  const isLacking = said.some((words) => printable(doc, words).includes(lackingSign) && !words.includes(lackingSign))
  return isLacking ? `${sheet.foot} ${lackingSign} stands for a sign that cannot be printed here.` : sheet.foot
}
