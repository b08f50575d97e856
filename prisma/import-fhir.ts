/** `npm run import:fhir -- --clinic SLUG [--as EMAIL] [--demo] FILE…`: FHIR records, each taken whole or refused with a sentence. */
import { randomUUID } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { useSealKey } from '~/auth/seal.server'
import { type FileReport, importFiles } from '~/data/client-import-report.server'
import { findDatabase } from '~/database/location.server'
import { closePools, openPools } from '~/database/pools.server'
import { keptSecret } from '~/database/secrets.server'
import { clientName } from '~/ui/client-words'
import { takenWords } from '~/ui/import-words'
import { sentenceOf } from '~/ui/refusals'
import { findActing } from './acting-member'

const usage = 'npm run import:fhir -- --clinic SLUG [--as EMAIL] [--demo] FILE…'

try {
  process.exitCode = (await importAll()) ? 0 : 1
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}

function readArguments() {
  const { values, positionals } = parseArgs({
    options: { clinic: { type: 'string' }, as: { type: 'string' }, demo: { type: 'boolean' } },
    allowPositionals: true,
  })
  const { clinic, as, demo } = values
  if (!clinic || positionals.length === 0) throw new Error(`Usage: ${usage}`)
  return { clinic, email: as, demo, paths: positionals }
}

/** True when every file was taken. A file that cannot be opened stops the command before the first is taken. */
async function importAll(): Promise<boolean> {
  const { clinic, email, demo, paths } = readArguments()
  const files = await Promise.all(paths.map(async (path) => ({ name: basename(path), bytes: await readFile(path) })))
  const data = process.env.CLEARWAY_DATA || (demo ? 'data/demo' : 'data')
  await refuseNowhere(data, demo)
  const env = { ...process.env, CLEARWAY_DATA: data, ...(demo ? { DATABASE_URL: '' } : {}) }
  const { urls, leave } = await findDatabase(env)
  try {
    const asked = { slug: clinic, email, action: 'client:import', ofSeveral: 'first-trainer' } as const
    const member = await findActing(urls.backup, asked)
    console.log(`Importing as ${member.name}, who is in the care team of every client taken.`)
    useSealKey(process.env.CLEARWAY_SEAL_KEY || (await keptSecret(data, 'seal-key')))
    await openPools({ app: urls.app }, 2)
    const reports = await importFiles(member, { key: randomUUID(), at: new Date(), files })
    for (const report of reports) console.log(linesOf(report).join('\n'))
    return reports.every(({ ok }) => ok)
  } finally {
    await closePools()
    await leave()
  }
}

// Looking for a database must not make an empty one.
async function refuseNowhere(data: string, demo = false): Promise<void> {
  if (process.env.DATABASE_URL && !demo) return
  const cluster = await stat(join(data, 'postgres', 'cluster')).catch(() => null)
  if (!cluster) throw new Error(`There is no database in ${data}, and DATABASE_URL is not set.`)
}

function linesOf(report: FileReport): string[] {
  if (!report.ok) return [`${report.fileName}: refused. ${report.says ?? sentenceOf(report.why)}`]
  const { fileName, taken, notUnderstood, notRead } = report
  return [
    `${fileName}: ${clientName(report)}, ${takenWords(taken)}.`,
    ...notUnderstood.map(({ what, why }) => `  not understood: ${what}: ${why}`),
    ...(notRead.length > 0 ? [`  not read: ${notRead.map(({ kind, count }) => `${kind} (${count})`).join(', ')}`] : []),
  ]
}
