/** Keeps what is logged of one session on the phone, and sends it as soon as it may: while nothing answers, again and again. */
import type { Entry } from '~/domain/kept-entries'
import { type Answer, type Sent, sendInOrder } from './sender'
import { type Own, putEntry, readKept, removeEntry } from './vault'

/** `stopped`: what the last sending met; null before the first. `isRead`: these are all. `isLossy`: nothing can be kept. */
export type KeeperState = {
  entries: readonly Entry[]
  stopped: Sent | null
  isSending: boolean
  isRead: boolean
  isLossy: boolean
}

export const nothingKept: KeeperState = { entries: [], stopped: null, isSending: false, isRead: false, isLossy: false }

export type Keeper = {
  /** Adds an entry, or takes one that was refused again, put right: it is kept, then sent. */
  put: (entry: Entry) => Promise<void>
  /** Adds what is no entry for the server: kept until somebody removes it. */
  note: (entry: Entry) => Promise<void>
  /** The server shows it now, or somebody decided that it goes. */
  remove: (keys: readonly string[]) => Promise<void>
  send: () => void
  stop: () => void
}

/** `isReady`: once it is kept on this phone there is somewhere to keep its entries. */
type Asked = { own: Own; isReady: Promise<unknown>; onState: (state: KeeperState) => void }

const firstWaitMs = 15_000
const longestWaitMs = 120_000

/** Begins with what is kept already, which is sent at once. */
export function openKeeper({ own, isReady, onState }: Asked): Keeper {
  let state = nothingKept
  let timer: ReturnType<typeof setTimeout> | undefined
  let waitMs = firstWaitMs
  let isOver = false
  /** The connection came back while a sending was under way that began without it. */
  let isWishedAgain = false

  const set = (changes: Partial<KeeperState>) => {
    state = { ...state, ...changes }
    if (!isOver) onState(state)
  }
  const keep = async (entry: Entry) => {
    const { entries } = state
    const isKnown = entries.some(({ key }) => key === entry.key)
    set({ entries: isKnown ? entries.map((one) => (one.key === entry.key ? entry : one)) : [...entries, entry] })
    try {
      await isReady
      await putEntry(own, entry)
    } catch {
      set({ isLossy: true })
    }
  }
  const isWaiting = () => state.entries.some((entry) => entry.state.is === 'waiting')

  const sendAll = async () => {
    const before = state.entries
    const stopped = await sendInOrder(before, own.memberId, (entry, answer) => keep(withAnswer(entry, answer)))
    set({ isSending: false, stopped })
    if (stopped === 'all') {
      waitMs = firstWaitMs
      // What was logged meanwhile.
      if (isWaiting()) send()
    } else if (isWishedAgain && stopped === 'unreachable') {
      send()
    } else if (stopped === 'unreachable' || stopped === 'unanswered') {
      timer = setTimeout(send, waitMs)
      waitMs = Math.min(waitMs * 2, longestWaitMs)
    }
  }
  const send = () => {
    clearTimeout(timer)
    if (isOver || state.isSending || !isWaiting()) return
    isWishedAgain = false
    set({ isSending: true })
    void oneTabAtATime(own.sessionId, sendAll)
  }
  const begin = async () => {
    await isReady.catch(() => undefined)
    const kept = await readKept(own).catch(() => null)
    const known = new Set(state.entries.map(({ key }) => key))
    const before = (kept?.entries ?? []).filter(({ key }) => !known.has(key))
    set({ entries: [...before.map((entry) => ({ ...entry, isKept: true })), ...state.entries], isRead: true })
    send()
  }
  const isBack = () => {
    isWishedAgain = state.isSending
    waitMs = firstWaitMs
    send()
  }
  const isSeen = () => {
    if (document.visibilityState === 'visible') send()
  }
  window.addEventListener('online', isBack)
  window.addEventListener('focus', send)
  document.addEventListener('visibilitychange', isSeen)
  void begin()

  return {
    put: async (entry) => {
      await keep({ ...entry, state: { is: 'waiting' } })
      send()
    },
    note: keep,
    remove: async (keys) => {
      set({ entries: state.entries.filter(({ key }) => !keys.includes(key)) })
      await Promise.all(keys.map((key) => removeEntry(key).catch(() => undefined)))
    },
    send,
    stop: () => {
      isOver = true
      clearTimeout(timer)
      window.removeEventListener('online', isBack)
      window.removeEventListener('focus', send)
      document.removeEventListener('visibilitychange', isSeen)
    },
  }
}

function withAnswer(entry: Entry, answer: Answer): Entry {
  if (answer.is === 'taken' || answer.is === 'refused') return { ...entry, state: answer }
  return { ...entry, isKept: true }
}

/** The others find it taken: the server knows the key. */
function oneTabAtATime(sessionId: string, work: () => Promise<void>): Promise<unknown> {
  return 'locks' in navigator ? navigator.locks.request(`clearway-send-${sessionId}`, work) : work()
}
