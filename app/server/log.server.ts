/** One JSON line an event on standard output: ids and numbers, never what somebody wrote or a secret. */

type Line = { level: 'info' | 'error'; kind: string } & Record<string, string | number | string[] | undefined>

export type Log = (line: Line) => void

export const log: Log = (line) => {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`)
}

const stackFrame = /^\s+at (?:[\w.$<>[\] ]+ )?\(?(?:file:|node:|\/)\S+:\d+:\d+\)?$/

/** What may be written down of an unexpected error: its class, code and places in the code, not its message. */
export function errorFacts(error: unknown): { name: string; code: string | undefined; frames: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, code: undefined, frames: [] }
  const lines = (error.stack ?? '').replace(error.message, '').split('\n')
  const frames = lines.filter((line) => stackFrame.test(line)).map((line) => line.trim())
  const code = 'code' in error && /^[\w-]{1,40}$/.test(String(error.code)) ? String(error.code) : undefined
  return { name: error.name, code, frames: frames.slice(0, 8) }
}
