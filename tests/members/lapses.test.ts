/** Licences and credentials about to lapse: told to their holder and the admins, once a date and threshold. */
import { beforeEach, describe, expect, it } from 'vitest'
import { listToDo } from '~/data/members.server'
import { readClinic } from '~/database/door.server'
import { lapseDaysBefore, lapseToTell } from '~/domain/lapse'
import { addDays } from '~/domain/calendar-day'
import { tellLapses } from '~/jobs/lapses.server'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import { change } from '../changing-members'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
// Berlin's day begins at 23:00 of the day before in UTC.
const on = (day: string, time = '08:00') => new Date(`${day}T${time}:00Z`)
const until = '2027-01-31'
const told = async () =>
  (
    await clinic.owner<{ says: string }>(
      `select l.what || ' ' || l.days_before || ': ' || string_agg(m.name, ', ' order by m.name) as says
       from lapse_notices l join notifications n on n.subject_id = l.id and n.kind = l.what || '-lapsing' join members m on m.id = n.member_id
       where l.clinic_id = $1 group by l.id, l.what, l.days_before order by l.days_before desc, l.what`,
      [clinic.id],
    )
  ).map(({ says }) => says)
const mails = async () =>
  (
    await clinic.owner<{ n: number }>(
      `select count(*)::int as n from outbox where kind in ('licence-lapsing', 'credential-lapsing')`,
    )
  )[0]?.n

beforeEach(async () => {
  clinic = await buildClinic(database)
  await clinic.owner('update members set licence_valid_until = $2 where id = $1', [clinic.therapist.memberId, until])
})

describe('a licence until 31 January', () => {
  it('is told 30 and 7 days before, to its holder and the admins, in the inbox and by mail', async () => {
    await tellLapses(on('2026-12-31'))
    expect(await told()).toEqual([])
    // Still the 31st in UTC, and the 1st in Berlin.
    await tellLapses(on('2026-12-31', '23:30'))
    expect(await told()).toEqual(['licence 30: Ada Admin, Lin Chen'])
    for (const day of ['2027-01-02', '2027-01-23']) await tellLapses(on(day))
    expect(await told()).toHaveLength(1)
    await tellLapses(on('2027-01-24'))
    expect(await told()).toEqual(['licence 30: Ada Admin, Lin Chen', 'licence 7: Ada Admin, Lin Chen'])
    for (const day of ['2027-01-25', '2027-02-01', '2027-06-01']) await tellLapses(on(day))
    expect(await told()).toHaveLength(2)
    expect(await mails()).toBe(4)
  })

  it('is told once by five jobs at once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => tellLapses(on('2027-01-10'))))
    expect([await told(), await mails()]).toEqual([['licence 30: Ada Admin, Lin Chen'], 2])
  })

  it('is told once where the job was off from before until after', async () => {
    await tellLapses(on('2027-02-03'))
    await tellLapses(on('2027-02-04'))
    expect(await told()).toEqual(['licence 7: Ada Admin, Lin Chen'])
  })

  it('that is renewed is not told of again, until the new date comes near', async () => {
    await tellLapses(on('2027-01-10'))
    const renewed = { kind: 'licence', licence: { number: 'PT-1002', state: 'BE', validUntil: '2028-01-31' } } as const
    expect((await change(clinic, clinic.therapist, renewed)).ok).toBe(true)
    await tellLapses(on('2027-01-30'))
    expect(await told()).toHaveLength(1)
    await tellLapses(on('2028-01-05'))
    expect(await told()).toHaveLength(2)
  })

  it('of somebody who left is told to nobody', async () => {
    await change(clinic, clinic.therapist, { kind: 'deactivation', reason: 'Retired' })
    await tellLapses(on('2027-01-25'))
    expect(await told()).toEqual([])
  })
})

it('a credential is told as a licence is', async () => {
  await clinic.owner('update members set bfr_credential_valid_until = $2 where id = $1', [
    clinic.trainer.memberId,
    until,
  ])
  await tellLapses(on('2027-01-26'))
  expect(await told()).toEqual(['credential 7: Ada Admin, Maya Ruiz', 'licence 7: Ada Admin, Lin Chen'])
})

it('what the database is to tell, day by day, is what the domain says', async () => {
  const days = [31, 30, 29, 8, 7, 6, 0, -1, -40]
  const own = await buildClinic(database)
  const { therapist } = own
  const renewed = 'update members set licence_valid_until = $2 where id = $1'
  for (const [n, left] of days.entries()) {
    for (const [m, before] of [null, ...lapseDaysBefore].entries()) {
      // A date of its own each time: nothing was told of it.
      const good = addDays('2031-01-01', 400 * (n * 3 + m))
      await own.owner(renewed, [therapist.memberId, good])
      if (before !== null) await tellLapses(on(addDays(good, -before)))
      await tellLapses(on(addDays(good, -left)))
      const rows = await own.owner<{ days: number }>(
        'select days_before as days from lapse_notices where clinic_id = $1 and valid_until = $2',
        [own.id, good],
      )
      const due = lapseToTell(good, before, addDays(good, -left))
      const more = rows.map((row) => row.days).filter((one) => one !== before)
      expect(more, `${left} days before, ${before} told`).toEqual(due === null ? [] : [due])
    }
  }
}, 40_000)

it('the admin’s page has first what lapsed, then what lapses within 30 days', async () => {
  await clinic.owner('update members set licence_valid_until = current_date - 3 where id = $1', [
    clinic.doctor.memberId,
  ])
  await clinic.owner('update members set licence_valid_until = current_date + 20 where id = $1', [
    clinic.therapist.memberId,
  ])
  await clinic.owner('update members set licence_valid_until = current_date + 40 where id = $1', [
    clinic.otherTherapist.memberId,
  ])
  const { toDo } = await readClinic(await acting(clinic.admin), (query) => listToDo(query, new Date()))
  expect(toDo.map(({ name, kind, isOver }) => [name, kind, isOver])).toEqual([
    ['Dr. Amara Osei', 'licence', true],
    ['Lin Chen', 'licence', false],
  ])
})
