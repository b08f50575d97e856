/** Names of exercises in somebody's file, and which of those we know each surely means. */
import { namesInApps } from './catalogue/names-in-apps'
import { exerciseNamed, exercises } from './exercises'

export const longestExerciseName = 200

/** How many names are asked about; of a file with more, the rest stay as they are. */
export const mostNamesAsked = 300

/**
 * One name of a file on its way to the clinic's: as the clinic chose before, as chosen for this file, as it surely
 * means, or as it stands there. `rows` of the file carry it.
 */
export type NameOfFile = {
  nameInFile: string
  rows: number
  exercise: string
  basis: 'remembered' | 'chosen' | 'suggested' | 'kept'
}

/** "  Leg  Press (Machine) " and "leg press (machine)" are one name. Never longer than a name may be. */
export function foldExerciseName(name: string): string {
  const folded = name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase()
  // By characters: half of a pair of surrogates could not be kept.
  return folded.length > longestExerciseName ? [...folded].slice(0, longestExerciseName / 2).join('') : folded
}

/** Hyphens, brackets and commas make no other exercise. */
function plain(name: string): string {
  return foldExerciseName(name)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const byName = new Map(exercises.map(({ name }) => [plain(name), name]))
const byNameInApps = new Map(
  Object.entries(namesInApps).flatMap(([exercise, names]) => names.map((name) => [plain(name), exercise])),
)

/** A name without anything after it is the barbell's, where the clinic's own people say so. */
const withBarbell = /^(.+?) \(barbell\)$/i

function suggestion(nameInFile: string, own: ReadonlyMap<string, string>): string | null {
  const name = plain(nameInFile)
  const bare = withBarbell.exec(nameInFile.trim())?.[1]
  const known = own.get(name) ?? byName.get(name) ?? byNameInApps.get(name)
  return known ?? (bare === undefined || exerciseNamed(bare) ? null : (own.get(plain(bare)) ?? null))
}

/**
 * The exercise that each name surely means: of the catalogue, or of `own`, the names the clinic uses besides. Where two
 * names of a file would become one exercise, neither is suggested unless it says so word by word: a dumbbell's load and
 * a machine's make no one series.
 */
export function suggestExercises(namesInFile: readonly string[], own: readonly string[]): Map<string, string> {
  const ownNames = new Map(own.map((name) => [plain(name), name]))
  const found = namesInFile.flatMap((nameInFile) => {
    const exercise = suggestion(nameInFile, ownNames)
    return exercise === null ? [] : [{ nameInFile, exercise, isSame: plain(nameInFile) === plain(exercise) }]
  })
  const rivals = (exercise: string) => found.filter((each) => each.exercise === exercise)
  const sure = found.filter(({ exercise, isSame }) => isSame || rivals(exercise).length === 1)
  return new Map(sure.map(({ nameInFile, exercise }) => [nameInFile, exercise]))
}
