/** Every pair of colours that meets on a page, held to WCAG 2.2 AA in both themes. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Theme = 'light' | 'dark'
const themes: Theme[] = ['light', 'dark']

const sheet = ['../styles.css', './charts/chart.css']
  .map((path) => readFileSync(new URL(path, import.meta.url), 'utf8'))
  .join('\n')
const drawn = /--([a-z0-9-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g
const tokens = new Map(
  [...sheet.matchAll(drawn)].map(([, name = '', light = '', dark = '']) => [name, { light, dark }]),
)

function channel(value: number): number {
  const part = value / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

/** Relative luminance of `#rrggbb` (WCAG 2.2, definitions). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => channel(Number.parseInt(colour.slice(at, at + 2), 16)))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (bright + 0.05) / (dim + 0.05)
}

function colourOf(token: string, theme: Theme): string {
  const colour = tokens.get(token)?.[theme]
  if (!colour) throw new Error(`no token --${token}`)
  return colour
}

const grounds = ['ground', 'surface', 'sunken', 'brand-soft', 'wait-soft', 'stop-soft', 'hold-soft', 'ok-soft']

/** What is read: 4.5 to 1 (1.4.3). */
const texts: [string, string[]][] = [
  ['ink', grounds],
  ['ink-2', grounds],
  ['ink-3', ['ground', 'surface', 'sunken']],
  ['brand', ['ground', 'surface', 'sunken', 'brand-soft']],
  ['brand-ink', ['brand', 'brand-strong']],
  ['ok', ['ok-soft', 'surface', 'ground']],
  ['wait', ['wait-soft', 'surface', 'ground']],
  ['stop', ['stop-soft', 'surface', 'ground', 'sunken', 'wait-soft']],
  ['hold', ['hold-soft', 'surface', 'ground']],
  ['off', ['off-soft', 'surface', 'ground']],
  // Words in the drawing of a chart, over a rehab window.
  ...['ok', 'stop', 'hold'].map((front): [string, string[]] => [front, ['brand-soft']]),
]

/** What is only seen, as the edge of a control, a focus ring, a cell of the strip: 3 to 1 (1.4.11). */
const shapes: [string, string[]][] = [
  ['edge', ['surface', 'ground']],
  ['focus', grounds],
  ['brand', ['surface', 'ground', 'sunken']],
  ['wait', ['surface', 'sunken', 'wait-soft']],
  ['stop', ['surface', 'sunken', 'stop-soft']],
  ['ok', ['surface', 'sunken', 'ok-soft']],
  ['hold', ['surface', 'brand-soft']],
  ['ink-2', ['surface', 'brand-soft']],
  // Lines and points of a chart, over a rehab window or a hold.
  ...['brand', 'ink-3', 'line-third', 'line-fourth', 'line-fifth', 'ok', 'stop'].map((front): [string, string[]] => [
    front,
    ['surface', 'brand-soft', 'hold-soft'],
  ]),
]

const pairs = [
  ...texts.map(([front, backs]) => ({ front, backs, least: 4.5 })),
  ...shapes.map(([front, backs]) => ({ front, backs, least: 3 })),
].flatMap(({ front, backs, least }) => backs.flatMap((back) => themes.map((theme) => ({ front, back, least, theme }))))

test('black on white is 21 to 1, so the measure is right', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
})

test.each(pairs)('$front on $back reads at $least to 1 in $theme', ({ front, back, least, theme }) => {
  expect(contrast(colourOf(front, theme), colourOf(back, theme))).toBeGreaterThanOrEqual(least)
})

test('each colour a page may use is a token drawn for both themes', () => {
  const used = [...sheet.matchAll(/--color-[a-z0-9-]+:\s*var\(--([a-z0-9-]+)\)/g)].map(([, name]) => name)
  expect(used.filter((name) => name && !tokens.has(name))).toEqual([])
})
