/** Numbers of all processes that serve, added up by the one that leads: whoever asks is answered by any of them. */
import cluster from 'node:cluster'
import { AggregatorRegistry } from 'prom-client'

type Asked = { metricsOfAll: 'asked' }
type Answer = { metricsOfAll: 'answered'; text: string | null }

const isAsked = (message: unknown): message is Asked => (message as Asked | null)?.metricsOfAll === 'asked'
const isAnswer = (message: unknown): message is Answer => (message as Answer | null)?.metricsOfAll === 'answered'

/** In the one that leads. */
export function addUpMetrics(): void {
  const all = new AggregatorRegistry()
  cluster.on('message', async (asking, message: unknown) => {
    if (!isAsked(message)) return
    const text = await all.clusterMetrics().catch(() => null)
    if (asking.isConnected()) asking.send({ metricsOfAll: 'answered', text } satisfies Answer)
  })
}

/** In one that serves, before all else: who asks the others does not wait for one that is still loading. */
export function tellMetrics(): void {
  // Making one is what lets a process answer.
  new AggregatorRegistry()
}

/** In one that serves: whoever asks while it is being answered is answered with it. Throws where another does not answer. */
export function metricsOfAll(): Promise<string> {
  return new Promise((resolve, reject) => {
    const answered = (message: unknown) => {
      if (!isAnswer(message)) return
      process.off('message', answered)
      if (message.text === null) reject(new Error('A process does not answer.'))
      else resolve(message.text)
    }
    process.on('message', answered)
    process.send?.({ metricsOfAll: 'asked' } satisfies Asked)
  })
}
