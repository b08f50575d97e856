/** Everything that is done to a client, as commands of the model: the core's word first, then the database's, then the state. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { v7 } from 'uuid'
import { noteEvent } from '~/data/client-events.server'
import { recordConsent } from '~/data/consents.server'
import { decideVersion, revokeClearance } from '~/data/decisions.server'
import { draftNext, saveDraft } from '~/data/drafts.server'
import { holdProgram, liftHold } from '~/data/holds.server'
import { measureLop } from '~/data/lop.server'
import { endProgram } from '~/data/program-ends.server'
import { raiseProgram } from '~/data/programs.server'
import { raiseRedFlag } from '~/data/red-flags.server'
import { recordScreening } from '~/data/screenings.server'
import { submitVersion, withdrawVersion } from '~/data/submissions.server'
import { endSession, reportSession, startSession } from '~/data/training-sessions.server'
import { type Action, canOnClient } from '~/domain/access'
import { type DecisionKind, decisionKinds, validUntil, whyNotScreened } from '~/domain/clearance'
import { partiesOf } from '~/domain/program'
import { asksPressure } from '~/domain/pressure-asked'
import { type ScreeningAnswers, screen } from '~/domain/screening'
import { needsHigherSigner } from '~/domain/screening-validity'
import { type EventKind, withNotedClot } from '~/domain/screening-questions'
import { mayScreen } from '~/domain/who-screens'
import { type Built, contentHashOf, sign, train } from '../builders-program'
import {
  askedOf,
  type Client,
  dayAfter,
  type Hold,
  isCuffed,
  isOver,
  type Name,
  people,
  type Program,
  shapes,
  type Version,
  worn,
  type Written,
} from './clearance.model'
import { actingAs, checkPromises, inStraightSql, reauthenticated, type World, wordOf } from './clearance.world'

export type Step = fc.AsyncCommand<Client, World>

/** A diverging word is the failure; what follows each command is that the promises hold. */
function step(
  words: string,
  isOn: (client: Client) => boolean,
  run: (client: Client, world: World) => Promise<void>,
): Step {
  return {
    check: (client) => client.commandsLeft > 0 && isOn(client),
    run: async (client, world) => {
      client.commandsLeft -= 1
      client.now = new Date(client.now.getTime() + 120_000)
      await run(client, world)
      await checkPromises(world, client)
    },
    toString: () => words,
  }
}

function same(core: string, database: string, what: string): void {
  if (core !== database) throw new Error(`${what}: the core says ${core}, the database ${database}`)
}

const may = (client: Client, by: Name, action: Action) =>
  canOnClient({ roles: client.persons[by].roles }, action, { isInCareTeam: by === 'trainer' })

/** Whoever has a login is active; that they were deactivated since is the database's to say, after all else. */
const ifThere = (client: Client, by: Name, core: string) =>
  core === 'ok' && !client.persons[by].isActive ? 'member-deactivated' : core

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T
const hasProgram = ({ programs }: Client) => programs.length > 0
const newest = (program: Program) => pick(program.versions, program.versions.length - 1)
const ref = (client: Client, { id }: Program, version: Version): Built => ({
  clientId: client.id,
  programId: id,
  versionId: version.id,
  lineId: '',
  contentHash: version.contentHash,
  screeningId: client.screening?.id ?? '',
})

const who = fc.constantFrom(...people)
const index = fc.nat(1)
const leg = fc.constantFrom('left-leg' as const, 'right-leg' as const)
type NextKind = 'amendment' | 'step-down' | 'extension'
const nextKind = fc.constantFrom<NextKind>('amendment', 'step-down', 'extension')
const written: fc.Arbitrary<Written> = fc.record({
  shape: fc.constantFrom(...shapes),
  limb: leg,
  sessionsPerWeek: fc.constantFrom(3, 3, 5),
})

/** What a draft is asked to be signed over: nothing is stored yet. */
const unsigned = '0'.repeat(64)

function drafted(
  id: string,
  by: string,
  number: number,
  of: Pick<Version, 'kind' | 'extensionDays' | 'written'>,
): Version {
  const rest = { status: 'draft', contentHash: unsigned, findingIds: [], cleared: null, revokedAt: null } as const
  return { ...of, ...rest, id, number, authors: new Set([by]), findingIds: [] }
}

