/** Windows, clearances and holds on the time axis of the server's drawing. */
import type { CalendarDay } from '~/domain/calendar-day'
import { cutTo, hasRoomForWords, type Plot, placeOfDay, type Span } from './plot'
import { clearedWord, holdWords, windowWords } from './marks'

const percent = (place: number) => `${Math.round(place * 10_000) / 100}%`

function stretch(cut: Span, span: Span) {
  const left = placeOfDay(cut.from, span) ?? 0
  return { left: percent(left), width: percent((placeOfDay(cut.to, span) ?? 1) - left) }
}

export function SketchMarks({ plot: { marks, span } }: { plot: Plot }) {
  return (
    <>
      {marks.windows.map(({ from, to }) => {
        const cut = cutTo(span, from, to)
        return cut ? (
          <span key={from} className="mark-window" style={stretch(cut, span)}>
            {hasRoomForWords(cut, span) ? <span>{windowWords(from, to)}</span> : null}
          </span>
        ) : null
      })}
      {marks.holds.map(({ from, to }) => {
        const cut = cutTo(span, from, to)
        return cut ? (
          <span key={from} className="mark-hold" style={stretch(cut, span)}>
            <span>{holdWords(from, to)}</span>
          </span>
        ) : null
      })}
      {marks.clearances.map((day) => (
        <Clearance key={day} day={day} span={span} />
      ))}
    </>
  )
}

function Clearance({ day, span }: { day: CalendarDay; span: Span }) {
  const place = placeOfDay(day, span)
  if (place === null) return null
  return (
    <span className="mark-cleared" style={{ left: percent(place) }}>
      <span>{clearedWord}</span>
    </span>
  )
}
