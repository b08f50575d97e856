/** A chart with its question, the sentence that answers it, and the same numbers as a table, CSV and picture. */
import { type ReactNode, useId, useRef } from 'react'
import { Icon } from '../icon'
import { type Markup, markup } from './markup'
import { PictureButton } from './picture-button'
import { Link } from '../link'

export type ChartTable = { head: readonly string[]; rows: readonly (readonly string[])[] }

type ChartCardProps = {
  question: string
  /** The answer, before anything is drawn. */
  answer: ReactNode
  /** How the numbers were come by. */
  note?: ReactNode
  /** What else is known, a line each: how far it is to a goal. */
  facts?: readonly string[]
  table: ChartTable
  csvHref?: string
  /** Choices of exercise and span, as links or a GET form. */
  controls?: ReactNode
  legend?: ReactNode
  /** Where a goal is set, or another one. */
  goalHref?: string
  /** The file name of the picture, without its ending and without a client's name. */
  pictureName?: string
  children: ReactNode
}

export function ChartCard({
  question,
  answer,
  note,
  facts = [],
  table,
  legend,
  controls,
  children,
  ...files
}: ChartCardProps) {
  const titleId = useId()
  const drawing = useRef<HTMLDivElement>(null)
  return (
    <section className="card" aria-labelledby={titleId}>
      <div className="card-head">
        <h2 id={titleId}>{question}</h2>
        {controls ? <div className="button-row small">{controls}</div> : null}
      </div>
      <div className="card-body">
        <p className="chart-answer">
          <b>{answer}</b> {note ? <span className="dim">{note}</span> : null}
          {facts.map((fact) => (
            <span key={fact} className="dim block">
              {fact}
            </span>
          ))}
        </p>
        <div ref={drawing}>{children}</div>
        <div className="chart-foot small dim grid-cols-1">
          {legend}
          <div className="chart-files max-sm:[&>:is(a,button)]:py-2">
            {table.rows.length > 0 ? <Numbers table={table} question={question} /> : null}
            {files.csvHref && table.rows.length > 0 ? (
              <a href={files.csvHref} download className="screen-only">
                CSV
              </a>
            ) : null}
            {files.pictureName ? <PictureButton drawing={drawing} name={files.pictureName} /> : null}
            {files.goalHref ? (
              <Link to={files.goalHref} className="screen-only">
                Set a goal
              </Link>
            ) : null}
          </div>
        </div>
      </div>
    </section>
  )
}

function Numbers({ table, question }: { table: ChartTable; question: string }) {
  return (
    <details className="chart-numbers min-w-0 max-w-full">
      <summary>
        <Icon name="right" /> The numbers
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled by keyboard */}
      <section className="chart-scroll" aria-label={`The numbers: ${question}`} tabIndex={0}>
        <table
          className="table"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped as it is written, see markup.ts
          dangerouslySetInnerHTML={rowsOf(table, question)}
        />
      </section>
    </details>
  )
}

function rowsOf({ head, rows }: ChartTable, question: string): Markup {
  const columns = head.map((word) => markup`<th scope="col">${word}</th>`)
  const each = rows.map((cells) => markup`<tr>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>`)
  return markup`<caption class="sr-only">${question}</caption><thead><tr>${columns}</tr></thead><tbody>${each}</tbody>`
}
