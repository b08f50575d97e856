/** The chart as the server draws it: readable before and without JavaScript, at any width, with the live one's measures. */
import { useId } from 'react'
import { spokenName } from './marks'
import { type ChartSize, type Plot, type PlotKind, plotHeight, room } from './plot'
import { sketchOf } from './sketch-of'

type SketchProps = { plot: Plot; name: string; locale: string; kind?: PlotKind; size?: ChartSize }

export function Sketch({ plot, name, locale, kind = 'lines', size = 'usual' }: SketchProps) {
  const id = useId().replaceAll(':', '')
  const height = plotHeight(size)
  return (
    <div
      className={`chart chart-${size}`}
      role="img"
      data-locale={locale}
      aria-label={spokenName(name, plot, { locale })}
    >
      <svg
        className="chart-plot"
        style={{ left: room.left, top: room.top, height }}
        aria-hidden="true"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped as it is written, see markup.ts
        dangerouslySetInnerHTML={sketchOf({ plot, kind, locale, height, id })}
      />
    </div>
  )
}
