/** One program's history, from its draft to its end, told day by day. */
import { randomUUID } from 'node:crypto'
import { recordConsent } from '~/data/consents.server'
import { type DecisionForm, decideVersion, revokeClearance } from '~/data/decisions.server'
import { draftNext, saveDraft } from '~/data/drafts.server'
import { holdProgram, liftHold } from '~/data/holds.server'
import { endProgram } from '~/data/program-ends.server'
import { raiseProgram } from '~/data/programs.server'
import { submitVersion, withdrawVersion } from '~/data/submissions.server'
import { makeTemplate } from '~/data/templates.server'
import { reportSession } from '~/data/training-sessions.server'
import { readClinic } from '~/database/door.server'
import type { DecisionKind } from '~/domain/clearance'
import type { Assessment } from '~/domain/hold'
import { noLimits } from '~/domain/limits'
import { isBfr } from '~/domain/prescription'
import type { VersionContent, VersionKind } from '~/domain/version'
import type { ClientStory } from './client-story'
import { type LineOfVersion, runSession, type Trained } from './session-story'
import { done } from './timeline'

/** What is written where something is outside the rule book, by the rule. */
export type Whys = Record<string, string>

type Signed = Partial<Pick<DecisionForm, 'limits' | 'justification' | 'reason'>> & {
  answers?: Whys
  /** On the first line, the second, and so on. */
  comments?: readonly string[]
}

const usualJustification = 'Weighed against the benefit at this load; supervised, with the stop signs explained.'
const usualAnswer = 'Seen, and agreed with the reason given.'

export class ProgramStory<Who extends string = string> {
  readonly #client: ClientStory<Who>
  readonly #by: Who
  #content: VersionContent
  #programId = ''
  #versionId = ''
  #contentHash = ''
  #lines: LineOfVersion[] = []

  constructor(client: ClientStory<Who>, day: number, name: string, content: VersionContent, by: Who = client.trainer) {
    this.#client = client
    this.#by = by
    this.#content = content
    client.add(day, '10:00', `${name} raised`, async (at) => {
      const asked = { key: randomUUID(), at, clientId: client.id, name, supervisedBy: null, content }
      const raised = await done(raiseProgram(this.#acting(), asked))
      this.#programId = raised.programId
      await this.#take(raised.versionId)
    })
  }

  #acting(who = this.#by) {
    return this.#client.actingAs(who)
  }

  /** The ids of the lines as they were written. */
  async #take(versionId: string): Promise<void> {
    this.#versionId = versionId
    const text = 'select id from prescriptions where version_id = $1 order by position'
    const rows = await readClinic(this.#acting(), (query) =>
      query<{ id: string }>({ name: 'demo-lines', text, values: [versionId] }),
    )
    this.#lines = this.#content.prescriptions.map((line, index) => ({ ...line, id: rows[index]?.id ?? '' }))
  }

