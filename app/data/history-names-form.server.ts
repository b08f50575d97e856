/** The clinic's names for the exercises of a file, as its form sends them: pairs, in their order. */
import { longestExerciseName } from '~/domain/exercise-names'
import { typedText } from './typed-text.server'

type Pairs = [nameInFile: string, says: string][]

export type NamesRead = { ok: true; chosen: Pairs } | { ok: false; typed: Pairs; mistakes: Pairs }

/** Nothing typed keeps the name of the file. Whether the names are of the file is for who knows it. */
export function readNames(form: FormData): NamesRead {
  const text = (value: FormDataEntryValue) => (typeof value === 'string' ? value : '')
  const exercises = form.getAll('exercise').map(text)
  const pairs = form.getAll('nameInFile').map((name, place): Pairs[number] => [text(name), exercises[place] ?? ''])
  const read = pairs.map(([name, exercise]) => [name, typedText(longestExerciseName).safeParse(exercise)] as const)
  const mistakes: Pairs = read.flatMap(([name, { error }]) => {
    const [issue] = error?.issues ?? []
    return issue ? [[name, issue.message] satisfies Pairs[number]] : []
  })
  if (mistakes.length > 0) return { ok: false, typed: pairs, mistakes }
  return { ok: true, chosen: read.map(([name, { data }]) => [name, data || name]) }
}
