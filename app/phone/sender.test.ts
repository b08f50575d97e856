import { describe, expect, it } from 'vitest'
import type { Entry } from '~/domain/kept-entries'
import { type Answer, sendInOrder } from './sender'

const entry = (key: string, changes: Partial<Entry> = {}): Entry => ({
  key,
  sessionId: 'session-1',
  kind: 'set',
  doneAt: '2026-11-26T10:00:00.000Z',
  isKept: true,
  fields: { reps: '15' },
  state: { is: 'waiting' },
  ...changes,
})

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })
const taken = () => json(200, { outcome: 'taken', id: 'row' })

/** Sends `entries` to a server that gives these answers, one after another. */
async function sending(entries: Entry[], answers: (() => Response)[]) {
  const asked: Record<string, string>[] = []
  const heard: [string, Answer][] = []
  const left = [...answers]
  const sent = await sendInOrder(
    entries,
    'member-1',
    async (of, answer) => {
      heard.push([of.key, answer])
    },
    async (path, body) => {
      asked.push({ path, ...Object.fromEntries(body) })
      const answer = left.shift()
      if (!answer) throw new TypeError('Failed to fetch')
      return answer()
    },
  )
  return { sent, asked, heard }
}

describe('what waits on the phone', () => {
  it('is sent in order, each with its key, its member and its true time', async () => {
    const { sent, asked } = await sending([entry('a'), entry('b', { isKept: false })], [taken, taken])
    expect(sent).toBe('all')
    const told = { path: '/sessions/session-1/entries', kind: 'set', memberId: 'member-1', reps: '15' }
    expect(asked).toEqual([
      { ...told, key: 'a', doneAt: '2026-11-26T10:00:00.000Z', isKept: '1' },
      { ...told, key: 'b', doneAt: '2026-11-26T10:00:00.000Z' },
    ])
  })

  it('stops at the first that meets no connection, and leaves the rest', async () => {
    const { sent, asked, heard } = await sending([entry('a'), entry('b'), entry('c')], [taken])
    expect(sent).toBe('unreachable')
    expect(asked.map(({ key }) => key)).toEqual(['a', 'b'])
    expect(heard.map(([key, { is }]) => [key, is])).toEqual([
      ['a', 'taken'],
      ['b', 'unreachable'],
    ])
  })

  it('goes on behind a refusal, which is kept with its sentence', async () => {
    const refused = () => json(409, { outcome: 'refused', why: 'session-over', says: 'It is over.', beyond: ['load'] })
    const { sent, heard } = await sending([entry('a'), entry('b')], [refused, taken])
    expect(sent).toBe('all')
    expect(heard[0]).toEqual(['a', { is: 'refused', why: 'session-over', says: ['It is over.', 'load'] }])
  })

  it('is not sent again when it was taken or refused before', async () => {
    const before: Entry[] = [
      entry('a', { state: { is: 'taken', id: 'row' } }),
      entry('b', { state: { is: 'refused', why: 'session-over', says: [] } }),
    ]
    expect((await sending(before, [])).asked).toEqual([])
  })

  it.each([
    ['a login that is over', () => json(401, { outcome: 'login-over' }), 'login-over'],
    ['somebody else who is signed in', () => json(403, { outcome: 'another-member' }), 'another-member'],
    ['a server that fails', () => new Response('<html>', { status: 503 }), 'unanswered'],
    ['somebody who saves', () => json(409, { outcome: 'refused', why: 'somebody-else-saving' }), 'unanswered'],
    ['a page that is not an answer', () => new Response('<html>', { status: 200 }), 'unanswered'],
  ])('waits on for %s', async (_case, answer, is) => {
    const { sent, asked } = await sending([entry('a'), entry('b')], [answer])
    expect(sent).toBe(is)
    expect(asked).toHaveLength(1)
  })

  it.each([
    ['a mistake in it', () => json(400, { outcome: 'mistake', mistakes: ['Count the reps.'] }), 'mistake'],
    ['a client who is not theirs any longer', () => new Response('<html>', { status: 404 }), 'not-yours'],
  ])('is shown to its member for %s', async (_case, answer, why) => {
    expect((await sending([entry('a')], [answer])).heard[0]?.[1]).toMatchObject({ is: 'refused', why })
  })
})
