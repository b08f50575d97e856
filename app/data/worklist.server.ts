/** "Needs your decision": a page of what waits in the clinic, filtered, with what the member's own clients' windows need. */
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import type { Neighbour, Place } from '~/domain/review'
import type { LoadUnit } from '~/domain/units'
import type { AskedKind, Risk } from '~/domain/waiting'
import type { WaitingItem } from '~/domain/waiting-item'
import { isInView, type WhoseView } from '~/domain/whose'
import type { Acting } from './acting.server'
import type { NamedColleague } from './clinicians.server'
import type { shellWith } from './shell.server'
import { type Ranked, readWaiting } from './waiting.server'
import { minutesSince, waitingItems } from './waiting-items.server'
import { type Beside, readBeside } from './worklist-beside.server'
import { type Look, lookAround } from './worklist-look.server'

export type WorklistFilter = { risk: Risk | null; asks: AskedKind | null; whose: WhoseView }
type Asked = { filter: WorklistFilter; after: string | null; before: string | null; at: Date }

/** Counted over the whole list, not its page. */
type Counted = { count: number; oldestMinutes: number | null }

export type Worklist = {
  items: WaitingItem[]
  /** Keys of the pages beside this one. */
  after: string | null
  before: string | null
  /** Under the filter, of which `theirs` may be decided by the member. */
  shown: Counted & { theirs: number }
  /** What waits in the clinic beside it. */
  elsewhere: Counted
  /** Clinicians who are away today. */
  away: Away[]
}

export type Away = { name: string; delegateName: string | null; isYourDelegation: boolean }

export type Lister = Acting & Parameters<typeof shellWith>[0] & { clinic: { units: LoadUnit } }
export type WorklistPage = Beside & { worklist: Worklist }

const pageSize = 50

export function readWorklist(member: Lister, asked: Asked): Promise<WorklistPage> {
  const access = { kind: 'reading', clientId: null, pathKind: 'routes/worklist', occurredAt: asked.at } as const
  return readClinic(member, async (query) => {
    const look = await lookAround(query, member, access)
    return { ...(await readBeside(query, member, look)), worklist: await worklistOf(query, member, asked, look) }
  })
}

async function worklistOf(query: Query, member: Lister, asked: Asked, look: Look): Promise<Worklist> {
  const { at } = asked
  const { waiting: all, colleagues, words } = await readWaiting(query, member, at, look)
  const { kept, theirs, oldest, elsewhere } = viewOf(all, asked.filter)
  const { shown, after, before } = pageOf(kept, asked)
  return {
    items: await waitingItems(query, shown, { at, unit: member.clinic.units, words }),
    after,
    before,
    shown: { ...counted(kept.length, oldest, at), theirs },
    elsewhere: counted(elsewhere.count, elsewhere.oldest, at),
    away: awayOf(colleagues, member.memberId),
  }
}

/** What a filter makes of all that waits: `oldest` in milliseconds, Infinity where nothing is. */
type View = { kept: readonly Ranked[]; theirs: number; oldest: number; elsewhere: { count: number; oldest: number } }

/** Of what is kept for as long as the clinic's chain does not move, each filter is looked through once. */
const views = new WeakMap<readonly Ranked[], Map<string, View>>()

function viewOf(all: readonly Ranked[], filter: WorklistFilter): View {
  const known = views.get(all) ?? new Map<string, View>()
  views.set(all, known)
  const key = JSON.stringify([filter.whose, filter.risk, filter.asks])
  const view = known.get(key) ?? seenBy(all, filter)
  known.set(key, view)
  return view
}

function seenBy(all: readonly Ranked[], filter: WorklistFilter): View {
  const [kept, rest]: [Ranked[], Ranked[]] = [[], []]
  for (const each of all) (isKept(each, filter) ? kept : rest).push(each)
  const elsewhere = { count: rest.length, oldest: oldestOf(rest) }
  return { kept, theirs: theirsOf(kept).length, oldest: oldestOf(kept), elsewhere }
}

function oldestOf(waiting: readonly Ranked[]): number {
  return waiting.reduce((first, { since }) => Math.min(first, since.getTime()), Number.POSITIVE_INFINITY)
}

function counted(count: number, oldest: number, at: Date): Counted {
  return { count, oldestMinutes: count > 0 ? minutesSince(new Date(oldest), at) : null }
}

function awayOf(colleagues: readonly NamedColleague[], memberId: string): Away[] {
  const names = new Map(colleagues.map(({ name, person }) => [person.memberId, name]))
  return colleagues.flatMap(({ name, away }) => {
    if (!away) return []
    const { delegateId } = away
    const delegateName = delegateId ? (names.get(delegateId) ?? null) : null
    return [{ name, delegateName, isYourDelegation: delegateId === memberId }]
  })
}

function isKept(ranked: Ranked, { whose, risk, asks }: WorklistFilter): boolean {
  return isInView(whose, ranked) && (risk === null || ranked.risk === risk) && (asks === null || ranked.asks === asks)
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
  const { kept } = viewOf(all, filter)
  const index = kept.findIndex((each) => each.id === id)
  if (index < 0) return null
  const [before, after] = [kept.slice(0, index), kept.slice(index + 1)]
  return {
    id,
    pageAfter: kept[index - (index % pageSize) - 1]?.id ?? null,
    number: index + 1,
    count: kept.length,
    previous: neighbour(before.at(-1)),
    next: neighbour(after[0]),
    nextYours: neighbour(theirsOf([...after, ...before])[0]),
  }
}

/** What to decide next in a list: `wished` if it still waits there and is theirs, else the first that is; or null. */
export function nextOf(all: readonly Ranked[], filter: WorklistFilter, wished: string | null): Neighbour | null {
  const theirs = theirsOf(all).filter((each) => isKept(each, filter))
  return neighbour(theirs.find(({ id }) => id === wished) ?? theirs[0])
}

function theirsOf(waiting: readonly Ranked[]): Ranked[] {
  return waiting.filter(({ whyNotYours }) => whyNotYours === null)
}

function neighbour(waiting: Ranked | undefined): Neighbour | null {
  return waiting ? { id: waiting.id, programId: waiting.programId, isHold: waiting.hold !== null } : null
}
