/** What is drawn in a chart, and nothing else, for its legend: it names what has no words in the drawing. */
import type { LegendItem } from './legend'
import { gapWords, hasGap } from './line-paths'
import { clearedWord, marksWithin, redFlagWord, withinSentence } from './marks'
import type { Marks, Plot, PlotKind, Span } from './plot'

/** What stands on the time axis. */
function legendOfMarks(marks: Marks, span: Span): LegendItem[] {
  const { windows, holds, clearances, redFlags } = marksWithin(marks, span)
  const items: (LegendItem | false)[] = [
    windows.length > 0 && { mark: 'window', words: 'rehab window to its end' },
    holds.length > 0 && { mark: 'hold', words: 'hold' },
    clearances.length > 0 && { mark: 'cleared', words: clearedWord },
    redFlags.length > 0 && { mark: 'red-flag', words: redFlagWord },
  ]
  return items.filter((item) => item !== false)
}

function legendOfValues({ lines, span }: Plot, kind: PlotKind, lineWords: Record<string, string>): LegendItem[] {
  const points = lines.flatMap((line) => line.points)
  const named = lines.map(({ name, look }): LegendItem => {
    return { mark: kind === 'bars' ? 'bar' : look, words: lineWords[name] ?? withinSentence(name) }
  })
  const isMixed = points.some(({ look }) => look === 'hollow')
  const items: (LegendItem | false)[] = [
    isMixed && points.some(({ look }) => look === 'filled') && { mark: 'filled', words: 'tested' },
    isMixed && { mark: 'hollow', words: 'estimated' },
    ...named,
    points.some(({ planned }) => planned) && { mark: 'planned', words: 'planned' },
    kind === 'lines' && hasGap(lines, span) && { mark: 'gap', words: gapWords(span) },
  ]
  return items.filter((item) => item !== false)
}

/** `lineWords` are what lines are called here, by their names: `{ Left: 'left (involved)' }`. */
export function legendOf(plot: Plot, kind: PlotKind = 'lines', lineWords: Record<string, string> = {}): LegendItem[] {
  return [
    ...legendOfValues(plot, kind, lineWords),
    ...plot.levels.map(({ look, words }): LegendItem => ({ mark: look, words })),
    ...plot.bands.map(({ words }): LegendItem => ({ mark: 'band', words })),
    ...legendOfMarks(plot.marks, plot.span),
  ]
}
