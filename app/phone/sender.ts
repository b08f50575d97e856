/** Sends what waits on the phone: in order, one at a time, and each until the server has answered it. */
import type { Entry } from '~/domain/kept-entries'

/** `why` of a refusal is the server's own word; `unanswered`: there is a server, and it could not say. */
export type Answer =
  | { is: 'taken'; id: string }
  | { is: 'refused'; why: string; says: string[] }
  | { is: 'unreachable' | 'unanswered' | 'login-over' | 'another-member' }

/** How far the sending came: to the end, or to what stopped it. */
export type Sent = 'all' | 'unreachable' | 'unanswered' | 'login-over' | 'another-member'

type Post = (path: string, body: URLSearchParams) => Promise<Response>

const patienceMs = 20_000

const post: Post = (path, body) =>
  fetch(path, { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(patienceMs) })

/** Sends the entries that wait, oldest first; `onAnswer` is awaited before the next one goes. */
export async function sendInOrder(
  entries: readonly Entry[],
  memberId: string,
  onAnswer: (entry: Entry, answer: Answer) => Promise<void>,
  by: Post = post,
): Promise<Sent> {
  for (const entry of entries) {
    if (entry.state.is !== 'waiting') continue
    const answer = await sendOne(entry, memberId, by)
    await onAnswer(entry, answer)
    if (answer.is !== 'taken' && answer.is !== 'refused') return answer.is
  }
  return 'all'
}

async function sendOne({ key, sessionId, kind, doneAt, isKept, fields }: Entry, memberId: string, by: Post) {
  const own = { kind, key, memberId, doneAt, ...(isKept ? { isKept: '1' } : {}) }
  const body = new URLSearchParams({ ...fields, ...own })
  try {
    return await answerOf(await by(`/sessions/${sessionId}/entries`, body))
  } catch {
    return { is: 'unreachable' } as const
  }
}

/** Somebody else in the clinic was saving: no refusal of this entry. */
const notYet = 'somebody-else-saving'

async function answerOf(response: Response): Promise<Answer> {
  if (response.type === 'opaqueredirect' || response.status === 401) return { is: 'login-over' }
  const said: unknown = await response.json().catch(() => null)
  const { outcome, id, why, says, beyond, mistakes } = fieldsOf(said)
  if (outcome === 'taken') return { is: 'taken', id: textOf(id) }
  if (outcome === 'another-member') return { is: 'another-member' }
  if (outcome === 'refused' && why !== notYet)
    return { is: 'refused', why: textOf(why), says: [textOf(says), ...textsOf(beyond)] }
  if (outcome === 'mistake') return { is: 'refused', why: 'mistake', says: textsOf(mistakes) }
  if (response.status === 403 || response.status === 404) return { is: 'refused', why: 'not-yours', says: [] }
  return { is: 'unanswered' }
}

function fieldsOf(said: unknown): Record<string, unknown> {
  return typeof said === 'object' && said !== null ? (said as Record<string, unknown>) : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(textOf) : []
}
