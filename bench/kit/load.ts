/** A load over HTTP on this machine: connections that each ask again as soon as they were answered, for a while. */
import { Agent, request } from 'node:http'
import { percentile } from './figure'

export type Asked = { path: string; headers?: Record<string, string> }

export type Load = {
  port: number
  /** What is asked next. */
  ask: () => Asked
  /** Whether this is the whole answer; one that is not, or that is no 2xx, ends the bench. */
  isRight: (body: string, asked: Asked) => boolean
  milliseconds?: number
  /** As many and no more, however long they take; without it, as many as come in the time. */
  requests?: number
}

export type Answered = { perSecond: number; p50: number; p99: number; bytes: number }

export const connections = 8

export async function load({ port, ask, isRight, milliseconds = 2_000, requests }: Load): Promise<Answered> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const took: number[] = []
  let bytes = 0
  const began = performance.now()
  let sent = 0
  const goesOn = () => (requests === undefined ? performance.now() - began < milliseconds : sent < requests)
  const connection = async () => {
    while (goesOn()) {
      sent += 1
      const started = performance.now()
      const asked = ask()
      const { status, body } = await answerOf(agent, port, asked)
      if (status < 200 || status > 299 || !isRight(body, asked))
        throw new Error(
          `${asked.path} was answered by ${status} with ${body.length} characters, which are not the whole answer.`,
        )
      took.push(performance.now() - started)
      bytes = body.length
    }
  }
  await Promise.all(Array.from({ length: connections }, connection))
  agent.destroy()
  const seconds = (performance.now() - began) / 1000
  return { perSecond: took.length / seconds, p50: percentile(took, 0.5), p99: percentile(took, 0.99), bytes }
}

function answerOf(agent: Agent, port: number, { path, headers }: Asked): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers, agent }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }))
    })
    sent.on('error', reject)
    sent.end()
  })
}
