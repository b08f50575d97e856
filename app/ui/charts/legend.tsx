/** What the shapes of a chart mean, in words; a swatch is drawn as the chart draws it. */
import type { LineLook } from './looks'
import { type Markup, markup } from './markup'
import { pointMark } from './point-mark'

type MarkLook = 'window' | 'hold' | 'cleared' | 'red-flag'
export type LegendMark =
  | 'filled'
  | 'hollow'
  | LineLook
  | MarkLook
  | 'goal'
  | 'line'
  | 'band'
  | 'gap'
  | 'bar'
  | 'planned'
export type LegendItem = { mark: LegendMark; words: string }

export function Legend({ items }: { items: readonly LegendItem[] }) {
  const each = items.map(({ mark, words }) => markup`<li>${swatches[mark]}${words}</li>`)
  // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped as it is written, see markup.ts
  return <ul className="legend" dangerouslySetInnerHTML={markup`${each}`} />
}

const swatch = (width: number, shape: Markup) =>
  markup`<svg class="legend-swatch" width="${width}" height="12" aria-hidden="true">${shape}</svg>`

const across = (width: number, look: string) => markup`<line x1="0" x2="${width}" y1="6" y2="6" class="${look}"/>`

const dot = (look: 'filled' | 'hollow') =>
  markup`<g transform="translate(6 6)"><path d="M-4.5 0A4.5 4.5 0 1 1 4.5 0A4.5 4.5 0 1 1 -4.5 0Z" stroke-width="2" class="point-any point-${look}"/></g>`

const line = (look: LineLook) =>
  swatch(
    30,
    markup`${across(30, `line-near line-${look}`)}<g transform="translate(15 6)">${pointMark(look, 'filled', 4)}</g>`,
  )

const goal = markup`${across(24, 'level-goal')}<path d="M19 6L26 2V10Z" class="goal-mark"/>`
const planned = markup`<path d="M1 8L8 1M1 12L11 2M6 12L11 7" class="hatch-plan"/><path d="M0.5 0.5H11.5V11.5H0.5Z" class="legend-planned"/><path d="M0 0H12V2H0Z" class="legend-planned-edge"/>`
const window = markup`<path d="M1 0H15V12H1Z" class="mark-window"/><path d="M1 0V12" class="mark-opens"/><path d="M15 0V12" class="mark-wall"/>`
const hold = markup`<path d="M0.5 0.5H15.5V11.5H0.5Z" class="hatch-hold-ground"/><path d="M1 6L6 1M1 11L11 1M6 11L15 2M11 11L15 7" class="hatch-hold"/><path d="M0.5 0.5H15.5V11.5H0.5Z" fill="none" class="mark-hold"/>`
const redFlag = markup`<path d="M1 12V0" class="mark-pole"/><path d="M1 0L11.5 4.5L1 9Z" class="mark-pennant"/>`

const swatches: Record<LegendMark, Markup> = {
  main: line('main'),
  other: line('other'),
  third: line('third'),
  fourth: line('fourth'),
  fifth: line('fifth'),
  sixth: line('sixth'),
  filled: swatch(12, dot('filled')),
  hollow: swatch(12, dot('hollow')),
  goal: swatch(26, goal),
  line: swatch(24, across(24, 'level-line')),
  gap: swatch(24, across(24, 'line-gap legend-gap')),
  band: swatch(16, markup`<path d="M0 0H16V12H0Z" class="level-band"/>`),
  bar: swatch(10, markup`<path d="M1 12V2Q1 0 3 0H7Q9 0 9 2V12Z" class="legend-bar"/>`),
  planned: swatch(12, planned),
  window: swatch(16, window),
  hold: swatch(16, hold),
  cleared: swatch(4, markup`<path d="M2 0V12" class="mark-cleared"/>`),
  'red-flag': swatch(12, redFlag),
}
