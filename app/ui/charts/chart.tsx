/** A chart: the server's drawing first, in its place the live one once the browser has it, at the same size. */
import { lazy, Suspense, useSyncExternalStore } from 'react'
import type { ChartSize, Plot, PlotKind } from './plot'
import { Sketch } from './sketch'

const LiveChart = lazy(() => import('./live-chart'))

const never = () => () => {}

/** False on the server and for the first drawing in the browser, so that both draw the same. */
function useIsHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}

type ChartProps = {
  plot: Plot
  /** What the picture shows, for those who do not see it; the numbers stand in the table. */
  name: string
  locale: string
  kind?: PlotKind
  size?: ChartSize
}

export function Chart(props: ChartProps) {
  const isHydrated = useIsHydrated()
  const sketch = <Sketch {...props} />
  if (!isHydrated) return sketch
  return (
    <Suspense fallback={sketch}>
      <LiveChart {...props} />
    </Suspense>
  )
}
