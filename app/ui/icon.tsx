/** The few shapes Clearway speaks with, drawn by icon.css in the current colour; they say nothing to a screen reader. */
export const iconNames = [
  'hourglass',
  'check',
  'triangle',
  'octagon',
  'bars',
  'diamond',
  'dot',
  'ring',
  'square',
  'dash',
  'info',
  'search',
  'plus',
  'up',
  'down',
  'left',
  'right',
  'menu',
  'download',
  'clock',
  'pen',
  'cross',
] as const
export type IconName = (typeof iconNames)[number]

export function Icon({ name }: { name: IconName }) {
  return <i className={`icon i-${name}`} />
}
