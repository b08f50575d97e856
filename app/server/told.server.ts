/** What whoever starts the server knows only later: where its database is. In a message, because an environment can be read from outside. */
import cluster from 'node:cluster'
import { once } from 'node:events'

export type Told = Record<string, string>

/** Where it is set, somebody is to tell. */
export const toldLaterName = 'CLEARWAY_TOLD_LATER'

/** What one of several processes says when it is ready to be told: what is sent to it before that is lost. */
export const readyToBeTold = 'ready to be told'

/**
 * Resolves with what is told; with nothing, at once, where nobody is to tell anything. To be called before anything else
 * listens to messages, which would take them. Ends the process when whoever would have told is gone.
 */
export async function toldLater(): Promise<Told> {
  if (!process.env[toldLaterName]) return {}
  const giveUp = () => process.exit(1)
  if (!process.connected) giveUp()
  process.once('disconnect', giveUp)
  const message = once(process, 'message')
  if (cluster.isWorker) process.send?.(readyToBeTold)
  const [told] = (await message) as [Told]
  process.off('disconnect', giveUp)
  if (cluster.isPrimary) process.disconnect()
  return told
}
