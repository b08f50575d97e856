/** Who is away, and who stands in: once before and back early, and from today on. */
import { randomUUID } from 'node:crypto'
import { endAbsence, recordAbsence } from '~/data/absences.server'
import { addDays } from '~/domain/calendar-day'
import type { RiversideScene } from './courses'
import { done } from './timeline'

export function tellAbsences({ calendar, timeline, staff }: RiversideScene): void {
  const today = calendar.day(0)
  const { acting } = staff.both
  const record = async (at: Date, from: number, until: number) => {
    const days = { from: addDays(today, from), until: addDays(today, until) }
    const who = { memberId: acting.memberId, delegateId: staff.therapist.acting.memberId }
    return (await done(recordAbsence(acting, { key: randomUUID(), at, ...who, ...days }))).absenceId
  }

  let absenceId = ''
  timeline.add(calendar.at(-40, '10:20'), 'Sam will be away', async (at) => {
    absenceId = await record(at, -30, -20)
  })
  timeline.add(calendar.at(-23, '08:10'), 'Sam is back early', async (at) => {
    await done(endAbsence(acting, { key: randomUUID(), at, absenceId }))
  })
  timeline.add(calendar.at(-1, '10:20'), 'Sam will be away again', async (at) => {
    await record(at, 0, 8)
  })
}