const raise = (by: Name, written: Written) =>
  step(
    `${by} raises ${JSON.stringify(written)}`,
    ({ programs }) => programs.length < 2,
    async (client, world) => {
      const of = { kind: 'new', extensionDays: null, written } as const
      const asked = {
        key: randomUUID(),
        at: client.now,
        clientId: client.id,
        name: 'Knee',
        supervisedBy: null,
        content: client.contentOf(of),
      }
      const { word, saved } = await wordOf(raiseProgram(actingAs(world, client, by), asked))
      same(ifThere(client, by, may(client, by, 'program:raise') ? 'ok' : '404'), word, 'raise')
      if (!saved) return
      const raisedBy = client.persons[by].memberId
      const program: Program = {
        id: saved.programId,
        raisedBy,
        status: 'not-started',
        versions: [drafted(saved.versionId, raisedBy, 1, of)],
        inForceId: null,
        holds: [],
        consentedAt: null,
        startedAt: null,
        endedAt: null,
      }
      client.programs.push(program)
      for (const { needsAssessment, holds } of client.redFlags) {
        if (holds.some(({ liftedAt }) => liftedAt !== null)) continue
        holds.push(held(client, program, { cause: 'red-flag', by: raisedBy, needsAssessment }))
      }
      await readHolds(client, world)
    },
  )

const edit = (by: Name, at: number, written: Written) =>
  step(`${by} edits ${at} to ${JSON.stringify(written)}`, hasProgram, async (client, world) => {
    const program = pick(client.programs, at)
    const version = newest(program)
    const content = client.contentOf({ ...version, written })
    const asked = {
      key: randomUUID(),
      programId: program.id,
      versionId: version.id,
      content,
      extensionReason: version.kind === 'extension' ? 'Not there yet' : null,
    }
    const { word } = await wordOf(saveDraft(actingAs(world, client, by), asked))
    same(ifThere(client, by, may(client, by, 'program:amend') ? client.mayEdit(version) : '404'), word, 'edit')
    if (word !== 'ok') return
    version.written = written
    version.authors.add(client.persons[by].memberId)
  })

const draft = (by: Name, at: number, kind: NextKind) =>
  step(`${by} drafts the next of ${at}: ${kind}`, hasProgram, async (client, world) => {
    const program = pick(client.programs, at)
    const days = kind === 'extension' ? 7 : null
    const asked = {
      key: randomUUID(),
      at: client.now,
      programId: program.id,
      kind,
      extensionDays: days,
      extensionReason: days ? 'Not there yet' : null,
    }
    const { word, saved } = await wordOf(draftNext(actingAs(world, client, by), asked))
    same(ifThere(client, by, may(client, by, 'program:amend') ? client.mayDraft(by, program) : '404'), word, 'draft')
    if (!saved) return
    const last = newest(program)
    const isSentBack = last.status === 'changes-requested' || last.status === 'withdrawn'
    const from = isSentBack ? last : (program.versions.find(({ id }) => id === program.inForceId) ?? last)
    const of = program.inForceId ? { kind, extensionDays: days } : ({ kind: 'new', extensionDays: null } as const)
    program.versions.push(
      drafted(saved.versionId, client.persons[by].memberId, last.number + 1, { ...of, written: from.written }),
    )
  })

const whys = { 'screening-outcome:version': 'Asked', 'frequency:version': 'Asked', 'window:version': 'Asked' }

const submit = (by: Name, at: number) =>
  step(`${by} submits ${at}`, hasProgram, async (client, world) => {
    const program = pick(client.programs, at)
    const version = newest(program)
    const asked = { key: randomUUID(), at: client.now, programId: program.id, versionId: version.id, whys }
    const expected = may(client, by, 'program:submit') ? client.maySubmit(by, program, version) : '404'
    const { word, saved } = await wordOf(submitVersion(actingAs(world, client, by), asked))
    same(ifThere(client, by, expected), word, 'submit')
    if (!saved) return
    version.status = 'submitted'
    version.authors.add(client.persons[by].memberId)
    const text = `select id from findings where clinic_id = $1 and version_id = $2 and severity = 'justify'`
    const { rows } = await world.superuser.query<{ id: string }>(text, [world.clinic.id, version.id])
    version.findingIds = rows.map(({ id }) => id)
    version.contentHash = await contentHashOf(world.clinic, version.id)
  })

