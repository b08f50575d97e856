/** When a login is to be warned of its end: by the seconds the server says are left, never by the clock of a device. */

/** As the server said it. `idleSeconds` until it goes idle, `endSeconds` until its absolute end. */
export type TimeLeft = { idleMinutes: number; idleSeconds: number; endSeconds: number }

/** `idle-soon` can be put off by staying, `end-soon` cannot. */
export type LoginStanding =
  | { is: 'quiet' }
  | { is: 'idle-soon'; seconds: number }
  | { is: 'end-soon'; seconds: number }
  | { is: 'over' }

const idleWarningSeconds = 120
export const endWarningSeconds = 600

/** Seconds before the idle limit: two minutes, or half of a time that is shorter than four. */
export function idleWarning(idleMinutes: number): number {
  return Math.min(idleWarningSeconds, idleMinutes * 30)
}

/** How a login stands `passed` seconds after its time left was asked for. */
export function standingOfLogin({ idleMinutes, idleSeconds, endSeconds }: TimeLeft, passed: number): LoginStanding {
  const idle = idleSeconds - passed
  const end = endSeconds - passed
  if (Math.min(idle, end) <= 0) return { is: 'over' }
  if (idle <= idleWarning(idleMinutes) && idle < end) return { is: 'idle-soon', seconds: Math.ceil(idle) }
  return end <= endWarningSeconds ? { is: 'end-soon', seconds: Math.ceil(end) } : { is: 'quiet' }
}
