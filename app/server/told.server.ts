/** What whoever starts the server knows only later: where its database is. In a message, because a process list shows an environment. */
import cluster from 'node:cluster'
import { once } from 'node:events'

type Told = Record<string, string>

/**
 * To be called before anything else listens to messages, which would take them. Takes what is told into the environment and resolves with it; with nothing, at once, where nobody is to tell anything
 * (`CLEARWAY_TOLD_LATER`). Ends the process when whoever would have told is gone.
 */
export async function toldLater(): Promise<Told> {
  if (!process.env.CLEARWAY_TOLD_LATER) return {}
  const giveUp = () => process.exit(1)
  if (!process.connected) giveUp()
  process.once('disconnect', giveUp)
  const [told] = (await once(process, 'message')) as [Told]
  process.off('disconnect', giveUp)
  delete process.env.CLEARWAY_TOLD_LATER
  Object.assign(process.env, told)
  if (cluster.isPrimary) process.disconnect()
  return told
}
