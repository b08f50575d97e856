/** `npm run import:strength`: logs of Strong or Hevy brought in for one client, shown beforehand, or taken back. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { useSealKey } from '~/auth/seal.server'
import type { Acting } from '~/data/acting.server'
import { readClient } from '~/data/client-door.server'
import { undoImport } from '~/data/import-undo.server'
import { foldedNames, namesOf, nothingChosen } from '~/data/strength-choices.server'
import { readStrengthFile, type StrengthFile } from '~/data/strength-file.server'
import { bringInStrengthLog } from '~/data/strength-run.server'
import { previewOf } from '~/data/strength-steps.server'
import { readClinic } from '~/database/door.server'
import { findDatabase } from '~/database/location.server'
import { closePools, openPools } from '~/database/pools.server'
import { keptSecret } from '~/database/secrets.server'
import { foldExerciseName } from '~/domain/exercise-names'
import { type LoadUnit, loadUnits } from '~/domain/units'
import { sentenceOf } from '~/ui/refusals'
import { begunWords, notTakenLines, previewLines } from '~/ui/strength-log-lines'
import { findActing } from './acting-member'

const usage = `npm run import:strength -- --clinic SLUG --client RECORD [--as EMAIL] [--demo]
  then  [--unit kg|lb] [--name "In the file=Exercise"]… [--preview] FILE…
  or    --undo IMPORT-ID`

type Asked = {
  unit: LoadUnit | null
  names: [nameInFile: string, exercise: string][]
  isPreview: boolean
  paths: string[]
  undo: string | undefined
}

try {
  process.exitCode = (await run()) ? 0 : 1
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}

function readArguments() {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const { values, positionals: paths } = parseArgs({
    options: {
      clinic: text,
      client: text,
      unit: text,
      as: text,
      undo: text,
      demo: flag,
      preview: flag,
      name: { type: 'string', multiple: true },
    },
    allowPositionals: true,
  })
  const { clinic, client, as, demo, undo, preview = false, name = [] } = values
  const unit = loadUnits.find((each) => each === values.unit) ?? null
  const isBoth = undo !== undefined && preview
  if (!clinic || !client || (paths.length === 0) !== (undo !== undefined) || isBoth) throw new Error(`Usage: ${usage}`)
  if (values.unit && !unit) throw new Error(`--unit is kg or lb, not "${values.unit}".`)
  const asked: Asked = { unit, names: name.map(nameAsked), isPreview: preview, paths, undo }
  return { clinic, client, email: as, demo, asked }
}

/** "Squat (Barbell)=Squat" */
function nameAsked(given: string): [string, string] {
  const [nameInFile = '', exercise = '', ...more] = given.split('=').map((part) => part.trim())
  if (nameInFile === '' || exercise === '' || more.length > 0 || exercise.length > 200) {
    throw new Error(`--name is "In the file=Exercise", not "${given}".`)
  }
  return [nameInFile, exercise]
}

/** True when everything asked for was done. */
async function run(): Promise<boolean> {
  const { clinic, client, email, demo, asked } = readArguments()
  const data = process.env.CLEARWAY_DATA || (demo ? 'data/demo' : 'data')
  const env = { ...process.env, CLEARWAY_DATA: data, ...(demo ? { DATABASE_URL: '' } : {}) }
  const { urls, leave } = await findDatabase(env)
  try {
    const member = await findActing(urls.backup, { slug: clinic, email, action: 'strength:import' })
    useSealKey(process.env.CLEARWAY_SEAL_KEY || (await keptSecret(data, 'seal-key')))
    await openPools({ app: urls.app }, 2)
    const clientId = await findClient(member, client)
    return await act(member, clientId, asked).catch((error: unknown) => {
      if (error instanceof Response) throw new Error(`There is no such thing that ${member.name} may see.`)
      throw error
    })
  } finally {
    await closePools()
    await leave()
  }
}

async function act(member: Acting, clientId: string, asked: Asked): Promise<boolean> {
  if (asked.undo !== undefined) return takeBack(member, clientId, asked.undo)
  let isWhole = true
  for (const path of asked.paths) {
    const content = await readFile(path)
    const reading = readStrengthFile(content, asked.unit)
    if (!reading.ok || reading.file.needsUnit) {
      console.error(`${path}: ${reading.ok ? sentenceOf('unit-missing') : reading.says}`)
      isWhole = false
    } else if (asked.isPreview) await show(member, clientId, { ...asked, path, file: reading.file })
    else await bringIn(member, clientId, { ...asked, path, content, file: reading.file })
  }
  return isWhole
}

async function findClient(member: Acting, recordNumber: string): Promise<string> {
  const text = 'select id from clients where clinic_id = current_clinic() and record_number = $1'
  const [row] = await readClinic(member, (query) =>
    query<{ id: string }>({ name: 'client-by-record', text, values: [recordNumber] }),
  )
  if (!row) throw new Error(`There is no client with the record number "${recordNumber}".`)
  return row.id
}

type Read = Asked & { path: string; file: StrengthFile }

/** A name that no row of the file carries is a slip, and nothing is done with it. */
function ofFile({ names, file, path }: Read): void {
  const inFile = new Set(file.sets.map(({ exercise }) => foldExerciseName(exercise)))
  const strange = names.find(([name]) => !inFile.has(foldExerciseName(name)))
  if (strange) throw new Error(`${path}: no set of the file is called "${strange[0]}".`)
}

async function show(member: Acting, clientId: string, read: Read): Promise<void> {
  ofFile(read)
  const { file, names, path } = read
  const asked = { clientId, pathKind: 'import/strength', at: new Date(), action: 'strength:import' } as const
  const preview = await readClient(member, asked, async (query) => {
    const choices = { ...nothingChosen, unit: file.unit, names: foldedNames(names) }
    return previewOf(query, clientId, { file, names: await namesOf(query, { choices, file }) })
  })
  for (const line of previewLines(preview)) console.log(`${path}: ${line}`)
  for (const line of notTakenLines(file.notTaken)) console.log(line)
}

async function bringIn(member: Acting, clientId: string, read: Read & { content: Uint8Array }): Promise<void> {
  ofFile(read)
  const { path, content, file, names } = read
  const onBatch = (done: number, of: number) => console.log(`${path}: ${done} of ${of} rows`)
  const outcome = await bringInStrengthLog(member, { at: new Date(), clientId, content, file, names, onBatch })
  if (!outcome.ok) throw new Error(`${path}: ${sentenceOf(outcome.why)}`)
  console.log(`${path}: ${begunWords(outcome)}`)
  for (const line of notTakenLines(file.notTaken)) console.log(line)
}

async function takeBack(member: Acting, clientId: string, importId: string): Promise<boolean> {
  const outcome = await undoImport(member, { key: randomUUID(), at: new Date(), clientId, importId })
  if (outcome.ok) console.log(`Taken back: import ${importId}. Its sets count nowhere any more.`)
  else console.error(sentenceOf(outcome.why))
  return outcome.ok
}
