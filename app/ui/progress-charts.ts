/** All charts of a client: the one in question first. */
import type { DrawnProgress } from '~/domain/progress-shown'
import type { ClinicFormat } from './format'
import type { ProgressChart } from './progress-chart'
import { marksOf } from './progress-marks'
import { measuredCharts } from './progress-measured-charts'
import { painCharts } from './progress-pain-chart'
import { strengthCharts } from './progress-strength-chart'
import { symmetryCharts } from './progress-symmetry-chart'
import { workCharts } from './progress-work-charts'

export function progressCharts(progress: DrawnProgress, format: ClinicFormat): ProgressChart[] {
  const setting = { marks: marksOf(progress.course), format }
  return [strengthCharts, symmetryCharts, painCharts, workCharts, measuredCharts].flatMap((charts) =>
    charts(progress, setting),
  )
}
