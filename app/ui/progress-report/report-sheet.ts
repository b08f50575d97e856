/** A report of progress in words and charts: all that stands on its pages, on a screen as on paper, from its content alone. */
import type { ClinicianRole } from '~/domain/member'
import type { ReportContent, ReportFacts } from '~/domain/report-content'
import type { SheetFact } from '../certificate-words'
import { clientName } from '../client-words'
import { decisionLooks } from '../decision-badge'
import { type ClinicFormat, formatDay, formatInstant } from '../format'
import { programLooks } from '../status-words'
import { goalWords, professionWords } from '../words'
import { lackingWords } from './lacking-words'
import { measuredByFacts, measuredSection } from './measured-words'
import type { ReportSection, ReportSheet } from './report-parts'
import { exerciseSection, painSection, workSection } from './strength-words'

export type ReportSignature = {
  id: string
  name: string
  role: ClinicianRole
  licenceNumber: string
  licenceState: string
  licenceValidUntil: string
  at: string
  timeZone: string
  contentHash: string
  chainSeq: number
  chainHash: string
}

/** What it would say, before anybody signed it. */
export function previewSheet(facts: ReportFacts): ReportSheet {
  return sheetOf(facts, 'Preview')
}

export function reportSheet(content: ReportContent, signature: ReportSignature): ReportSheet {
  const { name, practice } = content.addressee
  const sheet = sheetOf(content, `Report ${signature.id}`)
  return {
    ...sheet,
    letter: [{ term: 'To', value: practice ? `${name}, ${practice}` : name }, ...sheet.letter],
    summary: content.summary,
    signature: { meaning: content.meaning, facts: signatureFacts(signature, content.writing) },
    foot: `${content.clinic}: report ${signature.id}, content SHA-256 ${signature.contentHash}.`,
  }
}

function sheetOf(facts: ReportFacts, subject: string): ReportSheet {
  const format = facts.writing
  const work = workSection(facts)
  return {
    title: 'Report of progress',
    subject,
    paper: /-(US|CA)$/.test(format.locale) ? 'LETTER' : 'A4',
    clinic: facts.clinic,
    heading: 'Report of progress',
    letter: [{ term: 'Period', value: periodWords(facts) }],
    client: [
      { term: 'Client', value: clientName(facts.client) },
      { term: 'Born', value: formatDay(facts.client.birthDate, format) },
      { term: 'Record', value: facts.client.recordNumber },
    ],
    program: programFacts(facts),
    summary: null,
    sections: [
      ...facts.exercises.map((exercise) => exerciseSection(exercise, facts)),
      ...measuredSection(facts),
      ...painSection(facts),
      ...work,
      courseSection(facts),
      ...measuredByFacts(facts),
    ],
    lacking: lackingWords(facts),
    signature: null,
    foot: facts.clinic,
  }
}

function periodWords({ period, writing }: ReportFacts): string {
  const until = formatDay(period.until, writing)
  return period.from ? `${formatDay(period.from, writing)} to ${until}` : `everything on record until ${until}`
}

function programFacts({ program, writing }: ReportFacts): SheetFact[] {
  if (!program) return [{ term: 'Program', value: 'none was submitted here' }]
  const day = (on: string | null) => (on ? `, ${formatDay(on, writing)}` : '')
  const since = program.startedOn ? `, since ${formatDay(program.startedOn, writing)}` : ''
  const ended = program.endedOn ? `, ended ${formatDay(program.endedOn, writing)}` : ''
  const status = programLooks[program.status].word.toLowerCase()
  const facts = [
    { term: 'Diagnosis', value: program.diagnosis },
    { term: 'Procedure', value: program.procedureName && `${program.procedureName}${day(program.procedureOn)}` },
    { term: 'Program', value: `${program.name}: ${status}${since}${ended}` },
    { term: 'Goal', value: goalWords[program.goal] },
    { term: 'Range', value: program.rangeRestriction },
    { term: 'Weight-bearing', value: program.weightBearing },
  ]
  return facts.flatMap(({ term, value }) => (value ? [{ term, value }] : []))
}

function courseSection({ decisions, marks, adverseEvents, writing }: ReportFacts): ReportSection {
  const day = (on: string) => formatDay(on, writing)
  const decided = decisions.map(
    ({ on, outcome, by, signedAs, program }) =>
      `${decisionLooks[outcome].word} ${day(on)} by ${by}, ${professionWords[signedAs]} (${program})`,
  )
  const spans = (kind: 'window' | 'hold') =>
    marks.flatMap((mark) =>
      mark.kind === kind ? [`${day(mark.from)} to ${mark.until ? day(mark.until) : 'today'}`] : [],
    )
  const flags = marks.flatMap((mark) => (mark.kind === 'red-flag' ? [day(mark.on)] : []))
  const listed = (all: string[], none: string) => (all.length > 0 ? latest(all).join('; ') : none)
  return {
    heading: 'What happened in this time',
    answers: [],
    facts: [
      { term: 'Clearance', value: listed(decided, 'none') },
      { term: 'Rehab window', value: listed(spans('window'), 'none') },
      { term: 'Holds', value: listed(spans('hold'), 'none') },
      { term: 'Red flags', value: listed(flags, 'none') },
      { term: 'Adverse events', value: adverseEvents === 0 ? 'none' : String(adverseEvents) },
    ],
    notes: [],
    charts: [],
  }
}

/** Years have many: the newest, and how many there were before. */
function latest(all: string[], most = 6): string[] {
  const more = all.length - most
  return more > 0 ? [`${more} earlier`, ...all.slice(-most)] : all
}

function signatureFacts(signature: ReportSignature, format: Omit<ClinicFormat, 'timeZone'>): SheetFact[] {
  const { licenceNumber, licenceState, licenceValidUntil, at, timeZone } = signature
  const of = licenceState ? ` (${licenceState})` : ''
  return [
    { term: 'Signed by', value: `${signature.name}, ${professionWords[signature.role]}` },
    { term: 'Licence', value: `${licenceNumber}${of}, valid until ${formatDay(licenceValidUntil, format)}` },
    { term: 'Signed at', value: formatInstant(at, { ...format, timeZone }) },
    { term: 'Report', value: signature.id },
    { term: 'Content', value: `SHA-256 ${signature.contentHash}` },
    { term: 'Audit chain', value: `stood at event ${signature.chainSeq}, ${signature.chainHash}` },
  ]
}
