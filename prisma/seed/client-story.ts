/** One client's history, told day by day; each telling becomes a command when the timeline is played. */
import { randomUUID } from 'node:crypto'
import { recordAdverseEvent, sessionsForEvent } from '~/data/adverse-events.server'
import { addToCareTeam } from '~/data/care-team.server'
import { importRecord, readRecordFile } from '~/data/client-import.server'
import { noteEvent } from '~/data/client-events.server'
import { addClient } from '~/data/clients.server'
import { measureLop } from '~/data/lop.server'
import { acknowledgeRedFlag, addRedFlagDetail, type Detail } from '~/data/red-flag-answers.server'
import { raiseRedFlag } from '~/data/red-flags.server'
import type { Measured } from '~/data/measurement-rows.server'
import { type Answered, recordScreening } from '~/data/screenings.server'
import { readStrengthFile } from '~/data/strength-file.server'
import { bringInStrengthLog } from '~/data/strength-run.server'
import { readClinic } from '~/database/door.server'
import { type AdverseEventKind, type AfterEffects, noAfterEffects } from '~/domain/adverse-events'
import { type CalendarDay, addDays } from '~/domain/calendar-day'
import type { Sex } from '~/domain/fhir-patient'
import { type Limb, type Side, sideOf } from '~/domain/limb'
import type { GirthSite } from '~/domain/measurement'
import { asksPressure } from '~/domain/pressure-asked'
import type { RedFlagSign } from '~/domain/red-flags'
import type { EventKind } from '~/domain/screening-questions'
import type { Calendar } from './calendar'
import { cuffWidthMm } from './doses'
import { aim, type SeededGoal } from './goals'
import { measure, testedMaximum } from './measurements'
import { type Numbers, seededNumbers } from './numbers'
import type { Colleague } from './staff'
import { done, type Timeline } from './timeline'

/** The clinic a history takes place in. */
export type Scene<Who extends string = string> = {
  calendar: Calendar
  timeline: Timeline
  staff: Record<Who, Colleague>
  /** Counts the clients, so that each has a number of their own. */
  clients: { count: number }
}

export type Client = { given: string; family: string; sex: Sex; age: number }
export type Answers = Partial<Omit<Answered, 'clientId'>>

export class ClientStory<Who extends string = string> {
  readonly scene: Scene<Who>
  readonly name: string
  readonly trainer: Who
  readonly numbers: Numbers
  /** Known while the timeline plays: the last tested 1RM in grams by exercise and side, and the last LOP by limb. */
  readonly tested = new Map<string, number>()
  readonly lops = new Map<Limb, number>()
  /** Whether the newest screening asks for a blood pressure before each session. */
  asksPressure = false
  readonly #number: number
  #id = ''
  #redFlagId = ''

