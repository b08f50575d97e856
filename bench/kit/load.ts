/** A load over HTTP on this machine: connections that each ask again as soon as they were answered, for a while. */
import { Agent, request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { percentile } from './figure'

export type Asked = { path: string; headers?: Record<string, string> }

export type Load = {
  port: number
  /** What is asked next. */
  ask: () => Asked
  /** Whether this is the whole answer; one that is not, or that is no 2xx, ends the bench. */
  isRight: (body: string, asked: Asked) => boolean
  /** Done before each is asked, and in no time that is measured of it. */
  before?: () => Promise<unknown>
  milliseconds?: number
  /** As many and no more, however long they take; without it, as many as come in the time. */
  requests?: number
}

export type Answered = { perSecond: number; p50: number; p99: number; bytes: number }

export const connections = 8

export async function load({ port, ask, isRight, before, milliseconds = 2_000, requests }: Load): Promise<Answered> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const took: number[] = []
  let bytes = 0
  const began = performance.now()
  let sent = 0
  const goesOn = () => (requests === undefined ? performance.now() - began < milliseconds : sent < requests)
  const connection = async () => {
    while (goesOn()) {
      sent += 1
      await before?.()
      const started = performance.now()
      const asked = ask()
      const { status, body, size } = await answerOf(agent, port, asked)
      if (status < 200 || status > 299 || !isRight(body, asked))
        throw new Error(
          `${asked.path} was answered by ${status} with ${body.length} characters, which are not the whole answer.`,
        )
      took.push(performance.now() - started)
      bytes = size
    }
  }
  await Promise.all(Array.from({ length: connections }, connection))
  agent.destroy()
  const seconds = (performance.now() - began) / 1000
  return { perSecond: took.length / seconds, p50: percentile(took, 0.5), p99: percentile(took, 0.99), bytes }
}

type Answer = { status: number; body: string; size: number }

const opened: Record<string, (bytes: Buffer) => Buffer> = { gzip: gunzipSync, br: brotliDecompressSync }

/** A body that was sent compressed is opened, to be looked at; `size` is as it was sent. */
function answerOf(agent: Agent, port: number, { path, headers }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers, agent }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const whole = opened[response.headers['content-encoding'] ?? '']?.(bytes) ?? bytes
        resolve({ status: response.statusCode ?? 0, body: whole.toString(), size: bytes.length })
      })
    })
    sent.on('error', reject)
    sent.end()
  })
}
