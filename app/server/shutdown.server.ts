/** Takes no more connections, lets what is under way finish, and then ends: nobody's answer is cut off. */
import type { Server } from 'node:http'

const patienceMs = 10_000

/** Resolves when every answer is out, or after the patience is over and the rest was cut off. */
export async function closeServer(server: Server, patience = patienceMs): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const tooLong = setTimeout(() => server.closeAllConnections(), patience)
  await closed
  clearInterval(idle)
  clearTimeout(tooLong)
}

/**
 * Calls `stop` once, at the first SIGTERM or SIGINT; or when npm, which started us, is gone: a signal to npm does
 * not reach its child.
 */
export function onceAskedToStop(stop: () => Promise<void>): void {
  const parent = process.ppid
  const watch = setInterval(() => process.ppid !== parent && ask(), 1_000).unref()
  if (!process.env.npm_lifecycle_event) clearInterval(watch)
  let isAsked = false
  function ask() {
    clearInterval(watch)
    if (!isAsked) void stop()
    isAsked = true
  }
  process.on('SIGTERM', ask).on('SIGINT', ask)
}
