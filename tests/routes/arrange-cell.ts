/** Brings a client, a program and a version to where a cell of the matrix stands, by plain SQL; and asks for its move by its route. */
import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs } from '@remix-run/node'
import { v7 } from 'uuid'
import type { Cell } from '~/domain/clearance-matrix.fixture'
import { action as complete } from '~/routes/programs.$programId_.completion'
import { action as hold } from '~/routes/programs.$programId_.hold'
import { action as lift } from '~/routes/programs.$programId_.holds.$holdId_.lift'
import { action as revoke } from '~/routes/programs.$programId_.revocation'
import { action as start } from '~/routes/programs.$programId_.session'
import { action as stop } from '~/routes/programs.$programId_.stop'
import { action as decide } from '~/routes/programs.$programId_.versions.$versionId_.clearance'
import { action as submission } from '~/routes/programs.$programId_.versions.$versionId_.submission'
import { action as withdraw } from '~/routes/programs.$programId_.withdrawal'
import { type Clinic, inOne, password, type Who } from '../builders'
import {
  type Built,
  buildClient,
  buildDraft,
  buildScreening,
  buildVersion,
  consent,
  measureLop,
  sign,
  submit,
  train,
} from '../builders-program'

const dayMs = 86_400_000
const unsigned = 'f'.repeat(64)

export type Arranged = { built: Built; holdId: string }

/** The member of a cell; null for who cannot come by a browser. */
function actorOf(clinic: Clinic, { who }: Cell): Who | null {
  switch (who) {
    case 'trainer':
      return clinic.trainer
    case 'physical therapist':
      return clinic.therapist
    case 'doctor':
    case 'doctor with a lapsed licence':
    case 'doctor without a licence':
      return clinic.doctor
    case 'trainer and physical therapist':
      return clinic.trainerAndTherapist
    case 'admin':
      return clinic.admin
    default:
      return null
  }
}

const outcomeOf = ({ screening }: Cell) =>
  screening === 'none' || screening === 'stale' || screening === 'outdated by an event' ? 'standard' : screening

/** Whether it can be cleared as it is screened at last; else it is cleared first, and screened so afterwards. */
const isClearable = (cell: Cell) => ['standard', 'precaution', 'elevated'].includes(outcomeOf(cell))

export async function arrange(clinic: Clinic, cell: Cell): Promise<Arranged> {
  const actor = actorOf(clinic, cell) ?? clinic.trainer
  const author = cell.program === 'own' ? actor : clinic.otherTrainer
  const daysAgo = cell.status === 'expired' ? 40 : cell.screening === 'stale' ? 29 : 0
  const at = new Date(Date.now() - daysAgo * dayMs)
  const clientId = await buildClient(clinic)
  for (const teammate of [clinic.trainerAndTherapist, clinic.otherTrainer]) {
    await clinic.sql(
      clinic.trainer,
      'insert into care_team (clinic_id, client_id, member_id, added_by) values ($1, $2, $3, $4)',
      [clinic.id, clientId, teammate.memberId, clinic.trainer.memberId],
    )
  }
  const isBfr = cell.cuff === 'with'
  const isDraft = cell.status === 'draft'
  // Nobody clears their own, and a lift that asks for a higher signer needs a clearance that had a lower one.
  const isToBeOvertaken = author === clinic.doctor || (cell.move === 'lift' && actor !== clinic.doctor)
  const first = isClearable(cell) && !(outcomeOf(cell) === 'elevated' && isToBeOvertaken) ? outcomeOf(cell) : 'standard'
  if (!(isDraft && cell.screening === 'none'))
    await buildScreening(clinic, clientId, { at, ...screenedAs(isDraft ? outcomeOf(cell) : first) })
  const draft = await buildDraft(clinic, clientId, { by: author, isBfr, at })
  let built: Built = { ...draft, contentHash: unsigned, screeningId: '' }
  if (!isDraft) built = await bringOn(clinic, cell, await submit(clinic, draft, author, at), { author, first, at })
  const holdId = await holdFor(clinic, cell, actor, built)
  await endProgram(clinic, cell, built)
  if (
    !isDraft &&
    (first !== outcomeOf(cell) || cell.hold === 'red flag' || cell.hold === 'event') &&
    cell.screening !== 'stale'
  ) {
    const screeningId = await buildScreening(clinic, clientId, { by: clinic.therapist, ...screenedAs(outcomeOf(cell)) })
    built = { ...built, screeningId }
  }
  if (cell.screening === 'outdated by an event') await noteEvent(clinic, clientId)
  return { built, holdId: holdId || (await flagged(clinic, built)) }
}

type Screened = Parameters<typeof buildScreening>[2]

