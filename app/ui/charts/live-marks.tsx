/** Windows, clearances and holds on the time axis of the live chart. */
import type { ReactElement } from 'react'
import { ReferenceArea, ReferenceLine } from 'recharts'
import { type CalendarDay, daysBetween } from '~/domain/calendar-day'
import { clearedWord, holdWords, windowWords } from './marks'
import { cutTo, hasRoomForWords, type Marks, placeOfDay, type Plot, type Span } from './plot'

/** Not a component: Recharts looks for its own elements among the children of a chart. */
export function liveMarks({ span, marks }: Plot): ReactElement[] {
  return [
    ...marks.windows.flatMap((window) => windowMark(window, span)),
    ...marks.holds.flatMap((hold) => holdMark(hold, span)),
    ...marks.clearances.flatMap((day) =>
      line(day, span, 'live-cleared', {
        value: clearedWord,
        position: 'insideBottomRight',
        className: 'live-cleared-words',
      }),
    ),
  ]
}

type LineLabel = { value: string; position: 'insideBottomRight'; className: string }

function line(day: CalendarDay, span: Span, className: string, label?: LineLabel): ReactElement[] {
  if (placeOfDay(day, span) === null) return []
  return [<ReferenceLine key={className + day} x={daysBetween(span.from, day)} className={className} label={label} />]
}

function windowMark({ from, to }: Marks['windows'][number], span: Span): ReactElement[] {
  const cut = cutTo(span, from, to)
  if (!cut) return []
  return [
    <ReferenceArea
      key={`window${from}`}
      x1={daysBetween(span.from, cut.from)}
      x2={daysBetween(span.from, cut.to)}
      className="live-window"
      label={{
        value: hasRoomForWords(cut, span) ? windowWords(from, to) : '',
        position: 'insideTopLeft',
        className: 'live-window-words',
      }}
    />,
    ...line(from, span, 'live-opens'),
    ...line(to, span, 'live-wall'),
  ]
}

function holdMark({ from, to }: Marks['holds'][number], span: Span): ReactElement[] {
  const cut = cutTo(span, from, to)
  if (!cut) return []
  return [
    <ReferenceArea
      key={`hold${from}`}
      x1={daysBetween(span.from, cut.from)}
      x2={daysBetween(span.from, cut.to)}
      className="live-hold"
      label={{ value: holdWords(from, to), position: 'insideBottomLeft', className: 'live-hold-words' }}
    />,
  ]
}
