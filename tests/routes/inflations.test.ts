/** The time of a cuff as a page sends it: counted by the phone, or typed by the clinic's clock where none did. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { action, loader } from '~/routes/sessions.$sessionId_.inflations'
import { startSession } from '~/data/training-sessions.server'
import { acting } from '../acting'
import { type Answer, ask } from '../asking'
import { buildClinic, type Clinic } from '../builders'
import { type Built, buildCleared } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const dayMs = 86_400_000
/** Yesterday at eleven in UTC, at noon or one in Berlin. */
const begunAt = new Date(Math.floor(Date.now() / dayMs) * dayMs - 13 * 3_600_000)
const later = (seconds: number) => new Date(+begunAt + seconds * 1000)

let clinic: Clinic
let session: Built & { sessionId: string }
let clock: { day: string; begun: string }

beforeAll(async () => {
  clinic = await buildClinic(database)
  const built = await buildCleared(clinic, { at: later(-3_600) })
  const start = { key: randomUUID(), at: begunAt, programId: built.programId, place: 'clinic', painNrs: null } as const
  const outcome = await startSession(await acting(clinic.trainer), start)
  session = { ...built, sessionId: outcome.ok ? outcome.sessionId : '' }
  const [row] = await clinic.sql<{ day: string; begun: string }>(
    clinic.trainer,
    "select clinic_day($1)::text as day, to_char($1::timestamptz at time zone clinic_zone(), 'HH24') as begun",
    [begunAt],
  )
  clock = row ?? { day: '', begun: '' }
})

const send = (fields: Record<string, string>) => {
  const { sessionId, lineId } = session
  return ask(action, clinic.trainer, { sessionId }, { key: randomUUID(), lineId, pressureMmhg: '100', ...fields })
}
const said = ({ data }: Answer) => (data?.mistakes as { message: string; fieldId?: string }[]) ?? []
const logged = () =>
  clinic.sql<{ on_at: Date; off_at: Date }>(
    clinic.trainer,
    'select on_at, off_at from inflations where session_id = $1 order by on_at',
    [session.sessionId],
  )

describe('the time of a cuff', () => {
  it('typed wrong is answered beside its field, with what was typed', async () => {
    const answer = await send({ day: clock.day, onTime: '', offTime: 'soon' })
    expect(answer.status).toBe(400)
    expect(said(answer)).toEqual([
      { message: 'Enter the time the cuff went on.', fieldId: 'onTime' },
      { message: 'Enter the time the cuff came off.', fieldId: 'offTime' },
    ])
    expect(answer.data?.typed).toMatchObject({ offTime: 'soon', pressureMmhg: '100' })
    const turned = await send({ day: clock.day, onTime: `${clock.begun}:20`, offTime: `${clock.begun}:10` })
    expect([turned.status, said(turned)[0]?.message]).toEqual([
      409,
      expect.stringContaining('off after that within 2 hours'),
    ])
    expect(await logged()).toEqual([])
  })

  it('typed right is that of the clinic, and the page offers the clock of a cuff that is on', async () => {
    const typed = { day: clock.day, onTime: `${clock.begun}:05`, offTime: `${clock.begun}:11:30` }
    expect(await send(typed)).toMatchObject({ status: 303, to: `/sessions/${session.sessionId}` })
    expect(await logged()).toEqual([{ on_at: later(300), off_at: later(690) }])
    const { sessionId, lineId } = session
    const search = `?line=${lineId}&on=${later(1_265).toISOString()}`
    const page = await ask(loader, clinic.trainer, { sessionId }, null, search)
    expect(page.data).toMatchObject({ begun: { lineId, day: clock.day, onTime: `${clock.begun}:21:05` } })
  })

  it('counted and too long asks for its reason, and is taken with it under the same key', async () => {
    const counted = { key: randomUUID(), onAt: later(900).toISOString(), offAt: later(1_400).toISOString() }
    const asked = await send(counted)
    expect([asked.status, asked.data?.isBeyond]).toEqual([409, true])
    expect(said(asked).map(({ message }) => message.replaceAll('\u00a0', ' '))).toEqual([
      'cuff on for longer than cleared: 8 min 20 s, cleared 8 min',
    ])
    expect(await send({ ...counted, reason: 'The valve stuck' })).toMatchObject({ status: 303 })
    expect(await send({ ...counted, reason: 'The valve stuck' })).toMatchObject({ status: 303 })
    expect(await logged()).toHaveLength(2)
  })
})