/** What prohibits restriction leaves a program without it a precaution; a blood pressure is elevated for any. */
function screenedAs(outcome: ReturnType<typeof outcomeOf>): Screened {
  return outcome === 'elevated' ? { bfr: outcome, plain: outcome } : { bfr: outcome }
}

type Brought = { author: Who; first: string; at: Date }

async function bringOn(clinic: Clinic, cell: Cell, built: Built, { author, first, at }: Brought): Promise<Built> {
  const { status } = cell
  const isProgram = ['not-started', 'active', 'on-hold', 'completed', 'stopped'].includes(status)
  if (status === 'submitted' || (isProgram && cell.clearance === 'none' && status === 'not-started')) return built
  if (status === 'withdrawn') {
    await clinic.sql(author, "update versions set status = 'withdrawn' where id = $1", [built.versionId])
    return built
  }
  const by = first === 'elevated' ? clinic.doctor : clinic.otherTherapist
  const signed = { by, at, justification: first === 'standard' ? null : 'Read and weighed' }
  if (status === 'changes-requested' || status === 'declined') {
    await sign(clinic, built, { ...signed, outcome: status })
    return built
  }
  await sign(clinic, built, signed)
  if (status === 'superseded') {
    const next = await buildVersion(clinic, built.programId, 2, {
      by: author,
      kind: 'amendment',
      isBfr: cell.cuff === 'with',
      at,
    })
    await sign(clinic, await submit(clinic, { ...built, ...next }, author, at), signed)
  }
  if (status === 'revoked') await sign(clinic, built, { by, at, outcome: 'revoked' })
  if (status === 'expired') await clinic.sql(clinic.admin, 'select expire_clearances(now())')
  if (isProgram) await consent(clinic, built, at)
  if (isProgram && cell.cuff === 'with' && cell.screening !== 'stale')
    await measureLop(clinic, built.clientId, 'left-leg', at)
  if (['active', 'on-hold', 'completed'].includes(status)) {
    const id = await train(clinic, built, { at, isBfr: cell.cuff === 'with' && cell.screening !== 'stale' })
    await clinic.sql(clinic.trainer, 'update training_sessions set ended_at = $2 where id = $1', [id, at])
  }
  return built
}

async function endProgram(clinic: Clinic, { status }: Cell, { programId }: Built): Promise<void> {
  const text = "update programs set status = $2, ended_at = now(), end_reason = 'Over' where id = $1"
  if (status === 'stopped' || status === 'completed') await clinic.sql(clinic.trainer, text, [programId, status])
}

async function holdFor(clinic: Clinic, cell: Cell, actor: Who, built: Built): Promise<string> {
  const isClinician = actor !== clinic.trainer && actor !== clinic.admin
  const place = async (by: Who, cause: string) => {
    const id = v7()
    const text =
      "insert into holds (clinic_id, id, program_id, cause, reason, placed_by, occurred_at) values ($1, $2, $3, $4, 'Wait', $5, now())"
    const values = [clinic.id, id, built.programId, cause, by.memberId]
    // An admin places none: one of theirs is made by whoever owns the tables.
    await (by === clinic.admin ? clinic.owner(text, values) : clinic.sql(by, text, values))
    return id
  }
  switch (cell.hold) {
    case 'own':
      return place(actor, isClinician ? 'clinician' : 'trainer')
    case "another's":
      return place(clinic.otherTrainer, 'trainer')
    case 'screening':
      return place(clinic.otherTrainer, 'screening')
    case 'event':
      return place(clinic.otherTrainer, 'event')
    case 'red flag':
      await clinic.sql(
        clinic.trainer,
        `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, raised_by, occurred_at)
         values ($1, $2, $3, 'calf-pain', true, $4, now())`,
        [clinic.id, v7(), built.clientId, clinic.trainer.memberId],
      )
      return ''
    default:
      return ''
  }
}

async function noteEvent(clinic: Clinic, clientId: string): Promise<void> {
  await clinic.sql(
    clinic.trainer,
    "insert into client_events (clinic_id, id, client_id, kind, noted_by, occurred_at) values ($1, $2, $3, 'surgery', $4, now())",
    [clinic.id, v7(), clientId, clinic.trainer.memberId],
  )
}

/** The hold that the red flag placed; an id of nothing where none was raised. */
async function flagged(clinic: Clinic, { programId }: Built): Promise<string> {
  const text = "select id from holds where program_id = $1 and cause = 'red-flag'"
  const [row] = await clinic.sql<{ id: string }>(clinic.trainer, text, [programId])
  return row?.id ?? v7()
}

type Standing = { program: string; version: string; outcome: string | null; holds: number; outdated: boolean }