const withdraw = (by: Name, at: number) =>
  step(`${by} withdraws ${at}`, hasProgram, async (client, world) => {
    const program = pick(client.programs, at)
    const version = newest(program)
    const asked = { key: randomUUID(), programId: program.id, versionId: version.id }
    const { word } = await wordOf(withdrawVersion(actingAs(world, client, by), asked))
    same(
      ifThere(client, by, may(client, by, 'program:withdraw') ? client.mayWithdraw(by, version) : '404'),
      word,
      'withdraw',
    )
    if (word === 'ok') version.status = 'withdrawn'
  })

const decide = (by: Name, at: number, kind: DecisionKind) =>
  step(`${by} decides ${at}: ${kind}`, hasProgram, async (client, world) => {
    const program = pick(client.programs, at)
    const version = newest(program)
    const asked = askedOf(kind, version, client.screening?.id ?? null)
    const core = client.mayDecide(by, program, version, asked)
    const reauthenticationId = await reauthenticated(world, by, `sign:${kind}`, version.contentHash)
    const { limits } = asked
    const raw = await inStraightSql(world, (dry) =>
      sign(dry, ref(client, program, version), {
        by: world.clinic[by],
        outcome: kind,
        reauthenticationId,
        at: client.now,
        answers: version.findingIds,
        justification: asked.justification,
        reason: asked.reason,
        ...(limits.maxLoadPercent ? { maxLoadPercent: limits.maxLoadPercent } : {}),
      }),
    )
    same(core === 'ok' ? 'ok' : 'refused', raw === 'ok' ? 'ok' : 'refused', `${kind} in straight SQL (${core}, ${raw})`)
    const answers = Object.fromEntries(version.findingIds.map((id) => [id, 'Seen and meant']))
    const form = {
      ...asked,
      key: randomUUID(),
      programId: program.id,
      versionId: version.id,
      answers,
      at: client.now,
      reauthenticationId,
    }
    const { word } = await wordOf(decideVersion(actingAs(world, client, by), form))
    same(may(client, by, 'program:decide') ? core : '404', word, kind)
    if (word === 'ok') decided(client, program, version, { by, kind, limits })
  })

type Signed = { by: Name; kind: (typeof decisionKinds)[number]; limits: ReturnType<typeof askedOf>['limits'] }

function decided(client: Client, program: Program, version: Version, { by, kind, limits }: Signed): void {
  if (kind === 'declined' || kind === 'changes-requested') {
    version.status = kind
    return
  }
  const before = client.inForce(program)
  if (before) before.status = 'superseded'
  version.status = 'cleared'
  const standing = client.standingOf(version.written)
  const as =
    standing?.outcome === 'elevated' || !client.persons[by].roles.includes('physical-therapist')
      ? 'doctor'
      : 'physical-therapist'
  version.cleared = { at: client.now, on: client.today, as, validUntil: validUntil(client.today, 30), limits }
  program.inForceId = version.id
}

const revoke = (by: Name, at: number, isNewest: boolean) =>
  step(`${by} revokes ${at}`, hasProgram, async (client, world) => {
    const program = pick(client.programs, at)
    const version = isNewest ? newest(program) : client.toRun(program)
    const core = client.mayRevoke(by, program, version)
    const reauthenticationId = await reauthenticated(world, by, 'sign:revoked', version.contentHash)
    const asked = {
      key: randomUUID(),
      at: client.now,
      programId: program.id,
      versionId: version.id,
      contentHash: version.contentHash,
      reason: 'New symptoms',
      reauthenticationId,
    }
    const raw = await inStraightSql(world, (dry) =>
      sign(dry, ref(client, program, version), {
        by: world.clinic[by],
        outcome: 'revoked',
        reauthenticationId,
        at: client.now,
      }),
    )
    same(core === 'ok' ? 'ok' : 'refused', raw === 'ok' ? 'ok' : 'refused', `revoke in straight SQL (${core}, ${raw})`)
    const { word } = await wordOf(revokeClearance(actingAs(world, client, by), asked))
    same(may(client, by, 'program:revoke') ? core : '404', word, 'revoke')
    if (word !== 'ok') return
    version.status = 'revoked'
    version.revokedAt = client.now
    ended(client, program, 'stopped')
  })

