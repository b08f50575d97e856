/** The few shapes Clearway speaks with, drawn in the current colour and never read aloud. */
import type { ReactNode } from 'react'

export type IconName =
  | 'hourglass'
  | 'check'
  | 'triangle'
  | 'octagon'
  | 'bars'
  | 'diamond'
  | 'dot'
  | 'ring'
  | 'square'
  | 'dash'
  | 'info'
  | 'search'
  | 'plus'
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'menu'
  | 'download'
  | 'clock'
  | 'pen'
  | 'cross'

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.7, strokeLinecap: 'round' } as const

const shapes: Record<IconName, ReactNode> = {
  hourglass: <path {...stroke} d="M3 1h8M3 13h8M4 1c0 4 6 4 6 6s-6 2-6 6M10 1c0 4-6 4-6 6s6 2 6 6" />,
  check: <path {...stroke} strokeWidth={2} d="M2 7.5 5.4 11 12 3.5" />,
  triangle: <path fill="currentColor" d="M7 .6 13.8 13H.2zM6.2 5v3.8h1.6V5zm0 4.8v1.6h1.6V9.8z" />,
  octagon: (
    <path fill="currentColor" d="M4.2 0h5.6L14 4.2v5.6L9.8 14H4.2L0 9.8V4.2zM6.2 3v5h1.6V3zm0 6.2v1.6h1.6V9.2z" />
  ),
  bars: <path fill="currentColor" d="M2.5 1.5h3.4v11H2.5zM8.1 1.5h3.4v11H8.1z" />,
  diamond: <path fill="currentColor" d="m7 .4 6.6 6.6L7 13.6.4 7z" />,
  dot: <circle fill="currentColor" cx="7" cy="7" r="4.2" />,
  ring: <circle {...stroke} cx="7" cy="7" r="4.6" />,
  square: <path fill="currentColor" d="M2.5 2.5h9v9h-9z" />,
  dash: <path {...stroke} strokeWidth={2} d="M2.5 7h9" />,
  info: <path fill="currentColor" d="M7 0a7 7 0 1 1 0 14A7 7 0 0 1 7 0zm-.8 6v5h1.6V6zm0-3v1.7h1.6V3z" />,
  search: <path {...stroke} d="M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM9.4 9.4 13 13" />,
  plus: <path {...stroke} strokeWidth={2} d="M7 1.8v10.4M1.8 7h10.4" />,
  up: <path {...stroke} d="M7 12V2.5M3 6l4-4 4 4" />,
  down: <path {...stroke} d="M7 2v9.5M3 8l4 4 4-4" />,
  left: <path {...stroke} d="M9 2 4 7l5 5" />,
  right: <path {...stroke} d="m5 2 5 5-5 5" />,
  menu: <path {...stroke} d="M1.5 3h11M1.5 7h11M1.5 11h11" />,
  download: <path {...stroke} d="M7 1v8M3.5 5.8 7 9.3l3.5-3.5M1.5 12.8h11" />,
  clock: <path {...stroke} d="M7 1a6 6 0 1 1 0 12A6 6 0 0 1 7 1zm0 2.8V7l2.3 1.5" />,
  pen: <path {...stroke} d="M1.5 12.5 2.4 9 9.6 1.8l2.6 2.6L5 11.6z" />,
  cross: <path {...stroke} strokeWidth={2} d="m2.5 2.5 9 9m0-9-9 9" />,
}

export function Icon({ name, size }: { name: IconName; size?: number }) {
  const measure = size === undefined ? undefined : { width: size, height: size }
  return (
    <svg className="icon" viewBox="0 0 14 14" aria-hidden="true" style={measure}>
      {shapes[name]}
    </svg>
  )
}
