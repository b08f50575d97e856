/** Names of exercises in somebody's file, and which of the catalogue they may mean. */

/** "  Leg  Press (Machine) " and "leg press (machine)" are one name. */
export function foldExerciseName(name: string): string {
  return name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase()
}