/** Whether what was arranged is what the cell says: some cells cannot come about, and those no browser can ask for. */
export async function standsAs(
  superuserUrl: string,
  cell: Cell,
  { built }: Arranged,
  clinic: Clinic,
): Promise<boolean> {
  const text = `select p.status as program, v.status as version, screening_outcome(p.client_id, $3, '{left-leg}') as outcome,
       screening_is_outdated(p.client_id) as outdated,
       (select count(*)::int from holds h where h.clinic_id = p.clinic_id and h.program_id = p.id and h.lifted_at is null) as holds
     from programs p join versions v on v.clinic_id = p.clinic_id and v.program_id = p.id and v.id = $2
     where p.clinic_id = current_clinic() and p.id = $1`
  const rows = await inOne(superuserUrl, { clinicId: clinic.id, memberId: '' }, (query) =>
    query<Standing>(text, [built.programId, built.versionId, cell.cuff === 'with']),
  )
  const [row] = rows
  if (!row) return false
  const isProgramMove = ['start', 'session', 'hold', 'lift', 'complete', 'stop'].includes(cell.move)
  const isLeft = outcomeOf(cell) === 'no-restriction' && cell.cuff === 'without'
  const outcome = cell.screening === 'none' ? null : isLeft ? 'precaution' : outcomeOf(cell)
  const isScreenedSo = row.outcome === outcome && row.outdated === (cell.screening === 'outdated by an event')
  if (!isProgramMove) return isScreenedSo && row.version === cell.status
  // A screening that prohibits adds a hold of its own to what runs.
  const isHeldSo = cell.hold === 'no hold' ? row.holds === 0 : row.holds > 0
  return (
    isScreenedSo &&
    isHeldSo &&
    row.program === cell.status &&
    (row.version === 'cleared') === (cell.clearance === 'in force')
  )
}

type Route = (args: ActionFunctionArgs) => Promise<unknown>
export type Answer = { status: number; text: string }

async function ask(
  route: Route,
  who: Who,
  params: Record<string, string>,
  fields: Record<string, string>,
): Promise<Answer> {
  const init = {
    method: 'POST',
    body: new URLSearchParams({ key: randomUUID(), ...fields }),
    headers: { Cookie: who.cookie },
  }
  const request = new Request('http://localhost:3000/', init)
  const args = { request, params, context: {}, response: undefined } as unknown as ActionFunctionArgs
  const answer = await route(args).catch((thrown: unknown) => thrown)
  if (answer instanceof Error) throw answer
  if (answer instanceof Response) return { status: answer.status, text: answer.headers.get('Location') ?? '' }
  const { data, init: made } = answer as { data?: unknown; init?: { status: number } }
  return { status: made?.status ?? 200, text: JSON.stringify(data ?? answer) }
}

const today = () => new Date().toISOString().slice(0, 10)

/** The move of a cell, as the form of its page sends it when nothing is left out. */
export function askFor(clinic: Clinic, cell: Cell, { built, holdId }: Arranged): Promise<Answer> {
  const who = actorOf(clinic, cell) ?? clinic.trainer
  const { programId, versionId, contentHash, screeningId } = built
  const ofVersion = { programId, versionId }
  const signed = { contentHash, password, readScreening: screeningId, next: '', list: '' }
  const reason = 'Two sets fewer'
  const justification = 'Read and weighed'
  switch (cell.move) {
    case 'submit':
      return ask(submission, who, ofVersion, { 'why:screening-outcome:version': 'Asked all the same' })
    case 'withdraw':
      return ask(withdraw, who, { programId }, { versionId })
    case 'request-changes':
      return ask(decide, who, ofVersion, { ...signed, outcome: 'changes-requested', reason })
    case 'decline':
      return ask(decide, who, ofVersion, { ...signed, outcome: 'declined', reason })
    case 'clear':
      return ask(decide, who, ofVersion, { ...signed, outcome: 'cleared', justification })
    case 'clear-with-limits':
      return ask(decide, who, ofVersion, {
        ...signed,
        outcome: 'cleared-with-limits',
        justification,
        maxLoadPercent: '25',
      })
    case 'revoke':
      return ask(revoke, who, { programId }, { versionId, contentHash, password, reason })
    case 'hold':
      return ask(hold, who, { programId }, { reason })
    case 'stop':
      return ask(stop, who, { programId }, { reason })
    case 'complete':
      return ask(complete, who, { programId }, { reason })
    case 'lift':
      return ask(
        lift,
        who,
        { programId, holdId },
        { reason, assessedBy: 'Dr Ito', assessedOn: today(), assessmentResult: 'No clot', citesAssessment: 'on' },
      )
    default:
      return ask(start, who, { programId }, { symptoms: 'none' })
  }
}
