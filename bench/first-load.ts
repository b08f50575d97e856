/**
 * What a browser is sent of scripts before anybody touches a page, compressed, by the manifest of the build: the entry, the
 * page with its layouts, and all that these import. The budgets of issue 8 stand here once; `npm run build` comes first.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Bench, Figure } from './kit/figure'

/** KiB. */
export const budgets = { list: 100, reading: 100, form: 130, builder: 150, live: 150 } as const
export type Kind = keyof typeof budgets

/** KiB of what draws the live charts, Recharts and what goes with it; no page waits for it. */
export const chartBudget = 115

/**
 * What a page is for, by hand where it cannot be seen: a page with an action is a form, one without is read. One that is
 * there to be read stays that, whatever form stands on it.
 */
const kinds: Record<string, Kind> = {
  'routes/worklist': 'list',
  'routes/today': 'list',
  'routes/windows': 'list',
  'routes/clients._index': 'list',
  'routes/programs._index': 'list',
  'routes/members._index': 'list',
  'routes/templates._index': 'list',
  'routes/absences._index': 'list',
  'routes/inbox._index': 'list',
  'routes/audit._index': 'list',
  'routes/kept-forms': 'list',
  'routes/care-teams': 'list',
  'routes/account.logins._index': 'list',
  'routes/register._index': 'list',
  'routes/register.overrides': 'list',
  'routes/register.incidents': 'list',
  'routes/register.outside': 'list',
  'routes/register.audits._index': 'list',
  'routes/register.audits.$auditId._index': 'list',
  'routes/register.emergency-access._index': 'list',
  'routes/clients.$clientId_.goals._index': 'list',
  'routes/clients.$clientId_.screening._index': 'list',
  'routes/account._index': 'reading',
  'routes/audit.verification': 'reading',
  'routes/register.emergency-access.$accessId': 'reading',
  'routes/clients.import_.list.$rosterId._index': 'reading',
  'routes/clients.$clientId_.strength.import_.$historyFileId._index': 'reading',
  'routes/interrupted-forms.$interruptedFormId': 'reading',
  'routes/$': 'reading',
  // Signed by the form on it, which posts to the clearance.
  'routes/programs.$programId_.versions.$versionId_.review': 'form',
  'routes/programs.$programId_.versions.$versionId_.draft': 'builder',
  'routes/clients.$clientId_.programs.new': 'builder',
  'routes/sessions.$sessionId._index': 'live',
  'routes/floor': 'live',
}

type Route = { id: string; parentId?: string; hasAction: boolean; module: string; imports?: string[] }
type Manifest = { entry: { module: string; imports: string[] }; routes: Record<string, Route> }

const client = fileURLToPath(new URL('../build/client', import.meta.url))
const read = (path: string) => readFileSync(client + path)

function readManifest(): Manifest {
  const assets = `${client}/assets`
  const file = existsSync(assets) && readdirSync(assets).find((name) => /^manifest-.*\.js$/.test(name))
  if (!file) throw new Error('Build first: npm run build.')
  return JSON.parse(read(`/assets/${file}`).toString().replace('window.__remixManifest=', '').replace(/;\s*$/, ''))
}

/** One that only answers (a file, a number) exports no component. */
const isPage = ({ module }: Route) => /\bas default\b/.test(read(module).toString())

export type FirstLoad = {
  route: string
  kind: Kind
  kib: number
  budget: number
  /** The files, the dearest first. */
  files: { path: string; kib: number }[]
}

/** Every page, the dearest first. */
export function firstLoad(): FirstLoad[] {
  const { entry, routes } = readManifest()
  const sizes = new Map<string, number>()
  const kibOf = (path: string) => {
    const kib = sizes.get(path) ?? gzipSync(read(path)).length / 1024
    sizes.set(path, kib)
    return kib
  }
  const pages = Object.values(routes).filter((route) => route.id !== 'root' && isPage(route))
  return pages
    .map((page) => {
      const files = [...new Set([entry.module, ...entry.imports, ...filesOf(page, routes)])]
        .map((path) => ({ path, kib: kibOf(path) }))
        .sort((one, other) => other.kib - one.kib)
      const kind = kinds[page.id] ?? (page.hasAction ? 'form' : 'reading')
      const kib = files.reduce((sum, file) => sum + file.kib, 0)
      return { route: page.id, kind, kib, budget: budgets[kind], files }
    })
    .sort((one, other) => other.kib - one.kib)
}

function filesOf(page: Route, routes: Record<string, Route>): string[] {
  const parent = page.parentId === undefined ? undefined : routes[page.parentId]
  return [page.module, ...(page.imports ?? []), ...(parent ? filesOf(parent, routes) : [])]
}

/** The file that draws the live charts; known by what only Recharts says. */
export function chartFile(): { path: string; kib: number } {
  const paths = readdirSync(`${client}/assets`).map((name) => `/assets/${name}`)
  const [path, ...others] = paths.filter((one) => one.endsWith('.js') && read(one).includes('recharts-'))
  if (!path || others.length > 0) throw new Error(`Recharts is in ${path ? [path, ...others].join(', ') : 'no file'}.`)
  return { path, kib: gzipSync(read(path)).length / 1024 }
}

/** Routes classed by hand that are no page of the build. */
export function classedInVain(): string[] {
  const pages = firstLoad().map(({ route }) => route)
  return Object.keys(kinds).filter((route) => !pages.includes(route))
}

export const firstLoadBench: Bench = {
  says: 'scripts that a browser is sent before anybody touches a page: the dearest page of each kind, by the manifest',
  async run() {
    const all = firstLoad()
    const dearest = (kind: Kind): Figure => {
      const sums = all.filter((page) => page.kind === kind).map(({ kib }) => kib)
      return {
        name: `first load, ${kind}`,
        unit: 'KiB gzip',
        values: [Math.max(...sums)],
        goal: { most: budgets[kind] },
      }
    }
    const kinds = Object.keys(budgets) as Kind[]
    return [
      ...kinds.map(dearest),
      { name: 'the live chart', unit: 'KiB gzip', values: [chartFile().kib], goal: { most: chartBudget } },
    ]
  },
}
