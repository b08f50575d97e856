/** What follows a red flag, and what is none: who may say that they saw it, what is added, and what the database refuses. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { listClientIncidents, recordAdverseEvent } from '~/data/adverse-events.server'
import { openSettings, setFloor } from '~/data/clinic-settings.server'
import { listIncidents } from '~/data/incidents.server'
import { acknowledgeRedFlag, addRedFlagDetail } from '~/data/red-flag-answers.server'
import { findRedFlag } from '~/data/red-flag-record.server'
import { raiseRedFlag } from '~/data/red-flags.server'
import { recordScreening } from '~/data/screenings.server'
import { noteEvent } from '~/data/client-events.server'
import { readClinic } from '~/database/door.server'
import { type AdverseEventKind, isForClinician, noAfterEffects } from '~/domain/adverse-events'
import { acting } from '../acting'
import { thrownResponse } from '../auth/browser'
import { buildClinic, type Clinic, inOne, type Who } from '../builders'
import { buildCleared, buildClient, train } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let clientId: string
let redFlagId: string

beforeAll(async () => {
  clinic = await buildClinic(database)
})

const command = <T extends object>(asked: T) => ({ key: randomUUID(), at: new Date(), ...asked })

async function raise(): Promise<void> {
  clientId = await buildClient(clinic)
  const raised = await raiseRedFlag(await acting(clinic.trainer), command({ clientId, sign: 'fainting' as const }))
  redFlagId = raised.ok ? raised.redFlagId : ''
}

const acknowledge = async (who: Who) => acknowledgeRedFlag(await acting(who), command({ clientId, redFlagId }))
const found = async () => readClinic(await acting(clinic.doctor), (query) => findRedFlag(query, clientId, redFlagId))

describe('that a red flag was seen', () => {
  beforeAll(raise)

  it('is said by clinicians, told or not, each once, and lifts nothing', async () => {
    for (const who of [clinic.trainer, clinic.admin]) {
      expect((await thrownResponse(acknowledge(who))).status).toBe(404)
    }
    expect(await acknowledge(clinic.therapist)).toEqual({ ok: true, isFirst: true })
    expect(await acknowledge(clinic.therapist)).toEqual({ ok: true, isFirst: false })
    expect(await acknowledge(clinic.doctor)).toEqual({ ok: true, isFirst: false })
    const flag = await found()
    expect(flag?.acknowledgements.map(({ name }) => name)).toEqual(['Lin Chen', 'Dr. Amara Osei'])
    expect(flag?.held.every(({ lift }) => lift === null)).toBe(true)
  })

  it('is not said by a clinician whose licence ran out, nor in SQL', async () => {
    const owner = (text: string) =>
      inOne(database.urls.owner, { clinicId: clinic.id, memberId: clinic.admin.memberId }, (rows) => rows(text))
    await raise()
    await owner("update members set licence_valid_until = '2020-01-01' where licence_number = 'PT-1004'")
    expect(await acknowledge(clinic.otherTherapist)).toEqual({ ok: false, why: 'licence-expired' })
    const insert = (who: Who, by = who) =>
      clinic.sql(
        who,
        'insert into red_flag_acknowledgements (clinic_id, id, red_flag_id, acknowledged_by, occurred_at) values ($1, $2, $3, $4, now())',
        [clinic.id, randomUUID(), redFlagId, by.memberId],
      )
    await expect(insert(clinic.otherTherapist)).rejects.toThrow('licence-expired')
    await expect(insert(clinic.trainer)).rejects.toThrow('not-a-clinician')
    await expect(insert(clinic.trainer, clinic.doctor)).rejects.toThrow('not-your-role')
    await owner("update members set licence_valid_until = '2099-12-31' where licence_number = 'PT-1004'")
    expect((await found())?.acknowledgements).toEqual([])
  })
})

describe('straight SQL as the app’s role', () => {
  beforeAll(raise)

  it.each([
    [
      'an escalation',
      'insert into red_flag_escalations select clinic_id, gen_random_uuid(), id, now(), now() from red_flags',
    ],
    ['an answer', 'delete from unanswered_red_flags'],
    [
      'a notification',
      "insert into notifications select clinic_id, gen_random_uuid(), raised_by, 'red-flag', id, client_id, now() from red_flags",
    ],
    ['whom to tell', "select tell_people('{}', 'red-flag', gen_random_uuid(), null, now(), true)"],
  ])('makes up %s no more', async (_what, text) => {
    await expect(clinic.sql(clinic.doctor, text)).rejects.toThrow('permission denied')
  })

  it.each(['red_flag_acknowledgements', 'red_flag_details', 'adverse_events'])(
    'changes no row of %s',
    async (table) => {
      await expect(clinic.sql(clinic.doctor, `update ${table} set occurred_at = now()`)).rejects.toThrow(
        'permission denied',
      )
      const asOwner = inOne(database.urls.owner, { clinicId: clinic.id, memberId: clinic.doctor.memberId }, (rows) =>
        rows(`truncate ${table}`),
      )
      await expect(asOwner).rejects.toThrow()
    },
  )
})

it('details are added by trainer and clinician, in their order, and never without a word', async () => {
  await raise()
  const add = async (who: Who, says: string) =>
    addRedFlagDetail(
      await acting(who),
      command({ clientId, redFlagId, says, limb: 'left-leg' as const, since: 'set 3' }),
    )
  expect(await add(clinic.trainer, '')).toEqual({ ok: false, why: 'details-missing' })
  expect((await add(clinic.trainer, 'Grey, then gone for ten seconds')).ok).toBe(true)
  expect((await add(clinic.therapist, 'Pulse regular, 104 / 62')).ok).toBe(true)
  expect((await thrownResponse(add(clinic.otherTrainer, 'Hello'))).status).toBe(404)
  expect((await found())?.details.map(({ says, by, limb, since }) => [says, by, limb, since])).toEqual([
    ['Grey, then gone for ten seconds', 'Maya Ruiz', 'left-leg', 'set 3'],
    ['Pulse regular, 104 / 62', 'Lin Chen', 'left-leg', 'set 3'],
  ])
})

describe('an adverse event', () => {
  const record = async (kind: AdverseEventKind, after = noAfterEffects, sessionId: string | null = null) =>
    recordAdverseEvent(await acting(clinic.trainer), command({ clientId, kind, sessionId, note: '', ...after }))
  const holds = () =>
    clinic.sql(clinic.trainer, 'select 1 from holds h join programs p on p.id = h.program_id where p.client_id = $1', [
      clientId,
    ])
  const toldOf = (subject: string) =>
    clinic.sql<{ name: string }>(
      clinic.admin,
      "select m.name from notifications n join members m on m.id = n.member_id where n.kind = 'after-effects' and n.subject_id = $1",
      [subject],
    )

  it('of whatever kind holds nothing, and stands on the client’s page and among the incidents with its clearance', async () => {
    const built = await buildCleared(clinic)
    clientId = built.clientId
    const sessionId = await train(clinic, built)
    for (const kind of ['dizziness', 'soreness-next-day', 'tingling-during-restriction'] as const) {
      expect(await record(kind, noAfterEffects, sessionId)).toMatchObject({ ok: true, isForClinician: false })
    }
    expect(await holds()).toEqual([])
    const admin = await acting(clinic.admin)
    const { rows } = await readClinic(admin, (q) => listIncidents(q, { kind: 'adverse-event', after: null }))
    expect(rows.map(({ what, decisionId }) => [what, decisionId !== null])).toEqual([
      ['tingling-during-restriction', true],
      ['soreness-next-day', true],
      ['dizziness', true],
    ])
    const incidents = await readClinic(admin, (q) => listClientIncidents(q, clientId))
    expect(incidents.map(({ what }) => what)).toEqual(['tingling-during-restriction', 'soreness-next-day', 'dizziness'])
  })

  it('of soreness, swelling and less range together, or growing, tells who cleared the client, as the domain says', async () => {
    const built = await buildCleared(clinic)
    clientId = built.clientId
    for (let bits = 1; bits < 16; bits += 1) {
      const [hasSoreness, hasSwelling, hasLessRange, isGrowing] = [1, 2, 4, 8].map((bit) => (bits & bit) > 0) as [
        boolean,
        boolean,
        boolean,
        boolean,
      ]
      const after = { hasSoreness, hasSwelling, hasLessRange, isGrowing }
      const outcome = await record('after-effects', after)
      if (!hasSoreness && !hasSwelling && !hasLessRange) {
        expect(outcome).toEqual({ ok: false, why: 'after-effects-unnamed' })
        continue
      }
      const eventId = outcome.ok ? outcome.eventId : ''
      expect(await toldOf(eventId)).toEqual(isForClinician(after) ? [{ name: 'Lin Chen' }] : [])
    }
    expect(await holds()).toEqual([])
  })

  it('of another client’s session is none', async () => {
    const built = await buildCleared(clinic)
    const sessionId = await train(clinic, built)
    clientId = await buildClient(clinic)
    expect((await thrownResponse(record('dizziness', noAfterEffects, sessionId))).status).toBe(404)
    const inSql = clinic.sql(
      clinic.trainer,
      `insert into adverse_events (clinic_id, id, client_id, session_id, kind, recorded_by, occurred_at)
       values ($1, $2, $3, $4, 'dizziness', $5, now())`,
      [clinic.id, randomUUID(), clientId, sessionId, clinic.trainer.memberId],
    )
    await expect(inSql).rejects.toThrow('no session of this client')
  })
})

it('a clot once noted is a history of clots in every later screening, ticked or not', async () => {
  const doctor = await acting(clinic.doctor)
  clientId = await buildClient(clinic)
  await noteEvent(doctor, command({ clientId, kind: 'blood-clot' as const, note: 'Ultrasound' }))
  const screened = await recordScreening(
    doctor,
    command({
      clientId,
      bmi: 24,
      bloodPressures: [{ systolic: 118, diastolic: 76 }],
      painNrs: 2,
      surgery: null,
      medication: { isOnAnticoagulant: false, anticoagulantFor: null, isOnOestrogen: false },
      conditions: [],
      note: null,
    }),
  )
  expect(screened).toMatchObject({ ok: true, outcome: 'no-restriction' })
})

describe('the floor of a clinic', () => {
  const asked = {
    redFlagEscalationMinutes: 10,
    plateStepG: 1134,
    lopValidDays: 7,
    emergencyNumber: '112',
    onCallNumber: '030 555',
  }

  it('is set by its admin alone, and never beyond a safety limit, in SQL as well', async () => {
    const admin = await acting(clinic.admin)
    const { was } = await readClinic(admin, (query) => openSettings(query, 'floor'))
    expect(await setFloor(await acting(clinic.doctor), { key: randomUUID(), was, ...asked })).toEqual({
      ok: false,
      why: 'not-your-role',
    })
    expect(await setFloor(admin, { key: randomUUID(), was, ...asked })).toEqual({ ok: true })
    const now = await readClinic(admin, (query) => openSettings(query, 'floor'))
    expect(now.settings).toEqual(asked)
    const loosened = { ...asked, redFlagEscalationMinutes: 31 }
    expect(await setFloor(admin, { key: randomUUID(), was: now.was, ...loosened })).toEqual({
      ok: false,
      why: 'red-flag-escalation-out-of-range',
    })
    for (const set of ['red_flag_escalation_minutes = 31', 'lop_valid_days = 15', "on_call_number = ''"]) {
      await expect(clinic.sql(clinic.admin, `update clinics set ${set}`)).rejects.toThrow('check constraint')
    }
  })
})
