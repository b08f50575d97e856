/** What the clinic calls an exercise of somebody's file: chosen once, by whoever brings it in first, and remembered. */
import type { Tx } from '~/database/client.server'
import type { Query } from '~/database/query.server'
import { foldExerciseName, mostNamesAsked, type NameOfFile, suggestExercises } from '~/domain/exercise-names'
import { exercises } from '~/domain/exercises'
import { queryOf } from './rule-facts.server'

/** The clinic's name for each of these, by the file's name as it stands there; those never chosen are missing. */
export async function findExerciseNames(query: Query, namesInFile: readonly string[]): Promise<Map<string, string>> {
  const rows = await query<{ nameInFile: string; exercise: string }>({
    name: 'exercise-names',
    text: `select name_in_file as "nameInFile", exercise from exercise_names
      where clinic_id = current_clinic() and name_in_file = any ($1::text[])`,
    values: [[...new Set(namesInFile.map(foldExerciseName))]],
  })
  const known = new Map(rows.map(({ nameInFile, exercise }) => [nameInFile, exercise]))
  return new Map(
    namesInFile.flatMap((name) => {
      const exercise = known.get(foldExerciseName(name))
      return exercise === undefined ? [] : [[name, exercise] as const]
    }),
  )
}

/** Within the command that acts on them; a later choice takes the place of an earlier one. */
export async function rememberExerciseNames(tx: Tx, chosen: ReadonlyMap<string, string>): Promise<void> {
  if (chosen.size === 0) return
  const folded = new Map([...chosen].map(([name, exercise]) => [foldExerciseName(name), exercise]))
  await queryOf(tx)({
    name: 'remember-exercise-names',
    text: `insert into exercise_names (clinic_id, name_in_file, exercise, chosen_by)
      select current_clinic(), n.name, n.exercise, current_member() from unnest($1::text[], $2::text[]) as n (name, exercise)
      on conflict (clinic_id, name_in_file) do update set exercise = excluded.exercise, chosen_by = excluded.chosen_by
        where exercise_names.exercise <> excluded.exercise`,
    values: [[...folded.keys()], [...folded.values()]],
  })
}

/** What the clinic calls its exercises besides the catalogue: in its choices, and in the lines of this client. */
async function exercisesOfClinic(query: Query, clientId: string | null): Promise<string[]> {
  const rows = await query<{ exercise: string }>({
    name: 'exercises-of-clinic',
    text: `select exercise from exercise_names where clinic_id = current_clinic()
      union select l.exercise from programs p join versions v on v.clinic_id = p.clinic_id and v.program_id = p.id
        join prescriptions l on l.clinic_id = v.clinic_id and l.version_id = v.id
        where p.clinic_id = current_clinic() and p.client_id = $1::uuid
      order by 1 limit 1000`,
    values: [clientId],
  })
  return rows.map(({ exercise }) => exercise)
}

export type NamesToChoose = { names: NameOfFile[]; left: number; known: string[] }

/**
 * The names of a file with what each would become, those of most rows first and each spelling once. `rowsOf`: rows of
 * the file by name; `chosen`: what was chosen for this file already, by the name folded.
 */
export async function namesToChoose(
  query: Query,
  {
    rowsOf,
    clientId,
    chosen,
  }: { rowsOf: ReadonlyMap<string, number>; clientId: string | null; chosen: ReadonlyMap<string, string> },
): Promise<NamesToChoose> {
  const all = [...bySpelling(rowsOf)].sort(([, one], [, other]) => other - one)
  const asked = all.slice(0, mostNamesAsked)
  const inFile = asked.map(([name]) => name)
  const remembered = await findExerciseNames(query, inFile)
  const own = await exercisesOfClinic(query, clientId)
  const suggested = suggestExercises(inFile, own)
  const names = asked.map(([nameInFile, rows]): NameOfFile => {
    const [before, now] = [remembered.get(nameInFile), chosen.get(foldExerciseName(nameInFile))]
    if (before !== undefined && (now === undefined || now === before)) {
      return { nameInFile, rows, exercise: before, basis: 'remembered' }
    }
    if (now !== undefined) return { nameInFile, rows, exercise: now, basis: 'chosen' }
    const exercise = suggested.get(nameInFile)
    return { nameInFile, rows, exercise: exercise ?? nameInFile, basis: exercise === undefined ? 'kept' : 'suggested' }
  })
  const known = [...new Set([...own, ...exercises.map(({ name }) => name)])].sort((one, other) =>
    one.localeCompare(other),
  )
  return { names, left: all.length - asked.length, known }
}

/** Spelled otherwise, a name is still one. */
function bySpelling(rowsOf: ReadonlyMap<string, number>): Map<string, number> {
  const spelled = new Map<string, string>()
  const rows = new Map<string, number>()
  for (const [name, count] of rowsOf) {
    const folded = foldExerciseName(name)
    const first = spelled.get(folded) ?? name
    spelled.set(folded, first)
    rows.set(first, (rows.get(first) ?? 0) + count)
  }
  return rows
}
