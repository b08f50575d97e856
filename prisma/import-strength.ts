/** `npm run import:strength -- --clinic SLUG --client RECORD [--unit kg|lb] [--as EMAIL] [--demo] FILE…`: logs of Strong or Hevy. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { useSealKey } from '~/auth/seal.server'
import type { Acting } from '~/data/acting.server'
import { readStrengthFile, type StrengthFile } from '~/data/strength-file.server'
import { type ImportedLog, importStrengthLog } from '~/data/strength-import.server'
import { readClinic } from '~/database/door.server'
import { findDatabase } from '~/database/location.server'
import { closePools, openPools } from '~/database/pools.server'
import { keptSecret } from '~/database/secrets.server'
import { loadUnits } from '~/domain/units'
import { sentenceOf } from '~/ui/refusals'
import { reasonWords } from '~/ui/strength-import-words'
import { findActing } from './acting-member'

const usage = 'npm run import:strength -- --clinic SLUG --client RECORD [--unit kg|lb] [--as EMAIL] [--demo] FILE…'

try {
  process.exitCode = (await importFiles()) ? 0 : 1
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}

function readArguments() {
  const { values, positionals } = parseArgs({
    options: {
      clinic: { type: 'string' },
      client: { type: 'string' },
      unit: { type: 'string' },
      as: { type: 'string' },
      demo: { type: 'boolean' },
    },
    allowPositionals: true,
  })
  const { clinic, client, as, demo } = values
  const unit = loadUnits.find((each) => each === values.unit) ?? null
  if (!clinic || !client || positionals.length === 0) throw new Error(`Usage: ${usage}`)
  if (values.unit && !unit) throw new Error(`--unit is kg or lb, not "${values.unit}".`)
  return { clinic, client, email: as, demo, unit, paths: positionals }
}

/** True when every file was taken. */
async function importFiles(): Promise<boolean> {
  const { clinic, client, email, demo, unit, paths } = readArguments()
  const data = process.env.CLEARWAY_DATA || (demo ? 'data/demo' : 'data')
  const env = { ...process.env, CLEARWAY_DATA: data, ...(demo ? { DATABASE_URL: '' } : {}) }
  const { urls, leave } = await findDatabase(env)
  try {
    const member = await findActing(urls.backup, { slug: clinic, email, action: 'strength:import' })
    useSealKey(process.env.CLEARWAY_SEAL_KEY || (await keptSecret(data, 'seal-key')))
    await openPools({ app: urls.app }, 2)
    const clientId = await findClient(member, client)
    let isWhole = true
    for (const path of paths) {
      const reading = readStrengthFile(await readFile(path), unit)
      if (reading.ok) await importFile(member, clientId, path, reading.file)
      else console.error(`${path}: ${[reading.says, sentenceOf(reading.why)].filter(Boolean).join(' ')}`)
      isWhole &&= reading.ok
    }
    return isWhole
  } finally {
    await closePools()
    await leave()
  }
}

async function findClient(member: Acting, recordNumber: string): Promise<string> {
  const text = 'select id from clients where clinic_id = current_clinic() and record_number = $1'
  const [row] = await readClinic(member, (query) =>
    query<{ id: string }>({ name: 'client-by-record', text, values: [recordNumber] }),
  )
  if (!row) throw new Error(`There is no client with the record number "${recordNumber}".`)
  return row.id
}

async function importFile(member: Acting, clientId: string, path: string, file: StrengthFile): Promise<void> {
  const onBatch = (done: number, of: number) => console.log(`${path}: ${done} of ${of} sets`)
  const asked = { key: randomUUID(), at: new Date(), clientId, file, onBatch }
  const outcome = await importStrengthLog(member, asked).catch((error: unknown) => {
    if (error instanceof Response) throw new Error(`This client is not one that ${member.name} may see.`)
    throw error
  })
  if (!outcome.ok) throw new Error(`${path}: ${sentenceOf(outcome.why)}`)
  console.log(`${path}: ${countsOf(outcome)}`)
  for (const { line, outcome, reason } of file.notTaken)
    console.log(`  line ${line} ${outcome}: ${reasonWords[reason]}`)
}

function countsOf({ total, taken, known, skipped, refused }: ImportedLog): string {
  return `${total} rows: ${taken} added, ${known} here already, ${skipped} skipped, ${refused} refused.`
}
