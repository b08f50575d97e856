// @ts-check
/** Packages, Prisma's client and the built pages: each made again only when what it is made from has changed. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { command, npm, root, run } from './run.mjs'

/** Installs what the lock file names, unless it is all there already. */
export async function install() {
  if (await isInstalled()) return
  console.log('Installing packages …')
  const { code } = await npm(['ci'])
  if (code !== 0) throw new Error('Installing the packages failed.')
}

/** Generates Prisma's client from schema.prisma. */
export async function generate() {
  const made = join(root, 'app/data/generated/client.ts')
  await unlessFresh('generate', ['prisma/schema.prisma', 'package-lock.json'], made, async () => {
    console.log('Generating the database client …')
    await mustRun('prisma', ['generate'])
  })
}

/** Builds the pages and the server that plain Node runs. */
export async function build() {
  const sources = ['app', 'public', 'prisma/schema.prisma', 'package-lock.json', 'tsconfig.json']
  const settings = ['vite.config.ts', 'vite.packed.ts', 'vite.settled.ts', 'remix.config.js']
  await unlessFresh('build', [...sources, ...settings], join(root, 'build/server/index.js'), async () => {
    console.log('Building …')
    await mustRun('remix', ['vite:build'])
  })
}

// npm writes down what it has put in place; it is complete when every package there has the version of the lock file.
async function isInstalled() {
  const there = await packagesOf('node_modules/.package-lock.json')
  const wanted = await packagesOf('package-lock.json')
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) => path === '' || link || optional || there[path]?.version === version,
  )
}

/**
 * @param {string} file
 * @returns {Promise<Record<string, { version?: string, optional?: boolean, link?: boolean }>>}
 */
async function packagesOf(file) {
  const text = await readFile(join(root, file), 'utf8').catch(() => '{}')
  return JSON.parse(text).packages ?? {}
}

/**
 * @param {string} name
 * @param {string[]} sources
 * @param {string} made
 * @param {() => Promise<void>} make
 */
async function unlessFresh(name, sources, made, make) {
  const stamp = join(root, '.cache', name)
  const hash = await contentHash(sources)
  if (existsSync(made) && (await readFile(stamp, 'utf8').catch(() => '')) === hash) return
  await rm(stamp, { force: true })
  await make()
  await mkdir(dirname(stamp), { recursive: true })
  await writeFile(stamp, hash)
}

/** @param {string[]} sources */
async function contentHash(sources) {
  const hash = createHash('sha256').update(process.version)
  for (const source of sources) {
    // At once: a thousand small files one after another by way of the event loop take five times as long.
    for (const file of (await filesIn(source)).sort()) hash.update(file).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

/**
 * @param {string} source
 * @returns {Promise<string[]>}
 */
async function filesIn(source) {
  if (source === 'app/data/generated' || /\.test\.tsx?$/.test(source)) return []
  const entries = await readdir(join(root, source), { withFileTypes: true }).catch(() => null)
  if (!entries) return [source]
  return (await Promise.all(entries.map((entry) => filesIn(`${source}/${entry.name}`)))).flat()
}

/**
 * @param {string} name
 * @param {string[]} args
 */
async function mustRun(name, args) {
  const { code, said } = await run(process.execPath, [command(name), ...args], { isQuiet: true })
  if (code !== 0) throw new Error(`${said}\n${name} ${args.join(' ')} failed.`)
}
