/** What nobody caught is written down like any other error; Node itself would print its message. */
import { errorFacts, log } from './log.server'

/**
 * A promise nobody waited for harms no other request, so the server stays. After an exception nobody caught its state
 * is unknown: it ends, and whoever watches it starts it again.
 */
export function writeDownTheUncaught(): void {
  process.on('unhandledRejection', (error) => log({ level: 'error', kind: 'unhandled', ...errorFacts(error) }))
  process.on('uncaughtException', (error) => {
    log({ level: 'error', kind: 'uncaught', ...errorFacts(error) })
    process.exit(1)
  })
}
