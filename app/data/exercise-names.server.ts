/** What the clinic calls an exercise of somebody's file: chosen once, by whoever brings it in first, and remembered. */
import type { Tx } from '~/database/client.server'
import type { Query } from '~/database/query.server'
import { foldExerciseName } from '~/domain/exercise-names'
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
