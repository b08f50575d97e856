/** A form that was kept, told in words: where it was going, and what stands in it that somebody typed. */

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** "Clients, Screening, New" of `/clients/<id>/screening/new`: the words of the address, without its ids. */
export function placeWords(path: string): string {
  const [pathname = ''] = path.split(/[?#]/)
  const words = pathname.split('/').filter((part) => part && !id.test(part))
  return words.map((word) => capitalised(word.replaceAll('-', ' '))).join(', ') || 'The front page'
}

export type Typed = { label: string; value: string }

/** Without keys and ids, which nobody typed. */
export function typedWords(fields: readonly (readonly [name: string, value: string])[]): Typed[] {
  return fields
    .filter(([name, value]) => !name.startsWith('__') && value.trim() !== '' && !id.test(value))
    .map(([name, value]) => ({ label: labelOf(name), value: value === 'on' ? 'ticked' : value }))
}

/** "Lines 1, rest seconds" of `lines[0].restSeconds`. */
function labelOf(name: string): string {
  const words = name
    .replaceAll(/\[(\d+)\]\.?/g, (_, index: string) => ` ${Number(index) + 1}, `)
    .replaceAll('.', ', ')
    .replaceAll(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .replaceAll(/[-_]/g, ' ')
  return capitalised(words.replace(/[,\s]+$/, ''))
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
