/** The live chart: the same plot, read point by point by finger, mouse or keys; drawn by Recharts, loaded only where it is shown. */
import { type KeyboardEvent, type PointerEvent, useMemo } from 'react'
import { LiveDrawing } from './live-drawing'
import { spokenName } from './marks'
import { type ChartSize, daysIn, type Plot, type PlotKind, room } from './plot'
import { rowsOf, spokenRow, useReading } from './reading'
import { ReadingCursor, ReadingTip } from './reading-marks'
import { useWidth } from './use-width'

type LiveProps = { plot: Plot; name: string; locale: string; kind?: PlotKind; size?: ChartSize }

export default function LiveChart({ plot, name, locale, kind = 'lines', size = 'usual' }: LiveProps) {
  const { frame, width } = useWidth()
  const rows = useMemo(() => rowsOf(plot), [plot])
  const reading = useReading(rows)
  const inner = Math.max(0, width - room.left - room.right)
  const shown = reading.row ? { row: reading.row, plot, width: inner, size, kind } : null
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const along = event.clientX - event.currentTarget.getBoundingClientRect().left - room.left
    reading.pointAt((along / Math.max(1, inner)) * daysIn(plot.span))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isWithOther = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey
    if (!isWithOther && reading.press(event.key)) event.preventDefault()
  }
  return (
    <div
      className={`chart chart-${size}`}
      ref={frame}
      data-locale={locale}
      role="application"
      aria-roledescription="chart"
      aria-label={`${spokenName(name, plot, { locale })} Arrow keys read its points.`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its points are read by keys.
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={reading.leave}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      onPointerLeave={(event) => event.pointerType === 'mouse' && reading.leave()}
    >
      <p role="status" className="sr-only">
        {reading.saidRow ? spokenRow(reading.saidRow, plot, { locale }) : ''}
      </p>
      {width === 0 ? null : (
        <LiveDrawing plot={plot} rows={rows} locale={locale} kind={kind} size={size} width={width} />
      )}
      {shown ? <ReadingCursor {...shown} /> : null}
      {shown ? <ReadingTip {...shown} locale={locale} /> : null}
    </div>
  )
}
