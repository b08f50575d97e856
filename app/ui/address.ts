/** The state of a list lives in its address; these read it and write the next one. */

export type SortDirection = 'ascending' | 'descending'
export type Sort<Id extends string = string> = { by: Id; direction: SortDirection }

const sortParam = 'sort'
const hideParam = 'hide'
/** What no longer holds once a list is sorted or filtered another way. */
const cursorParams = ['after', 'before']

/** `?sort=-waits` is descending by waits; a column that is not allowed gives the fallback. */
export function readSort<Id extends string>(
  params: URLSearchParams,
  allowed: readonly Id[],
  fallback: Sort<Id>,
): Sort<Id> {
  const given = params.get(sortParam) ?? ''
  const isDescending = given.startsWith('-')
  const by = allowed.find((id) => id === (isDescending ? given.slice(1) : given))
  return by ? { by, direction: isDescending ? 'descending' : 'ascending' } : fallback
}

/** What marks the link to where one is: that page, or with `isEnd` false also one below it. */
export function currentAt(pathname: string, to: string, isEnd: boolean): 'page' | undefined {
  return pathname === to || (!isEnd && pathname.startsWith(`${to}/`)) ? 'page' : undefined
}

export function writeSort(sort: Sort): string {
  return sort.direction === 'descending' ? `-${sort.by}` : sort.by
}

/** The columns a person put away: `?hide=trainer,goal`. */
export function readHidden(params: URLSearchParams): string[] {
  return (params.get(hideParam) ?? '').split(',').filter(Boolean)
}

/** The search part of an address with some parameters changed; null takes one out. */
export function withParams(search: string, changes: Record<string, string | null>): string {
  const params = new URLSearchParams(search)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') params.delete(name)
    else params.set(name, value)
  }
  const text = params.toString()
  return text ? `?${text}` : '?'
}

export function withSort(search: string, sort: Sort): string {
  const restart = Object.fromEntries(cursorParams.map((name) => [name, null]))
  return withParams(search, { ...restart, [sortParam]: writeSort(sort) })
}

export function withHidden(search: string, hidden: readonly string[]): string {
  return withParams(search, { [hideParam]: hidden.join(',') })
}
