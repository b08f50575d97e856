/** When a mail that was not taken is tried again: soon at first, then once a day, and never given up. */

const minutesADay = 24 * 60
const triesBeforeDaily = 10

/** Minutes until the next try after this many: 1, 2, 4 … 256, and a day from the tenth on. */
export function minutesUntilRetry(attempts: number): number {
  return attempts >= triesBeforeDaily ? minutesADay : 2 ** (attempts - 1)
}
