/** What the shapes of a chart mean, in words; a swatch is drawn as the chart draws it. */
import type { ReactElement } from 'react'
import { type LineLook, lineLooks } from './looks'
import { PointMark } from './point-mark'

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
  return (
    <ul className="legend">
      {items.map(({ mark, words }) => (
        <li key={mark + words}>
          <Swatch mark={mark} />
          {words}
        </li>
      ))}
    </ul>
  )
}

const height = 12
const across = (className: string) => <line x1={0} x2={24} y1={6} y2={6} className={className} />
const dot = (look: 'filled' | 'hollow') => (
  <g transform="translate(6 6)">
    <path d="M-4.5 0A4.5 4.5 0 1 1 4.5 0A4.5 4.5 0 1 1 -4.5 0Z" strokeWidth={2} className={`point-any point-${look}`} />
  </g>
)
const drawn: Record<Exclude<LegendMark, LineLook>, { width: number; shape: ReactElement }> = {
  filled: { width: 12, shape: dot('filled') },
  hollow: { width: 12, shape: dot('hollow') },
  goal: {
    width: 26,
    shape: (
      <>
        {across('level-goal')}
        <path d="M19 6L26 2V10Z" className="goal-mark" />
      </>
    ),
  },
  line: { width: 24, shape: across('level-line') },
  gap: { width: 24, shape: across('line-gap legend-gap') },
  band: { width: 16, shape: <path d="M0 0H16V12H0Z" className="level-band" /> },
  bar: { width: 10, shape: <path d="M1 12V2Q1 0 3 0H7Q9 0 9 2V12Z" className="legend-bar" /> },
  planned: {
    width: 12,
    shape: (
      <>
        <path d="M1 8L8 1M1 12L11 2M6 12L11 7" className="hatch-plan" />
        <path d="M0.5 0.5H11.5V11.5H0.5Z" className="legend-planned" />
        <path d="M0 0H12V2H0Z" className="legend-planned-edge" />
      </>
    ),
  },
  window: {
    width: 16,
    shape: (
      <>
        <path d="M1 0H15V12H1Z" className="mark-window" />
        <path d="M1 0V12" className="mark-opens" />
        <path d="M15 0V12" className="mark-wall" />
      </>
    ),
  },
  hold: {
    width: 16,
    shape: (
      <>
        <path d="M0.5 0.5H15.5V11.5H0.5Z" className="hatch-hold-ground" />
        <path d="M1 6L6 1M1 11L11 1M6 11L15 2M11 11L15 7" className="hatch-hold" />
        <path d="M0.5 0.5H15.5V11.5H0.5Z" fill="none" className="mark-hold" />
      </>
    ),
  },
  cleared: { width: 4, shape: <path d="M2 0V12" className="mark-cleared" /> },
  'red-flag': {
    width: 12,
    shape: (
      <>
        <path d="M1 12V0" className="mark-pole" />
        <path d="M1 0L11.5 4.5L1 9Z" className="mark-pennant" />
      </>
    ),
  },
}

function isLine(mark: LegendMark): mark is LineLook {
  return lineLooks.some((look) => look === mark)
}

function Swatch({ mark }: { mark: LegendMark }) {
  const { width, shape } = isLine(mark) ? { width: 30, shape: <LineSwatch look={mark} /> } : drawn[mark]
  return (
    <svg className="legend-swatch" width={width} height={height} aria-hidden="true">
      {shape}
    </svg>
  )
}

function LineSwatch({ look }: { look: LineLook }) {
  return (
    <>
      <line x1={0} x2={30} y1={6} y2={6} className={`line-near line-${look}`} />
      <g transform="translate(15 6)">
        <PointMark line={look} look="filled" radius={4} />
      </g>
    </>
  )
}
