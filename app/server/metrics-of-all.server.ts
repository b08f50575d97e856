/** Numbers of all processes that serve, added up by the one that leads: whoever asks is answered by any of them. */
import cluster, { type Worker } from 'node:cluster'
import { AggregatorRegistry, type MetricObjectWithValues, type MetricValue, type Registry } from 'prom-client'

type Numbers = MetricObjectWithValues<MetricValue<string>>[]
/** To the one that leads, from it to each that serves, and back the same way. */
type Message =
  | { metrics: 'of all' }
  | { metrics: 'of you' }
  | { metrics: 'of me'; numbers: Numbers }
  | { metrics: 'added up'; text: string | null }

const patienceMs = 5_000

const isMessage = (message: unknown): message is Message =>
  typeof message === 'object' && message !== null && 'metrics' in message

const says = <What extends Message['metrics']>(message: unknown, what: What) =>
  isMessage(message) && message.metrics === what ? (message as Extract<Message, { metrics: What }>) : null

/** In the one that leads. Asked are those that listen: one that is still loading has nothing to tell. */
export function addUpMetrics(): void {
  const serving = new Set<Worker>()
  cluster.on('listening', (one) => serving.add(one))
  cluster.on('exit', (one) => serving.delete(one))
  cluster.on('message', async (asking, message: unknown) => {
    if (!says(message, 'of all')) return
    const text = await Promise.all([...serving].map(numbersOf)).then(
      (all) => AggregatorRegistry.aggregate(all).metrics(),
      () => null,
    )
    if (asking.isConnected()) asking.send({ metrics: 'added up', text } satisfies Message)
  })
}

/** Of one that ends meanwhile there are none; rejects where one is silent for too long. */
function numbersOf(one: Worker): Promise<Numbers> {
  return new Promise((resolve, reject) => {
    const end = (numbers: Numbers | null) => {
      clearTimeout(tooLong)
      one.off('message', told).off('exit', ended)
      if (numbers) resolve(numbers)
      else reject(new ProcessSilent())
    }
    const told = (message: unknown) => {
      const answer = says(message, 'of me')
      if (answer) end(answer.numbers)
    }
    const ended = () => end([])
    const tooLong = setTimeout(() => end(null), patienceMs)
    one.on('message', told).once('exit', ended)
    one.send({ metrics: 'of you' } satisfies Message)
  })
}

/** In one that serves: tells what is in `registry` when the one that leads asks. */
export function tellMetrics(registry: Registry): void {
  process.on('message', async (message) => {
    if (!says(message, 'of you')) return
    process.send?.({ metrics: 'of me', numbers: (await registry.getMetricsAsJSON()) as Numbers } satisfies Message)
  })
}

export class ProcessSilent extends Error {}

let asked: Promise<string> | null = null

/**
 * In one that serves: whoever asks while somebody is being answered is answered with that. Throws ProcessSilent where one of
 * them does not answer within 5 seconds: numbers of some of them would look as if the others had counted backwards.
 */
export function metricsOfAll(): Promise<string> {
  asked ??= ask().finally(() => {
    asked = null
  })
  return asked
}

function ask(): Promise<string> {
  return new Promise((resolve, reject) => {
    const answered = (message: unknown) => {
      const answer = says(message, 'added up')
      if (!answer) return
      process.off('message', answered)
      if (answer.text === null) reject(new ProcessSilent())
      else resolve(answer.text)
    }
    process.on('message', answered)
    process.send?.({ metrics: 'of all' } satisfies Message)
  })
}
