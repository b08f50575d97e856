import { expect, it } from 'vitest'
import { mayArchive } from './client-archive'

const nothing = { isArchived: false, hasUnansweredRedFlag: false, hasRunningSession: false, hasOpenProgram: false }

it.each([
  [{}, { ok: true }],
  [{ hasOpenProgram: true }, { ok: false, why: 'program-not-over' }],
  [
    { hasOpenProgram: true, hasRunningSession: true },
    { ok: false, why: 'session-running' },
  ],
  [
    { hasRunningSession: true, hasUnansweredRedFlag: true },
    { ok: false, why: 'red-flag-unanswered' },
  ],
  [
    { isArchived: true, hasUnansweredRedFlag: true },
    { ok: false, why: 'client-archived' },
  ],
])('a client with %j is put away or not: %j', (left, verdict) => {
  expect(mayArchive({ ...nothing, ...left })).toEqual(verdict)
})
