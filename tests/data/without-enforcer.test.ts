/** With the enforcer dead, nothing of what a clinic relies on is missing: pages say past, and what may not start does not. */
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { startSession } from '~/data/training-sessions.server'
import { listBoard } from '~/data/window-board.server'
import { readClinic } from '~/database/door.server'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import { type Built, buildCleared, measureLop, train } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
let clinic: Clinic
let therapist: Acting
let trainer: Acting
let past: Built

// Cleared to train five times a week, and trained for longer than three weeks: nobody ever ran the enforcer.
beforeAll(async () => {
  clinic = await buildClinic(database)
  therapist = await acting(clinic.therapist)
  trainer = await acting(clinic.trainer)
  past = await buildCleared(clinic, { sessionsPerWeek: 5, at: daysAgo(24) })
  await train(clinic, past, { at: daysAgo(24) })
  await measureLop(clinic, past.clientId)
})

const start = (who: Acting) =>
  startSession(who, { key: randomUUID(), at: new Date(), programId: past.programId, place: 'clinic', painNrs: null })

it('nothing was flagged, and nobody told', async () => {
  const [row] = await clinic.sql<{ n: number }>(
    clinic.admin,
    'select ((select count(*) from window_flags) + (select count(*) from notifications))::int as n',
  )
  expect(row?.n).toBe(0)
})

it('the board says past and breach all the same', async () => {
  const asked = {
    phase: 'past',
    severity: 'breach',
    frequency: null,
    trainerId: null,
    limb: null,
    after: null,
    before: null,
  } as const
  const { rows } = await readClinic(therapist, (query) => listBoard(query, therapist, asked, new Date()))
  expect(rows.map(({ window }) => window)).toEqual([{ phase: 'past', day: 25, daysOver: 4 }])
})

it('a session in breach cannot be started from the page', async () => {
  expect(await start(trainer)).toEqual({ ok: false, why: 'in-breach' })
})

it('nor by straight SQL as the app', async () => {
  await expect(train(clinic, past)).rejects.toThrow('in-breach')
})