function ended(client: Client, program: Program, status: 'completed' | 'stopped'): void {
  program.status = status
  program.endedAt = client.now
  for (const version of program.versions) if (version.status === 'submitted') version.status = 'withdrawn'
}

const end = (by: Name, at: number, move: 'complete' | 'stop') =>
  step(`${by} ends ${at}: ${move}`, hasProgram, async (client, world) => {
    const program = pick(client.programs, at)
    const expected = isOver(program)
      ? 'program-finished'
      : move === 'complete' && program.status === 'not-started'
        ? 'program-not-active'
        : 'ok'
    const asked = { key: randomUUID(), at: client.now, programId: program.id, move, reason: 'Goal reached' }
    const { word } = await wordOf(endProgram(actingAs(world, client, by), asked))
    same(ifThere(client, by, may(client, by, `program:${move}`) ? expected : '404'), word, move)
    if (word === 'ok') ended(client, program, move === 'complete' ? 'completed' : 'stopped')
  })

function held(client: Client, program: Program, hold: Pick<Hold, 'cause' | 'by'> & Partial<Hold>): Hold {
  const rest = { id: '', at: client.now, liftedAt: null, isScreenedSince: false, needsAssessment: false }
  const placed = { ...rest, ...hold }
  program.holds.push(placed)
  if (program.status === 'active') program.status = 'on-hold'
  return placed
}

/** The holds the database placed by itself get their ids from it. */
async function readHolds(client: Client, { superuser, clinic }: World): Promise<void> {
  for (const program of client.programs) {
    const text = 'select id from holds where clinic_id = $1 and program_id = $2 order by recorded_at, id'
    const { rows } = await superuser.query<{ id: string }>(text, [clinic.id, program.id])
    program.holds.forEach((hold, place) => {
      hold.id = rows[place]?.id ?? ''
    })
  }
}

const hold = (by: Name, at: number) =>
  step(`${by} holds ${at}`, hasProgram, async (client, world) => {
    const program = pick(client.programs, at)
    const asked = { key: randomUUID(), at: client.now, programId: program.id, reason: 'On holiday' }
    const { word, saved } = await wordOf(holdProgram(actingAs(world, client, by), asked))
    same(
      ifThere(client, by, may(client, by, 'program:hold') ? (isOver(program) ? 'program-finished' : 'ok') : '404'),
      word,
      'hold',
    )
    if (!saved) return
    const cause = partiesOf(client.persons[by].roles).includes('clinician') ? 'clinician' : 'trainer'
    held(client, program, { id: saved.holdId, cause, by: client.persons[by].memberId })
  })

const lift = (by: Name, at: number, nth: number, isAssessed: boolean) =>
  step(
    `${by} lifts hold ${nth} of ${at}${isAssessed ? ', assessed' : ''}`,
    ({ programs }) => programs.length > 0 && pick(programs, at).holds.length > 0,
    async (client, world) => {
      const program = pick(client.programs, at)
      const open = client.openHolds(program)
      const one = open.length > 0 ? pick(open, nth) : pick(program.holds, nth)
      const core = client.mayLift(by, program, one, isAssessed)
      const assessed = isAssessed ? ['Dr Ito', client.today, 'No clot'] : [null, null, null]
      const raw = await inStraightSql(world, (dry) =>
        dry.sql(
          world.clinic[by],
          `insert into hold_lifts (clinic_id, id, hold_id, lifted_by, reason, assessed_by, assessed_on, assessment_result, occurred_at)
           values ($1, $2, $3, $4, 'Seen and well', $5, $6, $7, $8)`,
          [world.clinic.id, v7(), one.id, client.persons[by].memberId, ...assessed, client.now],
        ),
      )
      same(core === 'ok' ? 'ok' : 'refused', raw === 'ok' ? 'ok' : 'refused', `lift in straight SQL (${core}, ${raw})`)
      const assessment = isAssessed ? { by: 'Dr Ito', on: client.today, result: 'No clot' } : null
      const asked = {
        key: randomUUID(),
        at: client.now,
        programId: program.id,
        holdId: one.id,
        reason: 'Seen and well',
        assessment,
        citesAssessment: isAssessed,
      }
      const { word } = await wordOf(liftHold(actingAs(world, client, by), asked))
      same(may(client, by, 'program:lift') ? core : '404', word, 'lift')
      if (word !== 'ok') return
      one.liftedAt = client.now
      if (program.status === 'on-hold' && client.openHolds(program).length === 0) program.status = 'active'
    },
  )

