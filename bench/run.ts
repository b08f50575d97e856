/**
 * `npm run bench`: everything there is to measure, one after another; `npm run bench -- worklist` one of them, `--json` with
 * an array of its figures as the last line. README.md beside this says how to read them.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { build, generate } from '../prisma/prepare/fresh.mjs'
import { enforcer } from './enforcer'
import { firstLoadBench } from './first-load'
import { chosen } from './kit/choose'
import { type Bench, type Figure, median, resultOf, rounded } from './kit/figure'
import { machine } from './kit/machine'
import { lists } from './lists'
import { logins } from './logins'
import { pages } from './pages'
import { registerExport } from './register-export'
import { registerPages } from './register-pages'
import { start } from './start'
import { strength } from './strength'
import { worklist } from './worklist'
import { writes } from './writes'

const benches = {
  worklist,
  pages,
  lists,
  writes,
  enforcer,
  strength,
  'register-export': registerExport,
  'register-pages': registerPages,
  'first-load': firstLoadBench,
  start,
  logins,
} satisfies Record<string, Bench>

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean' }, rounds: { type: 'string' }, programs: { type: 'string' } },
  allowPositionals: true,
})
const rounds = Math.max(5, Number(values.rounds ?? 5))
const programs = values.programs ? Number(values.programs) : null
const names = asked()

await generate()
await build()
const measuredOn = machine()
console.log(measuredOn)
const all: Figure[] = []
for (const name of names) {
  const bench: Bench = benches[name]
  console.log(`\n${name}: ${bench.says}`)
  const figures = await bench.run({ rounds, programs })
  for (const figure of figures) console.log(lineOf(figure))
  all.push(...figures)
  await mkdir('.cache/bench', { recursive: true })
  const kept = figures.map((figure) => ({ ...resultOf(figure), min: lowest(figure), max: highest(figure) }))
  await writeFile(
    `.cache/bench/${name}.json`,
    `${JSON.stringify({ machine: measuredOn, rounds, figures: kept }, null, 2)}\n`,
  )
}
const missed = all.map(resultOf).filter(({ met }) => met === false)
for (const { name, value, unit, goal } of missed) console.log(`Not met: ${name}: ${value} ${unit}, goal ${goal}`)
if (values.json) console.log(JSON.stringify(all.map(resultOf)))
process.exit(missed.length > 0 ? 1 : 0)

function asked() {
  try {
    return chosen(benches, positionals)
  } catch (error) {
    console.error((error as Error).message)
    process.exit(2)
  }
}

function lineOf(figure: Figure): string {
  const { name, unit, goal, met } = resultOf(figure)
  const spread = [lowest(figure), rounded(median(figure.values)), highest(figure)].join(' / ')
  const held = goal === null ? '' : `${goal} ${met ? 'met' : 'NOT MET'}`
  return `  ${name.padEnd(52)} ${spread.padStart(24)}  ${unit.padEnd(16)} ${held}`.trimEnd()
}

function lowest({ values }: Figure): number {
  return rounded(Math.min(...values))
}

function highest({ values }: Figure): number {
  return rounded(Math.max(...values))
}
