/** The charts of a client's progress, by the names their files are asked for. */
export const chartNames = [
  'strength',
  'symmetry',
  'endurance',
  'force',
  'girth',
  'motion',
  'scores',
  'pain',
  'work',
  'volume',
] as const
export type ChartName = (typeof chartNames)[number]
