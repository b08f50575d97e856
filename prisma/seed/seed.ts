/** Fills an empty database with the demo's two clinics: everything in them took place, in its order, by somebody who may. */
import pg from 'pg'
import { enforceClinic } from '~/data/enforcement.server'
import { tellAbsences } from './absences'
import { tellAudited } from './audited'
import { type Calendar, calendarOf } from './calendar'
import { tellCleared } from './cleared'
import type { Scene } from './client-story'
import { tellHeld, tellUnanswered } from './held'
import { tellInvited } from './invited'
import { tellMonths } from './months'
import { type ClinicSettings, harborPeople, harborStreet, type Person, riverside, riversidePeople } from './people'
import { tellRunning } from './running'
import { tellSecondClinic } from './second-clinic'
import { type Colleague, createClinic, derivedPassword, logIn, type Password } from './staff'
import { Timeline } from './timeline'
import { tellWaiting } from './waiting'

export type SeedOptions = { ownerUrl: string; now: Date; say: (line: string) => void }

/** The pools must be open, with the enforcer's among them. The enforcer looks in every week, as it would have. */
export async function seedDemo({ ownerUrl, now, say }: SeedOptions): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const password = await derivedPassword()
    await seedClinic({ owner, password, now, say }, riverside, riversidePeople, (scene) => {
      tellMonths(scene)
      tellRunning(scene)
      tellHeld(scene)
      tellCleared(scene)
      tellWaiting(scene)
      tellAbsences(scene)
      tellAudited(scene)
      tellInvited(scene)
      tellUnanswered(scene)
    })
    await seedClinic({ owner, password, now, say }, harborStreet, harborPeople, tellSecondClinic)
  } finally {
    await owner.end()
  }
}

type Seeding = Omit<SeedOptions, 'ownerUrl'> & { owner: pg.Client; password: Password }

async function seedClinic<Who extends string>(
  { owner, password, now, say }: Seeding,
  settings: ClinicSettings,
  people: Record<Who, Person>,
  tell: (scene: Scene<Who>) => void,
): Promise<void> {
  await createClinic(owner, settings, people, password, now)
  const calendar = await calendarOf(owner, settings.timeZone, now)
  const staff = await logInAll(people, password)
  const scene: Scene<Who> = { calendar, timeline: new Timeline(), staff, clients: { count: 0 } }
  tell(scene)
  const colleagues = Object.values<Colleague>(staff)
  enforceWeekly(scene.timeline, calendar, colleagues[0]?.acting.clinicId ?? '')
  await scene.timeline.play(async (count) => {
    if (count % 200 !== 0) return
    say(`  ${settings.name}: ${count} of ${scene.timeline.length} events`)
    for (const { stayLoggedIn } of colleagues) await stayLoggedIn()
  })
  for (const { logOut } of colleagues) await logOut()
  say(`  ${settings.name}: ${scene.clients.count} clients`)
}

async function logInAll<Who extends string>(people: Record<Who, Person>, password: Password) {
  const staff: Partial<Record<Who, Colleague>> = {}
  for (const who of Object.keys(people) as Who[]) staff[who] = await logIn(people[who], password)
  return staff as Record<Who, Colleague>
}

/** What is due today is left to the run that follows every start. */
function enforceWeekly(timeline: Timeline, calendar: Calendar, clinicId: string): void {
  const { beginsAt } = timeline
  for (let day = -7; calendar.at(day, '03:00') > beginsAt; day -= 7) {
    timeline.add(calendar.at(day, '03:00'), 'the enforcer', async (at) => {
      await enforceClinic(clinicId, at)
    })
  }
}
