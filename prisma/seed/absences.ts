/** Who is away, who stands in, and which clinicians are of a client's care team, so that the worklist shows whose is what. */
import { randomUUID } from 'node:crypto'
import { endAbsence, recordAbsence } from '~/data/absences.server'
import { addDays } from '~/domain/calendar-day'
import type { RiversideScene } from './courses'
import { done } from './timeline'

export function tellAbsences({ calendar, timeline, staff }: RiversideScene): void {
  const today = calendar.day(0)
  const delegateId = staff.therapist.acting.memberId
  const record = (day: number, days: { from: string; until: string }, then?: (id: string) => void) =>
    timeline.add(calendar.at(day, '10:20'), 'an absence of Sam', async (at) => {
      const { acting } = staff.both
      const asked = { key: randomUUID(), at, memberId: acting.memberId, delegateId, ...days }
      then?.((await done(recordAbsence(acting, asked))).absenceId)
    })

  let winter = ''
  record(-40, { from: addDays(today, -30), until: addDays(today, -20) }, (id) => {
    winter = id
  })
  timeline.add(calendar.at(-23, '08:10'), 'Sam is back early', async (at) => {
    await done(endAbsence(staff.both.acting, { key: randomUUID(), at, absenceId: winter }))
  })
  record(-1, { from: today, until: addDays(today, 8) })
}