type Condition = ScreeningAnswers['conditions'][number]
type Answers = { conditions: Condition[]; systolic: number; diastolic: number }
const answersOf = {
  standard: { conditions: [], systolic: 118, diastolic: 76 },
  precaution: { conditions: [{ code: 'diabetes', limb: null }], systolic: 118, diastolic: 76 },
  elevated: { conditions: [{ code: 'hypertension', limb: null }], systolic: 128, diastolic: 78 },
  'no restriction on the left leg': {
    conditions: [{ code: 'open-wound', limb: 'left-leg' }],
    systolic: 118,
    diastolic: 76,
  },
  'no restriction': { conditions: [{ code: 'pregnancy', limb: null }], systolic: 118, diastolic: 76 },
  'no exercise': { conditions: [], systolic: 185, diastolic: 112 },
} as const satisfies Record<string, { conditions: readonly Condition[]; systolic: number; diastolic: number }>

type Came = keyof typeof answersOf
const outcomes = Object.keys(answersOf) as Came[]

const screening = (by: Name, came: Came) =>
  step(
    `${by} screens: ${came}`,
    () => true,
    async (client, world) => {
      const { conditions, systolic, diastolic }: Answers = {
        ...answersOf[came],
        conditions: [...answersOf[came].conditions],
      }
      const answers = {
        bmi: 24,
        painNrs: 2,
        surgery: null,
        medication: { isOnAnticoagulant: false, anticoagulantFor: null, isOnOestrogen: false },
        conditions,
        bloodPressures: [{ systolic, diastolic }],
      }
      const hasRedFlagHold = client.programs.some(
        (program) => !isOver(program) && client.openHolds(program).some(({ cause }) => cause === 'red-flag'),
      )
      const mayThey = mayScreen({
        roles: client.persons[by].roles,
        hasRedFlagHold,
        hasRedFlagSince: client.isRedFlagSince,
      })
      const core = may(client, by, 'screening:record') ? (mayThey.ok ? 'ok' : mayThey.why) : '404'
      const asked = { ...answers, key: randomUUID(), at: client.now, clientId: client.id, note: null }
      const { word, saved } = await wordOf(recordScreening(actingAs(world, client, by), asked))
      same(ifThere(client, by, core), word, 'screen')
      if (!saved) return
      client.screening = {
        id: saved.screeningId,
        on: client.today,
        outcomes: screen({
          ...answers,
          conditions: withNotedClot(answers.conditions, client.isClotNoted),
          ageYears: 35,
        }).outcomes,
        isOutdated: false,
        asksPressure: asksPressure(answers),
        reading: { systolic, diastolic },
      }
      client.isRedFlagSince = false
      for (const program of client.programs) for (const each of program.holds) each.isScreenedSince = true
      for (const program of client.programs) overtaken(client, program, client.persons[by].memberId)
      await readHolds(client, world)
    },
  )

/** A later screening that asks for a higher signer than the clearance had. */
function overtaken(client: Client, program: Program, by: string): void {
  const version = client.inForce(program)
  const standing = version && client.standingOf(version.written)
  if (isOver(program) || !version?.cleared || !standing) return
  const isHeld = client.openHolds(program).some(({ cause }) => cause === 'screening')
  if (!isHeld && needsHigherSigner(standing.outcome, version.cleared.as)) {
    held(client, program, { cause: 'screening', by, isScreenedSince: false })
  }
}

const note = (by: Name, kind: EventKind) =>
  step(
    `${by} notes ${kind}`,
    () => true,
    async (client, world) => {
      const asked = { key: randomUUID(), at: client.now, clientId: client.id, kind, note: '' }
      const { word } = await wordOf(noteEvent(actingAs(world, client, by), asked))
      same(ifThere(client, by, may(client, by, 'event:note') ? 'ok' : '404'), word, 'note')
      if (word !== 'ok') return
      if (client.screening) client.screening.isOutdated = true
      if (kind === 'blood-clot') client.isClotNoted = true
      for (const program of client.programs) {
        const inForce = program.versions.find(({ id }) => id === program.inForceId)
        if (!isOver(program) && inForce && isCuffed(inForce.written))
          held(client, program, { cause: 'event', by: client.persons[by].memberId })
      }
      await readHolds(client, world)
    },
  )

