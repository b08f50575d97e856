/** The board of rehab windows: its order, its pages, its filters, and the counts that lead to it. */
import { beforeAll, describe, expect, it } from 'vitest'
import { listBoard } from '~/data/window-board.server'
import { countWindows } from '~/data/window-counts.server'
import { readClinic } from '~/database/door.server'
import { addDays } from '~/domain/calendar-day'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import { Planter, trained } from '../builders-window'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()

describe('the board', () => {
  const none = { phase: null, severity: null, frequency: null, trainerId: null, limb: null, after: null, before: null }
  const at = new Date('2026-05-31T12:00:00Z')
  let own: Clinic

  const board = async (asked: object, who = own.doctor) => {
    const member = await acting(who)
    return readClinic(member, (query) => listBoard(query, member, { ...none, ...asked }, at))
  }

  beforeAll(async () => {
    own = await buildClinic(database)
    const other = await Planter.open(own, database.urls.superuser)
    for (let n = 0; n < 56; n++) {
      const planted = await other.program({ sessionsPerWeek: n % 3 === 0 ? 5 : 2, limbs: n % 2 ? ['left-leg'] : [] })
      await trained(own, planted, addDays('2026-05-31', -n))
    }
    await other.close()
  })

  it('shows breaches above reviews due above the rest, each by the day it goes past', async () => {
    const { rows } = await board({})
    const order = rows.map(({ flag }) => ['breach', 'review-due', null].indexOf(flag))
    expect(order).toEqual([...order].sort())
    const days = rows.filter(({ flag }) => flag === null).map(({ window }) => window.day)
    expect(days).toEqual([...days].sort((one, other) => other - one))
  })

  it('is paged forth and back without losing or repeating a row', async () => {
    const first = await board({})
    const second = await board({ after: first.after })
    const back = await board({ before: second.before })
    expect([first.rows.length, second.rows.length, second.after, first.before]).toEqual([50, 6, null, null])
    expect(new Set([...first.rows, ...second.rows].map(({ key }) => key)).size).toBe(56)
    expect(back.rows.map(({ key }) => key)).toEqual(first.rows.map(({ key }) => key))
    expect([back.before, back.after]).toEqual([null, first.after])
  })

  it('answers an address whose place in the list its filter does not show', async () => {
    const first = await board({})
    const breached = first.rows[0]?.key ?? ''
    const open = await board({ phase: 'open' })
    expect((await board({ phase: 'open', after: breached })).rows.map(({ key }) => key)).toEqual(
      open.rows.map(({ key }) => key),
    )
  })

  it.each([
    [{ phase: 'past' }, 35],
    [{ phase: 'last-day' }, 1],
    [{ phase: 'closing' }, 7],
    [{ phase: 'open' }, 14],
    [{ phase: 'extended' }, 0],
    [{ limb: 'left-leg' }, 28],
    [{ limb: 'right-leg' }, 0],
    // Every sixth of 56 is odd and a third: 3, 9, ... 51.
    [{ frequency: 'high' }, 9],
    [{ frequency: 'standard' }, 47],
    // Of these, past from day 22 on: 21, 27, 33, 39, 45, 51.
    [{ severity: 'breach' }, 6],
    [{ severity: 'review-due' }, 29],
    [{ phase: 'past', frequency: 'high', limb: 'left-leg' }, 6],
  ])('filtered by %j shows %d', async (asked, count) => {
    expect((await board(asked)).rows).toHaveLength(count)
  })

  it('filtered by trainer shows who raised it, and nobody else’s', async () => {
    expect((await board({ trainerId: own.trainer.memberId })).rows).toHaveLength(50)
    expect((await board({ trainerId: own.otherTrainer.memberId })).rows).toEqual([])
  })

  it('and its counts are a trainer’s for their own clients, and everybody’s for an admin', async () => {
    const counts = async (who: Clinic['trainer']) => {
      const member = await acting(who)
      return readClinic(member, (query) => countWindows(query, member, at))
    }
    expect(await counts(own.trainer)).toEqual({ breaches: 6, reviews: 29, closing: 7 })
    expect(await counts(own.otherTrainer)).toEqual({ breaches: 0, reviews: 0, closing: 0 })
    expect(await counts(own.admin)).toEqual({ breaches: 6, reviews: 29, closing: 7 })
    expect((await board({}, own.otherTrainer)).rows).toEqual([])
    expect((await board({}, own.admin)).rows).toHaveLength(50)
  })
})
