/** What waits on the phone, in words. */
import type { Entry } from '~/domain/kept-entries'

const nouns: Record<string, [one: string, many: string]> = {
  set: ['set', 'sets'],
  inflation: ['time of the cuff', 'times of the cuff'],
}

/** "2 sets", "1 set and the end of the session". */
export function entriesWords(entries: readonly Pick<Entry, 'kind'>[]): string {
  const counted = Object.entries(nouns).flatMap(([kind, [one, many]]) => {
    const count = entries.filter((entry) => entry.kind === kind).length
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]
  })
  const end = entries.some(({ kind }) => kind === 'end') ? ['the end of the session'] : []
  return [...counted, ...end].join(' and ')
}
