/**
 * `npm run import:one-rm -- --clinic SLUG --unit kg [--as EMAIL] [--demo] [--column client=subject …] [--dates ORDER]
 * [--day pre=2018-01-08 …] [--name "legpress=Leg press" …] [--confirm-jumps] [--preview | --undo] FILE`: tested maxima.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { useSealKey } from '~/auth/seal.server'
import type { Acting } from '~/data/acting.server'
import { chooseInOneRmFile, getOneRmFile, keepOneRmFile, mapOneRmFile, readOneRmSheet } from '~/data/one-rm-file.server'
import { importsOfOneRmFile, notTakenOfOneRmFile } from '~/data/one-rm-imports.server'
import { oneRmPage } from '~/data/one-rm-page.server'
import { wantsConfirming } from '~/data/one-rm-preview.server'
import { runOneRm, startOneRm } from '~/data/one-rm-run.server'
import { undoOneRm } from '~/data/one-rm-undo.server'
import { readClinic } from '~/database/door.server'
import { findDatabase } from '~/database/location.server'
import { closePools, openPools } from '~/database/pools.server'
import { keptSecret } from '~/database/secrets.server'
import { oneRmReasonWords } from '~/ui/one-rm-words'
import { sentenceOf } from '~/ui/refusals'
import { findActing } from './acting-member'
import { choicesFor, nameLines, type OneRmOptions, previewLines } from './one-rm-choices'

const usage =
  'npm run import:one-rm -- --clinic SLUG --unit kg [--day pre=2018-01-08 …] [--name "legpress=Leg press" …] [--preview] FILE'

try {
  process.exitCode = (await run()) ? 0 : 1
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}

function readArguments() {
  const { values, positionals } = parseArgs({
    options: {
      clinic: { type: 'string' },
      unit: { type: 'string' },
      as: { type: 'string' },
      demo: { type: 'boolean' },
      column: { type: 'string', multiple: true, default: [] },
      dates: { type: 'string' },
      day: { type: 'string', multiple: true, default: [] },
      name: { type: 'string', multiple: true, default: [] },
      'confirm-jumps': { type: 'boolean', default: false },
      preview: { type: 'boolean', default: false },
      undo: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  const [path, ...others] = positionals
  if (!values.clinic || !path || others.length > 0 || (values.undo && values.preview))
    throw new Error(`Usage: ${usage}`)
  return { ...values, clinic: values.clinic, path }
}

type Arguments = ReturnType<typeof readArguments>

/** True when the file was taken, told of, or taken back. */
async function run(): Promise<boolean> {
  const asked = readArguments()
  const data = process.env.CLEARWAY_DATA || (asked.demo ? 'data/demo' : 'data')
  const env = { ...process.env, CLEARWAY_DATA: data, ...(asked.demo ? { DATABASE_URL: '' } : {}) }
  const { urls, leave } = await findDatabase(env)
  try {
    const member = await findActing(urls.backup, { slug: asked.clinic, email: asked.as, action: 'one-rm:import' })
    useSealKey(process.env.CLEARWAY_SEAL_KEY || (await keptSecret(data, 'seal-key')))
    await openPools({ app: urls.app }, 2)
    const bytes = await readFile(asked.path)
    return await (asked.undo ? takeBack(member, asked.path, bytes) : bringIn(member, asked, bytes))
  } finally {
    await closePools()
    await leave()
  }
}

async function bringIn(member: Acting, asked: Arguments, bytes: Uint8Array): Promise<boolean> {
  const reading = readOneRmSheet(bytes)
  if (!reading.ok) throw new Error(`${asked.path}: ${reading.says}`)
  const options: OneRmOptions = asked
  const { mapping, days, names } = await readClinic(member, (query) => choicesFor(query, reading.file, options))
  const fileId = await keepOneRmFile(member, bytes, reading.file)
  for (const chosen of [
    await mapOneRmFile(member, fileId, mapping),
    await chooseInOneRmFile(member, fileId, { days }),
    await chooseInOneRmFile(member, fileId, { names }),
  ])
    if (!chosen.ok) throw new Error(sentenceOf(chosen.why))
  const page = await readClinic(member, (query) => oneRmPage(query, { fileId, at: new Date() }))
  if (page.step !== 'preview') throw new Error('Something is not chosen yet.')
  for (const line of [...nameLines(names), ...previewLines(page.preview)]) console.log(line)
  if (asked.preview) return true
  if (wantsConfirming(page.preview) && !asked['confirm-jumps']) {
    console.error('Look at what stands out above, then run this again with --confirm-jumps. Nothing was written.')
    return false
  }
  const started = await startOneRm(member, { fileId, isConfirmed: asked['confirm-jumps'], at: new Date() })
  if (!started.ok) throw new Error(sentenceOf(started.why))
  await runOneRm(member, fileId, (done, of) => console.log(`${asked.path}: ${done} of ${of} rows`))
  return tell(member, asked.path, fileId)
}

/** True when all of it was written. */
async function tell(member: Acting, path: string, fileId: string): Promise<boolean> {
  const { file, imports, notTaken } = await readClinic(member, async (query) => {
    const kept = await getOneRmFile(query, fileId)
    return {
      file: kept,
      imports: await importsOfOneRmFile(query, kept),
      notTaken: await notTakenOfOneRmFile(query, kept),
    }
  })
  const sum = (of: 'taken' | 'known' | 'skipped' | 'refused') => imports.reduce((total, each) => total + each[of], 0)
  console.log(
    `${path}: ${file.rowCount} rows: ${sum('taken')} added, ${sum('known')} here already, ${sum('skipped')} skipped, ${sum('refused')} refused.`,
  )
  for (const { line, outcome, reason } of notTaken)
    console.log(`  line ${line} ${outcome}: ${oneRmReasonWords(reason)}`)
  if (file.finishedAt) return true
  console.error(`${path}: stopped after ${file.done} rows. Run this again: what came in is known then.`)
  return false
}

/** The newest import of this very file by this member that is still kept: its day is the day it may be taken back. */
async function takeBack(member: Acting, path: string, bytes: Uint8Array): Promise<boolean> {
  const text = `select id from history_files where clinic_id = current_clinic() and member_id = current_member()
    and kind = 'one-rm' and file_hash = $1 and started_at is not null order by started_at desc limit 1`
  const hash = createHash('sha256').update(bytes).digest('hex')
  const [file] = await readClinic(member, (query) =>
    query<{ id: string }>({ name: 'one-rm-file-by-hash', text, values: [hash] }),
  )
  if (!file) throw new Error(`${path}: ${member.name} did not bring this file in within the last day.`)
  const outcome = await undoOneRm(member, file.id, (done, of) => console.log(`${path}: ${done} of ${of} clients`))
  if (!outcome.ok) throw new Error(`${path}: ${sentenceOf(outcome.why)}`)
  console.log(`${path}: taken back.`)
  return true
}