  constructor(scene: Scene<Who>, { given, family }: Pick<Client, 'given' | 'family'>, trainer: NoInfer<Who>) {
    this.scene = scene
    this.name = `${given} ${family}`
    this.trainer = trainer
    scene.clients.count += 1
    this.#number = scene.clients.count
    this.numbers = seededNumbers(this.#number)
  }

  get id(): string {
    return this.#id
  }

  /** At the hour and some minutes, up to `within` of them. */
  add(day: number, time: string, says: string, run: (at: Date) => Promise<void>, within = 15): void {
    const at = this.scene.calendar.at(day, time, (this.#number * 37) % within)
    this.scene.timeline.add(at, `${this.name}: ${says}`, run)
  }

  actingAs(who: Who) {
    return this.scene.staff[who].acting
  }

  added(day: number, { given, family, sex, age }: Client): this {
    const birthDate = bornOn(this.scene.calendar.day(day), age, this.#number)
    this.add(day, '08:00', 'added', async (at) => {
      const asked = { recordNumber: `R-${1000 + this.#number}`, givenName: given, familyName: family, birthDate, sex }
      this.#id = (await done(addClient(this.actingAs(this.trainer), { key: randomUUID(), at, ...asked }))).clientId
    })
    return this
  }

  /** A colleague asked into the care team. */
  joinedBy(day: number, who: Who): this {
    this.add(day, '08:30', 'care team', async (at) => {
      const { memberId } = this.actingAs(who)
      const asked = { key: randomUUID(), at, clientId: this.id, memberId }
      await done(addToCareTeam(this.actingAs(this.trainer), asked))
    })
    return this
  }

  /** `record` is a FHIR bundle. */
  imported(day: number, record: object): this {
    this.add(day, '08:00', 'imported', async (at) => {
      const read = readRecordFile(new TextEncoder().encode(JSON.stringify(record)))
      if (!read.ok) throw new Error(`refused: ${read.why}`)
      const { fileHash, record: found } = read
      const asked = { key: randomUUID(), at, fileHash, record: found }
      this.#id = (await done(importRecord(this.actingAs(this.trainer), asked))).clientId
    })
    return this
  }

  /** A healthy person's answers where nothing else is said. */
  screened(day: number, answers: Answers = {}, { by, time = '08:15' }: { by?: Who; time?: string } = {}): this {
    const pressure = { systolic: this.numbers.between(108, 126), diastolic: this.numbers.between(66, 78) }
    const usual = {
      bmi: this.numbers.between(205, 284) / 10,
      bloodPressures: [pressure],
      painNrs: this.numbers.between(1, 4),
      surgery: null,
      medication: { isOnAnticoagulant: false, anticoagulantFor: null, isOnOestrogen: false },
      conditions: [],
      note: null,
    }
    this.add(day, time, 'screened', async (at) => {
      const asked = { ...usual, ...answers, clientId: this.id }
      await done(recordScreening(this.actingAs(by ?? this.trainer), { key: randomUUID(), at, ...asked }))
      this.asksPressure = asksPressure(asked)
    })
    return this
  }

  lop(day: number, limb: Limb): this {
    const isArm = limb.endsWith('arm')
    const pressureMmhg = isArm ? this.numbers.between(122, 148) : this.numbers.between(152, 188)
    this.add(day, '15:15', 'LOP measured', async (at) => {
      const asked = { clientId: this.id, limb, cuffWidthMm, position: 'lying' as const, pressureMmhg }
      await done(measureLop(this.actingAs(this.trainer), { key: randomUUID(), at, ...asked }))
      this.lops.set(limb, pressureMmhg)
    })
    return this
  }

  /** A maximum tested by a clinician, in whole or half kg. */
  oneRm(day: number, exercise: string, side: Side, kg: number, by: Who): this {
    this.#measured(day, '09:00', testedMaximum(exercise, side, kg), by)
    this.add(day, '09:00', '1RM known', async () => {
      this.tested.set(`${exercise} ${side}`, kg * 1000)
    })
    return this
  }

  girth(day: number, site: GirthSite, side: Side, cm: number): this {
    const mm = Math.round(cm * 10)
    return this.#measured(day, '09:10', { kind: 'girth', site, side, girth: { mm, enteredValue: String(mm / 10) } })
  }

  aims(day: number, goal: SeededGoal, by: Who = this.trainer): this {
    this.add(day, '09:30', `${goal.kind} aimed at`, (at) => aim(this.actingAs(by), this.id, goal, at))
    return this
  }

  pain(day: number, side: Side, nrs: number): this {
    return this.#measured(day, '09:20', { kind: 'pain', side, nrs })
  }

  /** Whatever else is measured that day: of an effort without its line in a cleared program, by a clinician. */
  measured(day: number, measured: Measured, by?: Who): this {
    return this.#measured(day, '09:30', measured, by)
  }

  #measured(day: number, time: string, measured: Measured, by: Who = this.trainer): this {
    const on = this.scene.calendar.day(day)
    this.add(day, time, `${measured.kind} measured`, (at) => measure(this.actingAs(by), this.id, measured, { at, on }))
    return this
  }

  noted(day: number, kind: EventKind, note: string): this {
    this.add(day, '12:00', `${kind} noted`, async (at) => {
      await done(noteEvent(this.actingAs(this.trainer), { key: randomUUID(), at, clientId: this.id, kind, note }))
    })
    return this
  }

  redFlag(day: number, sign: RedFlagSign, time = '16:40'): this {
    this.add(day, time, `red flag, ${sign}`, async (at) => {
      const asked = { key: randomUUID(), at, clientId: this.id, sign }
      this.#redFlagId = (await done(raiseRedFlag(this.actingAs(this.trainer), asked))).redFlagId
    })
    return this
  }

  /** Of the last red flag, a quarter of an hour and more after it. */
  detailed(day: number, by: Who, detail: Detail): this {
    this.add(day, '16:56', 'red flag, in detail', async (at) => {
      const asked = { key: randomUUID(), at, clientId: this.id, redFlagId: this.#redFlagId, ...detail }
      await done(addRedFlagDetail(this.actingAs(by), asked))
    })
    return this
  }

  seen(day: number, by: Who): this {
    this.add(day, '16:58', 'red flag, seen', async (at) => {
      const asked = { key: randomUUID(), at, clientId: this.id, redFlagId: this.#redFlagId }
      await done(acknowledgeRedFlag(this.actingAs(by), asked))
    })
    return this
  }

  /** An adverse event, of the session last held where there is one. */
  felt(day: number, kind: AdverseEventKind, note: string, after: AfterEffects = noAfterEffects): this {
    this.add(day, '18:10', kind, async (at) => {
      const by = this.actingAs(this.trainer)
      const [last] = await readClinic(by, (query) => sessionsForEvent(query, this.id, at))
      const asked = { key: randomUUID(), at, clientId: this.id, sessionId: last?.id ?? null, kind, note, ...after }
      await done(recordAdverseEvent(by, asked))
    })
    return this
  }

  /** `csv` as the app on their phone exports it, loads in kg. */
  logBroughtIn(day: number, csv: string): this {
    this.add(day, '11:00', 'strength log brought in', async (at) => {
      const content = new TextEncoder().encode(csv)
      const read = readStrengthFile(content, 'kg')
      if (!read.ok) throw new Error(`refused: ${read.why}`)
      await done(bringInStrengthLog(this.actingAs(this.trainer), { at, clientId: this.id, content, file: read.file }))
    })
    return this
  }
}

/** So old on that day, with a birthday of their own. */
export function bornOn(day: CalendarDay, age: number, salt: number): CalendarDay {
  const birthday = addDays(day, -((salt * 37) % 350) - 5)
  return `${Number(birthday.slice(0, 4)) - age}${birthday.slice(4).replace('-02-29', '-02-28')}`
}

export function testedIn(story: ClientStory, exercise: string, limb: Limb | null): number | null {
  return (limb && story.tested.get(`${exercise} ${sideOf(limb)}`)) ?? null
}
