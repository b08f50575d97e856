import { extractText, getDocumentProxy, getMeta } from 'unpdf'
import { beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '~/domain/calendar-day'
import type { Progress } from '~/domain/progress-shown'
import { contentOf, knee, nothing } from '~/domain/report-content.fixture'
import type { ReportContent } from '~/domain/report-content'
import { type ReportSignature, reportSheet } from '~/ui/progress-report/report-sheet'
import { progressReportPdf } from './progress-report.server'

const signature: ReportSignature = {
  id: '019abc00-0000-7000-8000-00000000d0c1',
  name: 'Lin Chen',
  role: 'physical-therapist',
  licenceNumber: 'PT-1002',
  licenceState: 'BE',
  licenceValidUntil: '2027-03-31',
  // Six past three in Berlin, where the clinic was.
  at: '2026-11-26T14:06:00Z',
  timeZone: 'Europe/Berlin',
  contentHash: '7f3a91c20be4'.padEnd(64, '5'),
  chainSeq: 412,
  chainHash: 'c0'.repeat(32),
}

async function fileOf(content: ReportContent): Promise<Buffer> {
  const at = new Date(signature.at)
  const chunks: Buffer[] = []
  const pdf = progressReportPdf(reportSheet(content, signature), { at, locale: content.writing.locale })
  for await (const chunk of pdf) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function readOf(file: Buffer) {
  const pdf = await getDocumentProxy(new Uint8Array(file))
  const { text } = await extractText(pdf, { mergePages: false })
  const all = text.join(' ').replaceAll(/[\s\u00a0]+/g, ' ')
  return { pdf, pages: text.length, text: all, page: text }
}

describe('a report on paper', () => {
  let file: Buffer
  let read: Awaited<ReturnType<typeof readOf>>
  beforeAll(async () => {
    file = await fileOf(contentOf({}, 'Ana may jog from January.\nPlease look at the swelling.'))
    read = await readOf(file)
  })

  it('says to whom it goes, of whom, for what and over which time', () => {
    for (const words of [
      'Riverside Clinic',
      'Dr Elsewhere, Elm Street Practice',
      'Ana Lindqvist',
      '4 May 1990',
      'R-1004',
      'ACL reconstruction, left',
      'ACL graft, 30 Jun 2026',
      '29 Aug 2026 to 26 Nov 2026',
      'Please look at the swelling.',
    ])
      expect(read.text).toContain(words)
  })

  it('answers what a doctor asks, in figures with their days, and says how they were come by', () => {
    for (const words of [
      'Left (involved). Yes: 23 → 34 kg since clearance (+48 %).',
      '23 kg (tested 7 Sept 2026) → 34 kg (tested 23 Nov 2026), +47.8 %',
      '40 kg',
      "79 %, was 56 %; 83 % of the right leg's first baseline. The usual line is 90 %.",
      'estimates by Epley',
      '14 repetitions (8 Sept 2026) → 22 repetitions (20 Nov 2026), +8 repetitions',
      '95° (7 Sept 2026) → 128° (23 Nov 2026), +33°',
      '48.0 cm (7 Sept 2026) → 49.5 cm (23 Nov 2026), +1.5 cm',
      '41 points (7 Sept 2026) → 63.5 points (23 Nov 2026), +22.5 points; goal 70 points',
      '5 → 2 of 10.',
      'Salaffi 2004',
      '30 of 33 planned sessions',
    ])
      expect(read.text).toContain(words)
  })

  it('says what happened, who measured, and what cannot be said', () => {
    for (const words of [
      'Cleared with limits 9 Sept 2026 by Mara Weiss, physician',
      '10 Sept 2026 to 30 Sept 2026',
      '19 Oct 2026 to 22 Oct 2026',
      '1RM, Leg extension (4)',
      'girth, Thigh, 16 cm above the kneecap (2, with tape)',
      'Not measured in this time: isometric force.',
      '84 under a cuff',
    ])
      expect(read.text).toContain(words)
    expect(read.text).not.toContain('Squat')
  })

  it('ends with who signed it, on which licence, when with the zone, over which content', () => {
    for (const words of [
      'I send this report of progress and answer for what it says',
      'Lin Chen, physical therapist',
      'PT-1002 (BE), valid until 31 Mar 2027',
      '26 Nov 2026, 15:06 CET',
      signature.id,
      `SHA-256 ${signature.contentHash}`,
      'stood at event 412',
    ])
      expect(read.text).toContain(words)
  })

  it('is at most three numbered pages, each with the report it is of', () => {
    expect(read.pages).toBeLessThanOrEqual(3)
    for (const [place, page] of read.page.entries()) {
      expect(page).toContain(`page ${place + 1} of ${read.pages}`)
      expect(page).toContain(signature.id)
    }
  })

  it('names nobody in its description, and has a title, a language and a structure with its charts in words', async () => {
    const { info } = await getMeta(read.pdf)
    expect(info).toMatchObject({ Title: 'Report of progress', Subject: `Report ${signature.id}` })
    expect(JSON.stringify(info)).not.toContain('Lindqvist')
    const tree = JSON.stringify(await (await read.pdf.getPage(1)).getStructTree())
    expect(tree).toContain('"role":"Figure"')
    expect(tree).toContain('Limb symmetry over time against the 90 % line')
    expect(tree).toContain('"role":"H1"')
  })

  it('is the same file, to the byte, whenever it is drawn', async () => {
    expect((await fileOf(contentOf({}, 'Ana may jog from January.\nPlease look at the swelling.'))).equals(file)).toBe(
      true,
    )
  })
})

describe('a report of little or of much', () => {
  it('of a client of whom nothing is known says just that', async () => {
    const empty = {
      progress: [nothing] as [Progress],
      program: null,
      decisions: [],
      measuredBy: [],
      adverseEventsOn: [],
    }
    const { text, pages } = await readOf(await fileOf(contentOf(empty)))
    for (const words of ['Strength: no test and no set on record.', 'Pain: not asked', 'none was submitted here'])
      expect(text).toContain(words)
    expect(text).not.toContain('getting stronger')
    expect(pages).toBe(1)
  })

  it('of six years, four exercises and the longest summary loses no word of it', async () => {
    const months = Array.from({ length: 72 }, (_, place) => addDays('2020-12-07', 30 * place))
    const points = months.map((on, place) => ({ on, kind: 'tested' as const, loadG: 20_000 + 250 * place, reps: 1 }))
    const years = { ...knee, range: 'all' as const, strength: knee.strength.map((each) => ({ ...each, points })) }
    const of = (exercise: string): Progress => ({
      ...years,
      exercise,
      strength: years.strength.map((each) => ({ ...each, exercise })),
    })
    const summary = Array.from({ length: 390 }, (_, place) => `word${place}`).join(' ')
    const progress: [Progress, ...Progress[]] = [of('Leg press'), of('Squat'), of('Calf raise'), of('Lunge')]
    const { text, pages } = await readOf(await fileOf(contentOf({ progress }, summary)))
    expect(text.replaceAll('- ', '')).toContain('word389')
    for (const exercise of ['Leg press', 'Squat', 'Calf raise', 'Lunge'])
      expect(text).toContain(`stronger? ${exercise}`)
    expect(pages).toBeLessThanOrEqual(6)
  })

  it('is in the units and on the paper of its clinic', async () => {
    const writing = { locale: 'en-US', units: 'lb' as const, timeZone: 'America/New_York' }
    const { text, pdf } = await readOf(await fileOf(contentOf({ writing })))
    // 23 and 34 kg in pounds of 0.45359237 kg.
    expect(text).toContain('50.71 lb (tested Sep 7, 2026) → 74.96 lb (tested Nov 23, 2026), +47.8 %')
    expect((await pdf.getPage(1)).view).toEqual([0, 0, 612, 792])
  })

  it('of more series than anybody reads says how many more there are', async () => {
    const [girth] = knee.girth
    const many = Array.from({ length: 60 }, (_, place) => ({ ...girth, site: `Site ${place}` })) as Progress['girth']
    const { text } = await readOf(await fileOf(contentOf({ progress: [{ ...knee, girth: many }] })))
    // 63 series: one of endurance, one of motion, 60 girths and a score; the first 30 stand there.
    expect(text).toContain('And 33 more, which stand in the client’s record.')
  })

  it('says where it could not print a sign', async () => {
    const { text } = await readOf(await fileOf(contentOf({}, 'Well done \u{1F44D}')))
    expect(text).toContain('□ stands for a sign that cannot be printed here.')
  })
})