const redFlag = (by: Name, sign: 'calf-pain' | 'numbness-or-weakness-that-stays') =>
  step(
    `${by} sees ${sign}`,
    () => true,
    async (client, world) => {
      const { word } = await wordOf(
        raiseRedFlag(actingAs(world, client, by), { key: randomUUID(), at: client.now, clientId: client.id, sign }),
      )
      same(ifThere(client, by, may(client, by, 'red-flag:raise') ? 'ok' : '404'), word, 'red flag')
      if (word !== 'ok') return
      if (client.screening) client.screening.isOutdated = true
      client.isRedFlagSince = true
      const needsAssessment = sign === 'calf-pain'
      const of = { cause: 'red-flag', by: client.persons[by].memberId, needsAssessment } as const
      const running = client.programs.filter((program) => !isOver(program))
      client.redFlags.push({ needsAssessment, holds: running.map((program) => held(client, program, of)) })
      await readHolds(client, world)
    },
  )

const consent = (by: Name, at: number) =>
  step(`${by} records consent to ${at}`, hasProgram, async (client, world) => {
    const program = pick(client.programs, at)
    const asked = { key: randomUUID(), at: client.now, programId: program.id, guardianName: null }
    const { word } = await wordOf(recordConsent(actingAs(world, client, by), asked))
    same(
      ifThere(client, by, may(client, by, 'consent:record') ? (isOver(program) ? 'program-finished' : 'ok') : '404'),
      word,
      'consent',
    )
    if (word === 'ok') program.consentedAt ??= client.now
  })

const lop = (by: Name, limb: Written['limb']) =>
  step(
    `${by} measures the LOP of the ${limb}`,
    () => true,
    async (client, world) => {
      const asked = {
        key: randomUUID(),
        at: client.now,
        clientId: client.id,
        limb,
        cuffWidthMm: 115,
        position: 'lying',
        pressureMmhg: 168,
      } as const
      const { word } = await wordOf(measureLop(actingAs(world, client, by), asked))
      const standing = client.standingOf({ shape: 'cuff', limb, sessionsPerWeek: 3 })
      same(
        ifThere(client, by, may(client, by, 'lop:measure') ? (whyNotScreened(standing, true) ?? 'ok') : '404'),
        word,
        'lop',
      )
      if (word === 'ok') client.lops.set(limb, client.today)
    },
  )

const start = (by: Name, at: number) =>
  step(`${by} starts a session of ${at}`, hasProgram, async (client, world) => {
    const program = pick(client.programs, at)
    const version = client.toRun(program)
    const core = client.mayStart(program)
    // The domain alone takes the cuff off a session; all else is refused in straight SQL too.
    const isCuffOn = isCuffed(version.written)
    const raw = await inStraightSql(world, (dry) =>
      train(dry, ref(client, program, version), { at: client.now, isBfr: isCuffOn, isBeside: true }),
    )
    const isAllowed = core.ok && core.isBfr === isCuffOn
    same(
      isAllowed ? 'ok' : 'refused',
      raw === 'ok' ? 'ok' : 'refused',
      `start in straight SQL (${core.ok ? 'ok' : core.why}, ${raw})`,
    )
    const asked = {
      key: randomUUID(),
      at: client.now,
      programId: program.id,
      place: 'clinic',
      painNrs: null,
      weekReason: 'Asked for by the client.',
    } as const
    const { word, saved } = await wordOf(startSession(actingAs(world, client, by), asked))
    same(may(client, by, 'session:start') ? (core.ok ? 'ok' : core.why) : '404', word, 'start')
    if (!saved || !core.ok) return
    const limbs = core.isBfr ? worn(version.written) : []
    client.sessions.push({
      id: saved.sessionId,
      kind: 'started',
      at: client.now,
      day: client.today,
      programId: program.id,
      isEnded: false,
      limbs,
    })
    if (program.status === 'not-started') {
      program.status = 'active'
      program.startedAt = client.now
    }
  })

