/** "Needs your decision": a page of what waits in the clinic, filtered, with what the member's own clients' windows need. */
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import type { Neighbour, Place } from '~/domain/review'
import type { LoadUnit } from '~/domain/units'
import type { AskedKind, Risk } from '~/domain/waiting'
import type { WaitingItem } from '~/domain/waiting-item'
import { noteAccess } from './access-events.server'
import type { Acting } from './acting.server'
import { type Shell, shellOf } from './shell.server'
import { listWaiting, type Ranked } from './waiting.server'
import { minutesSince, waitingItems } from './waiting-items.server'
import { listWatchedWindows, type WatchedWindow } from './window-strips.server'

export type WorklistFilter = { risk: Risk | null; asks: AskedKind | null; isMineOnly: boolean }
type Asked = { filter: WorklistFilter; after: string | null; before: string | null; at: Date }

export type Worklist = {
  items: WaitingItem[]
  /** Keys of the pages beside this one. */
  after: string | null
  before: string | null
  /** Of all that waits, whatever is filtered. */
  count: number
  theirs: number
  oldestMinutes: number | null
}

export type Lister = Acting & Parameters<typeof shellOf>[0] & { clinic: { units: LoadUnit } }
export type WorklistPage = { shell: Shell; worklist: Worklist; windows: WatchedWindow[] }

const pageSize = 50
const mostWindows = 5

export function readWorklist(member: Lister, asked: Asked): Promise<WorklistPage> {
  return readClinic(member, async (query) => {
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind: 'routes/worklist', occurredAt: asked.at })
    return {
      shell: await shellOf(member, query),
      worklist: await worklistOf(query, member, asked),
      windows: await listWatchedWindows(query, member, { at: asked.at, most: mostWindows }),
    }
  })
}

async function worklistOf(query: Query, member: Lister, asked: Asked): Promise<Worklist> {
  const { at } = asked
  const all = await listWaiting(query, member, at)
  const kept = all.filter((each) => isKept(each, asked.filter))
  const { shown, after, before } = pageOf(kept, asked)
  const oldest = Math.min(...all.map(({ since }) => since.getTime()))
  return {
    items: await waitingItems(query, shown, { at, unit: member.clinic.units }),
    after,
    before,
    count: all.length,
    theirs: all.filter(({ whyNotYours }) => whyNotYours === null).length,
    oldestMinutes: all.length > 0 ? minutesSince(new Date(oldest), at) : null,
  }
}

function isKept({ risk, asks, whyNotYours }: Ranked, filter: WorklistFilter): boolean {
  if (filter.isMineOnly && whyNotYours !== null) return false
  return (filter.risk === null || risk === filter.risk) && (filter.asks === null || asks === filter.asks)
}

/** The page after or before a row; one that is decided meanwhile leads to the first page. */
function pageOf(rows: readonly Ranked[], { after, before }: Pick<Asked, 'after' | 'before'>) {
  const end = before ? rows.findIndex(({ id }) => id === before) : -1
  const start = end >= 0 ? Math.max(0, end - pageSize) : after ? rows.findIndex(({ id }) => id === after) + 1 : 0
  const shown = rows.slice(start, end >= 0 ? end : start + pageSize)
  return {
    shown,
    after: start + shown.length < rows.length ? (shown.at(-1)?.id ?? null) : null,
    before: start > 0 ? (shown[0]?.id ?? null) : null,
  }
}

/** Null for what does not wait, or is filtered away. */
export function placeOf(all: readonly Ranked[], id: string, filter: WorklistFilter): Place | null {
  const kept = all.filter((each) => isKept(each, filter))
  const index = kept.findIndex((each) => each.id === id)
  if (index < 0) return null
  return {
    number: index + 1,
    count: kept.length,
    previous: neighbour(kept[index - 1]),
    next: neighbour(kept[index + 1]),
  }
}

/** What to decide next: `wished` if it still waits and is theirs, else the first that is; null when nothing is. */
export function nextOf(all: readonly Ranked[], wished: string | null): Neighbour | null {
  const theirs = all.filter(({ whyNotYours }) => whyNotYours === null)
  return neighbour(theirs.find(({ id }) => id === wished) ?? theirs[0])
}

function neighbour(waiting: Ranked | undefined): Neighbour | null {
  return waiting ? { id: waiting.id, programId: waiting.programId, isHold: waiting.hold !== null } : null
}
