/** The rows of a strength log written batch by batch: each in one transaction, once, so that it may stop anywhere and go on. */
import { inClinic, readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { ClinicBusy } from '~/database/refused.server'
import { type Acting, reachFor } from './acting.server'
import type { Outcome } from './command.server'
import { advanceHistoryFile, keepHistoryFile, stopHistoryFile } from './history-files.server'
import { newId } from './id.server'
import { queryOf } from './rule-facts.server'
import {
  getKeptLog,
  type ChosenNames,
  foldedNames,
  type LogChoices,
  nameOf,
  nothingChosen,
  readKeptLog,
  type Which,
} from './strength-choices.server'
import type { PrintedSet, StrengthFile } from './strength-file.server'
import { type BegunImport, beginStrengthImport, isStruck, knownPrints } from './strength-import.server'

/** Rows of one transaction: a clinic's other changes wait for no more than these. */
const batchRows = 200

/** What is being written in this process, by the file. */
const running = new Map<string, Promise<void>>()

/** Told after each batch: how many of the file's rows are done. */
type OnBatch = (done: number, of: number) => void

/** Writes what is left of a log in the background, in this process once; where it breaks off, its page goes on with it. */
export function runStrengthImport(member: Acting, which: Which, onBatch?: OnBatch): Promise<void> {
  const { fileId = '' } = which
  const known = running.get(fileId)
  if (known !== undefined) return known
  const run = takeAll(member, which, onBatch).finally(() => running.delete(fileId))
  running.set(fileId, run)
  return run
}

const busyTries = 5

async function takeAll(member: Acting, which: Which, onBatch: OnBatch | undefined): Promise<void> {
  const { file } = await readClinic(member, (query) => readKeptLog(query, which))
  for (let busy = 0; busy < busyTries; ) {
    try {
      const done = await takeNextBatch(member, which, file)
      if (done === null) return
      onBatch?.(done, file.rowsTotal)
      busy = 0
    } catch (error) {
      if (!(error instanceof ClinicBusy)) throw error
      busy += 1
    }
  }
}

/**
 * Under the clinic's lock, so that two who go on with one file take different rows. The rows done, or null where there
 * is nothing more to do: it is through or stopped, its import was taken back, or the client is no longer this member's.
 */
export function takeNextBatch(member: Acting, which: Which, file: StrengthFile): Promise<number | null> {
  return inClinic(member, async (tx) => {
    const query = queryOf(tx)
    const { kept, choices } = await getKeptLog(query, which)
    const { importId } = choices
    if (!kept.startedAt || kept.stoppedAt || kept.finishedAt || !importId) return null
    const mayGoOn = await reachFor(query, member, which.clientId, 'strength:import')
    if (!mayGoOn || (await isStruck(query, importId))) {
      await stopHistoryFile(query, kept, new Date())
      return null
    }
    const done = Math.min(kept.done + batchRows, kept.rowCount)
    const sets = file.sets.filter(({ row }) => row >= kept.done && row < done)
    await takeSets(query, { importId, clientId: which.clientId, names: new Map(choices.names), sets })
    await advanceHistoryFile(query, kept.id, done, new Date())
    return done
  })
}

type Batch = { importId: string; clientId: string; names: ChosenNames; sets: readonly PrintedSet[] }

/** Writes what is not there yet. The database itself gives each its instant and day from the clinic's zone. */
async function takeSets(query: Query, { importId, clientId, names, sets }: Batch): Promise<void> {
  if (sets.length === 0) return
  const rows = sets.map((set) => {
    const exercise = nameOf(names, set.exercise)
    return {
      id: newId(),
      exercise,
      exercise_in_file: exercise === set.exercise ? null : set.exercise,
      side: set.side,
      // Warm-ups and drop sets that the file marks by a letter have no number there.
      set_number: set.setNumber ?? 0,
      reps: set.reps,
      load_g: set.loadG,
      entered_value: set.enteredValue,
      entered_unit: set.enteredUnit,
      rpe: set.rpe,
      fingerprint: set.fingerprint,
      local_at: set.performedAtLocal,
    }
  })
  await query({
    name: 'take-sets-of-log',
    text: `insert into sets (clinic_id, id, client_id, import_id, exercise, exercise_in_file, side, set_number, reps, load_g,
        entered_value, entered_unit, rpe, fingerprint, local_at, logged_by)
      select current_clinic(), r.id, $1::uuid, $2::uuid, r.exercise, r.exercise_in_file, r.side, r.set_number, r.reps,
        r.load_g, r.entered_value, r.entered_unit, r.rpe, r.fingerprint, r.local_at, current_member()
      from jsonb_to_recordset($3::jsonb) as r (id uuid, exercise text, exercise_in_file text, side text, set_number integer,
        reps integer, load_g integer, entered_value text, entered_unit text, rpe double precision, fingerprint text,
        local_at timestamp)
      where r.fingerprint not in ${knownPrints('$1::uuid', '$4::text[]')}
      returning 1 as added`,
    values: [clientId, importId, JSON.stringify(rows), rows.map(({ fingerprint }) => fingerprint)],
  })
}

type Brought = {
  clientId: string
  content: Uint8Array
  file: StrengthFile
  /** What the file's exercises are called; those not named are as the clinic chose before, or stay as they are. */
  names?: readonly (readonly [nameInFile: string, exercise: string])[]
  at: Date
  onBatch?: OnBatch
}

/** All steps at once and waited for, where a command of the terminal brings a log in. */
export async function bringInStrengthLog(member: Acting, brought: Brought): Promise<Outcome<BegunImport>> {
  const { clientId, content, file, names = [], at, onBatch } = brought
  const choices = { ...nothingChosen, unit: file.unit, names: foldedNames(names) }
  const fileId = await keepStrengthLog(member, { clientId, content, file, choices })
  const outcome = await beginStrengthImport(member, { clientId, fileId, at })
  if (outcome.ok) await runStrengthImport(member, { clientId, fileId }, onBatch)
  return outcome
}

type Kept = { clientId: string; content: Uint8Array; file: StrengthFile; choices?: LogChoices }

export function keepStrengthLog(member: Acting, { clientId, content, file, choices = nothingChosen }: Kept) {
  return keepHistoryFile(member, { kind: 'strength-log', clientId, content, rowCount: file.rowsTotal, choices })
}