const report = (at: number, hoursAgo: number, isCuffOn: boolean, isExplained: boolean) =>
  step(
    `trainer reports a session of ${at}, ${hoursAgo} hours ago${isCuffOn ? ', cuffed' : ''}${isExplained ? ', explained' : ''}`,
    hasProgram,
    async (client, world) => {
      const program = pick(client.programs, at)
      const occurredAt = new Date(client.now.getTime() - hoursAgo * 3_600_000)
      const day = occurredAt.toISOString().slice(0, 10)
      const cleared = client.wasCleared(program, occurredAt)
      const version = client.clearedBy(program, occurredAt) ?? client.toRun(program)
      const limbs = isCuffOn ? worn(version.written) : []
      const isWithin = cleared === version && !limbs.some((limb) => client.isInBreach(program, limb, day))
      const asked = {
        key: randomUUID(),
        at: client.now,
        programId: program.id,
        place: 'home',
        occurredAt,
        endedAt: null,
        isBfr: isCuffOn,
        painNrs: null,
        outsideReason: isExplained ? 'The client trained at home' : null,
      } as const
      const { word, saved } = await wordOf(reportSession(actingAs(world, client, 'trainer'), asked))
      same(isWithin || isExplained ? 'ok' : 'outside-clearance-needs-reason', word, 'report')
      if (saved)
        client.sessions.push({
          id: saved.sessionId,
          kind: 'reported',
          at: occurredAt,
          day,
          programId: program.id,
          isEnded: true,
          limbs,
        })
    },
  )

const endRunning = () =>
  step(
    'trainer ends the session',
    ({ sessions }) => sessions.some(({ isEnded }) => !isEnded),
    async (client, world) => {
      const session = client.sessions.find(({ isEnded }) => !isEnded)
      if (!session) return
      const { word } = await wordOf(
        endSession(actingAs(world, client, 'trainer'), { key: randomUUID(), sessionId: session.id, at: client.now }),
      )
      same('ok', word, 'end session')
      session.isEnded = true
    },
  )

const lapse = (name: Name, isGood: boolean) =>
  step(
    `the licence of ${name} ${isGood ? 'is renewed' : 'lapses'}`,
    () => true,
    async (client, { clinic }) => {
      const until = isGood ? '2099-12-31' : dayAfter(client.today, -1)
      const { memberId } = client.persons[name]
      await clinic.owner('update members set licence_valid_until = $2 where id = $1', [memberId, until])
      const { licence } = client.persons[name]
      if (licence) client.persons[name] = { ...client.persons[name], licence: { ...licence, validUntil: until } }
    },
  )

const leave = () =>
  step(
    'otherTherapist is deactivated',
    () => true,
    async (client, { clinic }) => {
      const { otherTherapist } = client.persons
      await clinic.owner('update members set deactivated_at = now() where id = $1', [otherTherapist.memberId])
      client.persons.otherTherapist = { ...otherTherapist, isActive: false }
    },
  )

const daysPass = (days: number) =>
  step(
    `${days} days pass`,
    () => true,
    async (client, { clinic }) => {
      client.now = new Date(`${dayAfter(client.today, days)}T08:00:00Z`)
      // Whether or not anybody looks at it, a clearance that was not started is worth nothing; the enforcer writes it down.
      await clinic.sql(clinic.admin, 'select expire_clearances($1)', [client.now])
      for (const program of client.programs)
        for (const version of program.versions) if (client.isRunOut(program, version)) version.status = 'expired'
    },
  )

/** Several in one go, as far as each is on, so that a run reaches what lies behind them; each counts as a command. */
const inOneGo = (words: string, isOn: (client: Client) => boolean, parts: Step[]): Step => ({
  check: (client) => client.commandsLeft > 0 && isOn(client),
  run: async (client, world) => {
    for (const part of parts) if (part.check(client)) await part.run(client, world)
  },
  toString: () => words,
})

const bringToRun = (written: Written, at: number) =>
  inOneGo(`what it takes to run ${JSON.stringify(written)} as ${at}`, ({ programs }) => programs.length === at, [
    screening('therapist', 'standard'),
    raise('trainer', written),
    submit('trainer', at),
    decide('therapist', at, 'cleared'),
    consent('trainer', at),
    lop('trainer', written.limb),
    start('trainer', at),
    endRunning(),
  ])

const amend = (by: Name, at: number, kind: NextKind, written: Written) =>
  inOneGo(`a cleared ${kind} of ${at}, by ${by}, to ${JSON.stringify(written)}`, hasProgram, [
    draft('trainer', at, kind),
    edit('trainer', at, kind === 'step-down' ? { ...written, sessionsPerWeek: 3 } : written),
    submit('trainer', at),
    decide(by, at, 'cleared'),
  ])

