/** A report of progress on a screen: the same words and charts as on its pages of paper. */
import { Legend } from '../charts/legend'
import { Sketch } from '../charts/sketch'
import { KeyValue } from '../key-value'
import type { ReportSection, ReportSheet } from './report-parts'
import type { ReportChart } from './report-plots'

type ViewProps = { sheet: ReportSheet; locale: string }

export function ReportView({ sheet, locale }: ViewProps) {
  const { letter, client, program, summary, sections, lacking } = sheet
  return (
    <div className="stack">
      <KeyValue facts={[...letter, ...client, ...program]} />
      {summary === null ? null : (
        <Part title="Summary">
          <p className="whitespace-pre-line">{summary}</p>
        </Part>
      )}
      {sections.map((section) => (
        <SectionView key={section.heading} section={section} locale={locale} />
      ))}
      {lacking.length > 0 ? (
        <Part title="What cannot be said">
          <ul className="list-disc pl-5 dim">
            {lacking.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Part>
      ) : null}
    </div>
  )
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="grid gap-2 pt-2" aria-label={title}>
      <h3 className="text-lg">{title}</h3>
      {children}
    </section>
  )
}

function SectionView({ section, locale }: { section: ReportSection; locale: string }) {
  const { heading, answers, facts, notes, charts } = section
  return (
    <Part title={heading}>
      {answers.map((answer) => (
        <p key={answer}>
          <b>{answer}</b>
        </p>
      ))}
      {facts.length > 0 ? <KeyValue facts={facts} /> : null}
      {notes.map((note) => (
        <p key={note} className="dim small">
          {note}
        </p>
      ))}
      {charts.map((chart) => (
        <ChartView key={chart.title} chart={chart} locale={locale} />
      ))}
    </Part>
  )
}

/** "solid: left" is said on paper, where the shapes are others: here the shape itself stands beside its words. */
function meaningOf(words: string): string {
  return words.slice(words.indexOf(': ') + 1).trimStart()
}

function ChartView({ chart: { title, says, kind, plot, key, marks }, locale }: { chart: ReportChart; locale: string }) {
  return (
    <figure>
      <figcaption className="small dim">{title}</figcaption>
      <Sketch plot={plot} name={says} locale={locale} kind={kind} size="small" />
      <div className="small dim mt-1">
        <Legend items={[...key, ...marks].map(({ mark, words }) => ({ mark, words: meaningOf(words) }))} />
      </div>
    </figure>
  )
}
