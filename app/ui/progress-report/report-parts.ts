/** The parts of a report of progress, as a page and a sheet of paper are given them. */
import type { SheetFact } from '../certificate-words'
import type { ReportChart } from './report-plots'

export type ReportSection = {
  heading: string
  answers: string[]
  facts: SheetFact[]
  notes: string[]
  charts: ReportChart[]
}

/** `title` and `subject` are for the file's own description, so they name nobody. */
export type ReportSheet = {
  title: string
  subject: string
  paper: 'A4' | 'LETTER'
  clinic: string
  heading: string
  letter: SheetFact[]
  client: SheetFact[]
  program: SheetFact[]
  summary: string | null
  sections: ReportSection[]
  lacking: string[]
  signature: { meaning: string; facts: SheetFact[] } | null
  foot: string
}
