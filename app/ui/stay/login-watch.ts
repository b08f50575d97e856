/** Watches how long the login of a page has left: counted on by itself, asked of the server near the end and on return. */
import { endWarningSeconds, type LoginStanding, standingOfLogin, type TimeLeft } from '~/domain/time-left'

/** As /login-state answers. */
type Said = { is: 'over' } | ({ is: 'open'; memberId: string; email: string } & TimeLeft)
type Open = Extract<Said, { is: 'open' }>

export type LoginWatch = {
  /** Asks the server to count this as use. */
  stay: () => Promise<void>
  /** Resolves to whether the login of the same person is open now. */
  look: () => Promise<boolean>
  /** The warning of the end was read. */
  dismiss: () => void
  email: () => string | null
  stop: () => void
}

const statePath = '/login-state'
/** As the guard reads it: asked by a page, which is no use of the login. */
const polling = { 'X-Clearway-Polling': '1' }
const channelName = 'clearway-login'
const firstAskMs = 1_000
const tickMs = 1_000
const patienceMs = 8_000
/** Near the end it is asked anew after so many seconds, because there may be use in another tab or on another page. */
const freshSeconds = 15
const returnSeconds = 2
/** Who touched or typed within so many seconds works here, and is not asked whether they still do. */
const workingSeconds = 60

type Instant = { wall: number; steady: number }
const instant = (): Instant => ({ wall: Date.now(), steady: performance.now() })

/** A device that slept stands still by one clock, one whose clock was put back by the other: whichever says more. */
function secondsSince({ wall, steady }: Instant): number {
  return Math.max(Date.now() - wall, performance.now() - steady, 0) / 1_000
}

// Of the document, whichever page it shows: the absolute end is not forgotten between two pages.
let known: (Open & { at: Instant }) | null = null
let isEndRead = false

/** Watches for the page of `memberId`; `show` is told whenever what is to be seen changes. */
export function watchLogin(memberId: string, show: (standing: LoginStanding) => void): LoginWatch {
  let shown: LoginStanding = { is: 'quiet' }
  let tried: Instant | null = null
  let touched: Instant | null = null
  let isStopped = false
  let asking: Promise<void> | null = null
  const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(channelName) : null
  if (known?.memberId !== memberId) known = null

  const put = (next: LoginStanding) => {
    if (isStopped || sameStanding(shown, next)) return
    shown = next
    show(next)
  }
  const take = (said: Said, at: Instant) => {
    if (said.is === 'over') return put({ is: 'over' })
    if (said.memberId !== memberId) {
      // Somebody else has signed in here: nothing of the first may be seen by them, nor sent in their name.
      put({ is: 'over' })
      return location.replace('/')
    }
    known = { ...said, at }
    if (said.endSeconds > endWarningSeconds) isEndRead = false
    put(standingOfLogin(said, secondsSince(at)).is === 'over' ? { is: 'over' } : { is: 'quiet' })
  }
  const ask = (isUsed: boolean): Promise<void> => {
    asking ??= (async () => {
      tried = instant()
      const said = await fetchState(isUsed)
      asking = null
      if (isStopped) return
      if (said) take(said, tried)
      if (said?.is === 'open') channel?.postMessage(said)
      tick()
    })()
    return asking
  }
  const tick = () => {
    if (!known || shown.is === 'over') return
    const standing = standingOfLogin(known, secondsSince(known.at))
    if (standing.is === 'over') {
      // Covered first: whether there was use elsewhere is found out behind the cover.
      put(standing)
      void ask(false)
    } else if (standing.is === 'quiet' || (standing.is === 'end-soon' && isEndRead)) {
      put({ is: 'quiet' })
    } else {
      const isWarning = shown.is === standing.is
      const isFresh = secondsSince(later(tried, known.at)) < freshSeconds
      if (isFresh || isWarning) put(standing)
      if (!isFresh) void ask(standing.is === 'idle-soon' && !isWarning && isWithin(touched, workingSeconds))
    }
  }
  const comeBack = () => {
    if (document.visibilityState === 'hidden') return
    tick()
    if (!isWithin(tried, returnSeconds)) void ask(false)
  }
  const touch = () => {
    touched = instant()
  }

  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<Open>) => {
      if (data.memberId !== memberId) return void ask(false)
      take(data, instant())
      tick()
    }
  }
  const stopListening = listen(touch, comeBack)
  const timer = setInterval(tick, tickMs)
  const first = known ? undefined : setTimeout(() => tried ?? void ask(false), firstAskMs)
  return {
    stay: async () => {
      await asking
      await ask(true)
    },
    look: async () => {
      await asking
      await ask(false)
      return shown.is !== 'over'
    },
    dismiss: () => {
      isEndRead = true
      tick()
    },
    email: () => known?.email ?? null,
    stop: () => {
      isStopped = true
      clearInterval(timer)
      clearTimeout(first)
      channel?.close()
      stopListening()
    },
  }
}

/** Null where the server was not reached, which changes nothing. */
async function fetchState(isUsed: boolean): Promise<Said | null> {
  try {
    const headers = isUsed ? {} : polling
    const answer = await fetch(statePath, { headers, cache: 'no-store', signal: AbortSignal.timeout(patienceMs) })
    return answer.ok ? ((await answer.json()) as Said) : null
  } catch {
    return null
  }
}

function listen(touch: () => void, comeBack: () => void): () => void {
  const touches = ['pointerdown', 'keydown'] as const
  for (const event of touches) document.addEventListener(event, touch, { capture: true })
  document.addEventListener('visibilitychange', comeBack)
  const returns = ['focus', 'online'] as const
  for (const event of returns) window.addEventListener(event, comeBack)
  return () => {
    for (const event of touches) document.removeEventListener(event, touch, { capture: true })
    document.removeEventListener('visibilitychange', comeBack)
    for (const event of returns) window.removeEventListener(event, comeBack)
  }
}

function isWithin(at: Instant | null, seconds: number): boolean {
  return at !== null && secondsSince(at) < seconds
}

function later(one: Instant | null, other: Instant): Instant {
  return one && secondsSince(one) < secondsSince(other) ? one : other
}

function sameStanding(one: LoginStanding, other: LoginStanding): boolean {
  return one.is === other.is && ('seconds' in one ? one.seconds : 0) === ('seconds' in other ? other.seconds : 0)
}