const recover = (at: number) =>
  inOneGo(`a doctor sees the client, and lifts what holds ${at}`, hasProgram, [
    screening('doctor', 'standard'),
    ...[0, 0].map((nth) => lift('doctor', at, nth, true)),
  ])

const lops = [lop('trainer', 'left-leg'), lop('trainer', 'right-leg')]

const trainOften = (at: number, days: number) =>
  inOneGo(`sessions of ${at} on 4 days, ${days} apart`, hasProgram, [
    ...lops,
    ...[0, 1, 2].flatMap(() => [start('trainer', at), endRunning(), daysPass(days)]),
    start('trainer', at),
  ])

const pastTheWindow = (at: number) =>
  inOneGo(`three weeks later, a session of ${at}`, hasProgram, [
    daysPass(12),
    screening('doctor', 'standard'),
    daysPass(12),
    ...lops,
    start('trainer', at),
  ])

const drawn = {
  raise: fc.tuple(who, written).map((of) => raise(...of)),
  edit: fc.tuple(who, index, written).map((of) => edit(...of)),
  draft: fc.tuple(who, index, nextKind).map((of) => draft(...of)),
  submit: fc.tuple(who, index).map((of) => submit(...of)),
  withdraw: fc.tuple(who, index).map((of) => withdraw(...of)),
  decide: fc
    .tuple(who, index, fc.constantFrom<DecisionKind>(...decisionKinds, 'cleared', 'cleared'))
    .map((of) => decide(...of)),
  revoke: fc.tuple(who, index, fc.boolean()).map((of) => revoke(...of)),
  end: fc.tuple(who, index, fc.constantFrom('complete' as const, 'stop' as const)).map((of) => end(...of)),
  hold: fc.tuple(who, index).map((of) => hold(...of)),
  lift: fc.tuple(who, index, fc.nat(3), fc.boolean()).map((of) => lift(...of)),
  screening: fc
    .tuple(who, fc.constantFrom<Came>(...outcomes, 'standard', 'standard', 'standard'))
    .map((of) => screening(...of)),
  note: fc.tuple(who, fc.constantFrom<EventKind>('pregnancy', 'surgery', 'blood-clot')).map((of) => note(...of)),
  redFlag: fc
    .tuple(who, fc.constantFrom('calf-pain' as const, 'numbness-or-weakness-that-stays' as const))
    .map((of) => redFlag(...of)),
  consent: fc.tuple(who, index).map((of) => consent(...of)),
  lop: fc.tuple(who, leg).map((of) => lop(...of)),
  start: fc.tuple(fc.constantFrom<Name>('trainer', 'trainer', 'trainer', 'doctor'), index).map((of) => start(...of)),
  report: fc.tuple(index, fc.constantFrom(1, 26), fc.boolean(), fc.boolean()).map((of) => report(...of)),
  endRunning: fc.constant(null).map(endRunning),
  lapse: fc
    .tuple(fc.constantFrom<Name>('therapist', 'doctor', 'trainerAndTherapist'), fc.boolean())
    .map((of) => lapse(...of)),
  leave: fc.constant(null).map(leave),
  daysPass: fc.constantFrom(1, 1, 2, 5, 12, 31).map(daysPass),
  bringToRun: fc.tuple(written, index).map((of) => bringToRun(...of)),
  trainOften: fc.tuple(index, fc.constantFrom(1, 2, 6)).map((of) => trainOften(...of)),
  amend: fc.tuple(who, index, nextKind, written).map((of) => amend(...of)),
  recover: index.map(recover),
  pastTheWindow: index.map(pastTheWindow),
}

/** Each as often as it is worth: what moves a program on is drawn more often than what ends it. */
const weights: Partial<Record<keyof typeof drawn, number>> = {
  bringToRun: 4,
  amend: 4,
  recover: 3,
  submit: 3,
  decide: 4,
  start: 3,
  draft: 2,
  screening: 2,
  lift: 3,
  trainOften: 2,
  pastTheWindow: 2,
}

export const steps: fc.Arbitrary<Step>[] = Object.entries(drawn).flatMap(([name, arbitrary]) =>
  Array.from({ length: weights[name as keyof typeof drawn] ?? 1 }, () => arbitrary),
)
