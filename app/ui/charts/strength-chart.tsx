/** Is it getting stronger: tested filled, estimated hollow, the other limb dashed and square. */
import type { ClinicFormat } from '../format'
import { Chart } from './chart'
import { Legend, type LegendItem } from './legend'
import type { Marks } from './plot'
import { drawnSeries, type StrengthLines, strengthPlot } from './strength-plot'

type StrengthChartProps = StrengthLines & { marks: Marks; format: ClinicFormat }

export function StrengthChart({ marks, format, ...series }: StrengthChartProps) {
  const name = `${series.main.exercise}, strength over time; the numbers stand in the table below.`
  return <Chart plot={strengthPlot(series, marks, format)} name={name} locale={format.locale} />
}

const sideWords = { left: 'left', right: 'right', both: 'both sides' } as const

/** What is drawn, and nothing else; the limb in question is named as involved where there are two. */
export function StrengthLegend({ main, other, marks }: StrengthLines & { marks: Marks }) {
  const shown = drawnSeries({ main, other })
  const kinds = new Set(shown.flatMap(({ points }) => points.map(({ kind }) => kind)))
  const isTwo = shown.length > 1
  const items: (LegendItem | false)[] = [
    kinds.has('tested') && { mark: 'filled', words: 'tested' },
    kinds.has('estimated') && { mark: 'hollow', words: 'estimated' },
    { mark: 'main', words: isTwo ? `${sideWords[main.side]} (involved)` : sideWords[main.side] },
    isTwo && other ? { mark: 'other', words: sideWords[other.side] } : false,
    marks.windows.length > 0 && { mark: 'window', words: 'rehab window' },
    marks.holds.length > 0 && { mark: 'hold', words: 'hold' },
    marks.clearances.length > 0 && { mark: 'cleared', words: 'cleared' },
  ]
  return <Legend items={items.filter((item) => item !== false)} />
}