  submitted(day: number, whys: Whys = {}): this {
    const submit = async (at: Date) => {
      const ids = [...this.#lines.map(({ id }) => id), 'version']
      const keyed = Object.entries({
        'screening-outcome': 'Talked through with the client, who wants to go on.',
        ...whys,
      })
      const asked = Object.fromEntries(keyed.flatMap(([rule, why]) => ids.map((id) => [`${rule}:${id}`, why])))
      const { programId, versionId } = this.#ids()
      const command = { key: randomUUID(), at, programId, versionId, whys: asked }
      await done(submitVersion(this.#acting(), command))
      const text = 'select content_hash as hash from versions where id = $1'
      const [row] = await readClinic(this.#acting(), (query) =>
        query<{ hash: string }>({ name: 'demo-content', text, values: [versionId] }),
      )
      this.#contentHash = row?.hash ?? ''
    }
    this.#client.add(day, '10:30', 'submitted', submit, 140)
    return this
  }

  /** What was submitted, as a template of the clinic. */
  template(day: number, name: string): this {
    this.#client.add(day, '15:30', `template ${name}`, async (at) => {
      await done(makeTemplate(this.#acting(), { key: randomUUID(), at, ...this.#ids(), name }))
    })
    return this
  }

  withdrawn(day: number): this {
    this.#client.add(day, '13:00', 'withdrawn', async () => {
      await done(withdrawVersion(this.#acting(), { key: randomUUID(), ...this.#ids() }))
    })
    return this
  }

  /** A decision is signed with everything answered that wants an answer. */
  decided(day: number, kind: DecisionKind, by: Who, signed: Signed = {}): this {
    this.#client.add(day, '13:30', kind, async (at) => {
      const colleague = this.#client.scene.staff[by]
      const reauthenticationId = await colleague.reauthenticate(`sign:${kind}`, this.#contentHash)
      const { limits = noLimits, justification = usualJustification, reason = '' } = signed
      const comments = Object.fromEntries(this.#lines.map(({ id }, index) => [id, signed.comments?.[index] ?? '']))
      const form = { limits, justification, reason, comments, answers: await this.#answers(by, signed.answers ?? {}) }
      const asked = {
        ...this.#ids(),
        kind,
        contentHash: this.#contentHash,
        readScreeningId: await this.#screeningId(by),
        ...form,
      }
      await done(decideVersion(colleague.acting, { key: randomUUID(), at, reauthenticationId, ...asked }))
    })
    return this
  }

  async #screeningId(by: Who): Promise<string | null> {
    const text = 'select screening_id as id from versions where id = $1'
    const values = [this.#ids().versionId]
    const [row] = await readClinic(this.#acting(by), (query) =>
      query<{ id: string }>({ name: 'demo-screening', text, values }),
    )
    return row?.id ?? null
  }

  cleared(day: number, by: Who, signed: Signed = {}): this {
    return this.decided(day, signed.limits ? 'cleared-with-limits' : 'cleared', by, signed)
  }

  async #answers(by: Who, answers: Whys): Promise<Record<string, string>> {
    const text = "select id, rule_id from findings where version_id = $1 and severity = 'justify'"
    const found = await readClinic(this.#acting(by), (query) =>
      query<{ id: string; rule_id: string }>({ name: 'demo-findings', text, values: [this.#versionId] }),
    )
    return Object.fromEntries(found.map(({ id, rule_id }) => [id, answers[rule_id] ?? usualAnswer]))
  }

  revoked(day: number, by: Who, reason: string): this {
    this.#client.add(day, '14:30', 'revoked', async (at) => {
      const colleague = this.#client.scene.staff[by]
      const reauthenticationId = await colleague.reauthenticate('sign:revoked', this.#contentHash)
      const asked = { ...this.#ids(), contentHash: this.#contentHash, reason }
      await done(revokeClearance(colleague.acting, { key: randomUUID(), at, reauthenticationId, ...asked }))
    })
    return this
  }

  consented(day: number, guardianName: string | null = null): this {
    this.#client.add(day, '15:00', 'consented', async (at) => {
      const { programId } = this.#ids()
      await done(recordConsent(this.#acting(), { key: randomUUID(), at, programId, guardianName }))
    })
    return this
  }

  /** A live session on each of these days. */
  trained(days: readonly number[], how: Trained = {}): this {
    for (const [index, day] of days.entries()) {
      const on = this.#client.scene.calendar.day(day)
      const isLogged = index >= days.length - (how.loggedLast ?? days.length)
      this.#client.add(day, '15:30', 'trained', (at) =>
        runSession(
          this.#acting(),
          this.#client,
          { ...this.#ids(), lines: this.#lines },
          { ...how, index, isLogged, on },
          at,
        ),
      )
    }
    return this
  }

  /** A session of `day` at noon, told the next morning. */
  reported(day: number, outsideReason: string | null): this {
    this.#client.add(day + 1, '09:30', 'reported', async (at) => {
      const occurredAt = this.#client.scene.calendar.at(day, '12:00')
      const endedAt = new Date(occurredAt.getTime() + 30 * 60_000)
      const { programId } = this.#ids()
      const what = { isBfr: this.#lines.some(({ mode }) => isBfr(mode)), painNrs: 2, outsideReason }
      const asked = { programId, place: 'home' as const, occurredAt, endedAt, ...what }
      await done(reportSession(this.#acting(), { key: randomUUID(), at, ...asked }))
    })
    return this
  }

  held(day: number, reason: string, by: Who = this.#by): this {
    this.#client.add(day, '16:30', 'held', async (at) => {
      const { programId } = this.#ids()
      await done(holdProgram(this.#acting(by), { key: randomUUID(), at, programId, reason }))
    })
    return this
  }

  lifted(day: number, reason: string, by: Who = this.#by, assessment: Assessment | null = null): this {
    this.#client.add(day, '14:45', 'hold lifted', async (at) => {
      const text = 'select id from holds where program_id = $1 and lifted_at is null'
      const { programId } = this.#ids()
      const open = await readClinic(this.#acting(by), (query) =>
        query<{ id: string }>({ name: 'demo-holds', text, values: [programId] }),
      )
      const asked = { programId, holdId: open[0]?.id ?? '', reason, assessment, citesAssessment: assessment !== null }
      await done(liftHold(this.#acting(by), { key: randomUUID(), at, ...asked }))
    })
    return this
  }

  completed(day: number): this {
    return this.#ended(day, 'complete', '')
  }

  stopped(day: number, reason: string): this {
    return this.#ended(day, 'stop', reason)
  }

  #ended(day: number, move: 'complete' | 'stop', reason: string): this {
    this.#client.add(day, '18:00', move, async (at) => {
      await done(endProgram(this.#acting(), { key: randomUUID(), at, ...this.#ids(), move, reason }))
    })
    return this
  }

  /** The next version, drafted from the one before and changed. */
  next(
    day: number,
    kind: VersionKind,
    change: (content: VersionContent) => Partial<VersionContent>,
    extension: { days: number; reason: string } | null = null,
  ): this {
    this.#client.add(day, '10:00', `${kind} drafted`, async (at) => {
      const { programId } = this.#ids()
      const extended = { extensionDays: extension?.days ?? null, extensionReason: extension?.reason ?? null }
      const { versionId } = await done(
        draftNext(this.#acting(), { key: randomUUID(), at, programId, kind, ...extended }),
      )
      const { extensionDays, extensionReason } = extended
      const content = { ...this.#content, kind, extensionDays, ...change(this.#content) }
      this.#content = content
      const asked = { programId, versionId, content, extensionReason }
      await done(saveDraft(this.#acting(), { key: randomUUID(), ...asked }))
      await this.#take(versionId)
    })
    return this
  }

  #ids() {
    return { programId: this.#programId, versionId: this.#versionId }
  }
}
