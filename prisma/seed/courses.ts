/** The ordinary course of things: screened and raised one day, cleared the next, trained from the day after. */
import { sideOf } from '~/domain/limb'
import { isBfr } from '~/domain/prescription'
import type { VersionContent } from '~/domain/version'
import { type Answers, type Client, ClientStory, type Scene } from './client-story'
import { ProgramStory } from './program-story'
import type { Trained } from './session-story'
import type { riversidePeople } from './people'

export type RiversideWho = keyof typeof riversidePeople
export type RiversideScene = Scene<RiversideWho>
export type RiversideClient = ClientStory<RiversideWho>

/** Days of the week, the first being 0, on which so many sessions fall. */
const weekdays: Record<number, number[]> = {
  1: [0],
  2: [0, 3],
  3: [0, 2, 4],
  4: [0, 1, 3, 4],
  5: [0, 1, 2, 3, 4],
}

/** The days of training from `first` to `last`, so many a week. */
function trainingDays(first: number, last: number, perWeek: number): number[] {
  const all = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  return all.filter((day) => weekdays[perWeek]?.includes((day - first) % 7))
}

/** A client who joined that day and was screened then. */
export function newcomer(
  scene: RiversideScene,
  day: number,
  client: Client,
  { answers, trainer = 'trainer' }: { answers?: Answers; trainer?: RiversideWho } = {},
): RiversideClient {
  return new ClientStory(scene, client, trainer).added(day, client).screened(day, answers)
}

type Planned = {
  name: string
  content: VersionContent
  /** Of the first line's exercise and limb. */
  oneRmKg?: number
  by?: RiversideWho
  whys?: Record<string, string>
}

/** Raised and submitted on `day`, its first line's 1RM tested before. */
export function submittedProgram(client: RiversideClient, day: number, planned: Planned): ProgramStory<RiversideWho> {
  const { name, content, oneRmKg, whys } = planned
  const [line] = content.prescriptions
  if (oneRmKg !== undefined && line?.limb) client.oneRm(day, line.exercise, sideOf(line.limb), oneRmKg, 'therapist')
  return new ProgramStory(client, day, name, content).submitted(day, whys)
}

type Course = Planned & {
  first: number
  /** Of the training; today where nothing is said. */
  last?: number
  how?: Trained
  guardian?: string
}

/** Submitted two days before its first session, cleared the day after, then trained as planned until `last`. */
export function runningProgram(client: RiversideClient, course: Course): ProgramStory<RiversideWho> {
  const { first, last = -1, content, by = 'therapist', how, guardian } = course
  const program = submittedProgram(client, first - 2, course)
    .cleared(first - 1, by)
    .consented(first, guardian)
  measureLops(client, content, first, last)
  return program.trained(trainingDays(first, last, content.schedule.sessionsPerWeek), { loggedLast: 3, ...how })
}

/** Of every limb that wears a cuff, again before the last one is two weeks old. */
function measureLops(client: RiversideClient, { prescriptions }: VersionContent, first: number, last: number): void {
  const limbs = new Set(prescriptions.flatMap(({ mode, limb }) => (isBfr(mode) && limb ? [limb] : [])))
  for (let day = first; day <= last; day += 12) for (const limb of limbs) client.lop(day, limb)
}
