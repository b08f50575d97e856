/** Two clinicians at one decision, and one form sent twice: the first is told to the second, the same has one effect. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { action as consent } from '~/routes/programs.$programId_.consent'
import { action as hold } from '~/routes/programs.$programId_.hold'
import { action as lift } from '~/routes/programs.$programId_.holds.$holdId_.lift'
import { action as revoke, loader as revocationPage } from '~/routes/programs.$programId_.revocation'
import { action as decide, loader as decidePage } from '~/routes/programs.$programId_.versions.$versionId_.clearance'
import { action as submitDraft } from '~/routes/programs.$programId_.versions.$versionId_.submission'
import { action as withdraw } from '~/routes/programs.$programId_.withdrawal'
import { ask, type Route, sentences } from '../asking'
import { buildClinic, type Clinic, inOne, password, type Who } from '../builders'
import {
  type Built,
  buildCleared,
  buildClient,
  buildDraft,
  buildScreening,
  buildVersion,
  sign,
  submit,
  train,
} from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic

beforeAll(async () => {
  clinic = await buildClinic(database)
})

async function submitted(asked: Parameters<typeof buildDraft>[2] = {}): Promise<Built> {
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId)
  return submit(clinic, await buildDraft(clinic, clientId, asked), asked.by)
}

const typed = (built: Built, changes: Record<string, string> = {}): Record<string, string> => ({
  key: randomUUID(),
  contentHash: built.contentHash,
  outcome: 'cleared',
  readScreening: built.screeningId,
  password,
  next: '',
  list: '',
  ...changes,
})
const idsOf = ({ programId, versionId }: Pick<Built, 'programId' | 'versionId'>) => ({ programId, versionId })

async function count(text: string, values: unknown[]): Promise<number> {
  const [row] = await clinic.sql<{ count: string }>(clinic.therapist, `select count(*) as count from ${text}`, values)
  return Number(row?.count)
}
const reviewed = async (built: Built, who: Who) => JSON.parse((await ask(decidePage, who, idsOf(built))).text).review

describe('who comes second', () => {
  /** All of it typed before the first one signed. */
  const late = (built: Built) =>
    typed(built, {
      outcome: 'cleared-with-limits',
      maxPressurePercent: '50',
      isSupervisedOnly: 'on',
      [`comments.${built.lineId}`]: 'Kept as well',
      reason: 'Typed at length',
    })

  it('is told what the first one decided: who, as what, when, how, with which limits and why; and keeps all they typed', async () => {
    const built = await submitted()
    const form = late(built)
    const first = typed(built, { outcome: 'cleared-with-limits', maxLoadPercent: '25', reviewBy: await today() })
    expect((await ask(decide, clinic.doctor, idsOf(built), first)).status).toBe(303)
    const answer = await ask(decide, clinic.otherTherapist, idsOf(built), form)
    expect(answer.status).toBe(409)
    expect(sentences(answer)).toEqual([['', expect.stringContaining('Somebody has decided this already')]])
    expect(answer.refused.initialValue).toMatchObject({
      outcome: 'cleared-with-limits',
      maxPressurePercent: '50',
      isSupervisedOnly: 'on',
      reason: 'Typed at length',
      comments: { [built.lineId]: 'Kept as well' },
    })
    expect(answer.text).not.toContain(password)
    const { waits, version } = await reviewed(built, clinic.otherTherapist)
    expect(waits).toBeNull()
    expect(version.decisions).toMatchObject([
      {
        signerName: 'Dr. Amara Osei',
        signedAs: 'doctor',
        licenceNumber: 'MD-48213',
        outcome: 'cleared-with-limits',
        at: expect.stringMatching(/^\d{4}-/),
        limits: { maxLoadPercent: 25, maxPressurePercent: null, reviewBy: first.reviewBy },
      },
    ])
    expect(await count('decisions where version_id = $1', [built.versionId])).toBe(1)
  })

  it('is one of two who sign at the same moment, and nothing of theirs is kept', async () => {
    const built = await submitted()
    const sent = (who: Who, changes: Record<string, string>) => ask(decide, who, idsOf(built), typed(built, changes))
    const answers = await Promise.all([
      sent(clinic.therapist, { outcome: 'declined', reason: 'Too early', [`comments.${built.lineId}`]: 'Half of it' }),
      sent(clinic.otherTherapist, {
        outcome: 'changes-requested',
        reason: 'Less',
        [`comments.${built.lineId}`]: 'Half',
      }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await count('decisions where version_id = $1', [built.versionId])).toBe(1)
    expect(await count('line_comments where prescription_id = $1', [built.lineId])).toBe(1)
    expect(await consumed(built)).toBe(1)
  })

  it('is told that it was taken back, by whom, and keeps all they typed', async () => {
    const built = await submitted()
    const form = late(built)
    const back = { key: randomUUID(), versionId: built.versionId }
    expect((await ask(withdraw, clinic.trainer, { programId: built.programId }, back)).status).toBe(303)
    const answer = await ask(decide, clinic.therapist, idsOf(built), form)
    expect([answer.status, answer.refused.initialValue?.reason]).toEqual([409, 'Typed at length'])
    expect((await reviewed(built, clinic.therapist)).version.invalidation).toMatchObject({
      why: 'withdrawn',
      by: 'Maya Ruiz',
      at: expect.stringMatching(/^\d{4}-/),
    })
  })

  it('with another content than the one stored signs nothing, keeps all they typed, and reads the one stored', async () => {
    const built = await submitted()
    const answer = await ask(decide, clinic.therapist, idsOf(built), { ...late(built), contentHash: 'f'.repeat(64) })
    expect(sentences(answer)).toEqual([['', expect.stringContaining('not the one you read')]])
    expect([answer.status, answer.refused.initialValue?.reason]).toEqual([409, 'Typed at length'])
    expect((await reviewed(built, clinic.therapist)).version.contentHash).toBe(built.contentHash)
    expect(await count('decisions where version_id = $1', [built.versionId])).toBe(0)
  })

  it('to revoke is told who did, and why, and keeps their own reason', async () => {
    const built = await buildCleared(clinic)
    const form = (reason: string) => ({
      key: randomUUID(),
      ...idsOf(built),
      contentHash: built.contentHash,
      reason,
      password,
    })
    const params = { programId: built.programId }
    expect((await ask(revoke, clinic.therapist, params, form('New symptoms'))).status).toBe(303)
    const answer = await ask(revoke, clinic.doctor, params, form('Seen on the ward'))
    expect([answer.status, answer.refused.initialValue?.reason]).toEqual([409, 'Seen on the ward'])
    expect(sentences(answer)).toEqual([['', expect.stringContaining('The clearance was revoked')]])
    const page = JSON.parse((await ask(revocationPage, clinic.doctor, params)).text)
    expect(page.facts.revoked).toMatchObject({ signerName: 'Lin Chen', reason: 'New symptoms' })
  })
})

async function today(): Promise<string> {
  const [row] = await clinic.sql<{ day: string }>(clinic.therapist, 'select clinic_day(clock_timestamp())::text as day')
  return row?.day ?? ''
}

describe('a form sent twice', () => {
  /** At once, as by a double click; and once more later, as after a time-out. */
  async function thrice(route: Route, who: Who, params: Record<string, string>, form: Record<string, string>) {
    const clicked = await Promise.all([ask(route, who, params, form), ask(route, who, params, form)])
    const answers = [...clicked, await ask(route, who, params, form)]
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(new Set(answers.map(({ to }) => to)).size).toBe(1)
  }
  const events = (table: string, id: string) =>
    count(`audit_events where table_name = $1 and row_id like $2 || '%'`, [table, id])

  it('decides once: one signature, one event of it, one confirmation of the password used up', async () => {
    const built = await submitted()
    await thrice(
      decide,
      clinic.therapist,
      idsOf(built),
      typed(built, { outcome: 'declined', reason: 'Too early', [`comments.${built.lineId}`]: 'Half of it' }),
    )
    const [decision] = await clinic.sql<{ id: string }>(
      clinic.therapist,
      'select id from decisions where version_id = $1',
      [built.versionId],
    )
    expect(await count('decisions where version_id = $1', [built.versionId])).toBe(1)
    expect(await count('line_comments where decision_id = $1', [decision?.id])).toBe(1)
    expect(await events('decisions', decision?.id ?? '')).toBe(1)
    expect(await consumed(built)).toBe(1)
  })

  it('with another content under the same key is refused', async () => {
    const built = await submitted()
    const form = typed(built)
    expect((await ask(decide, clinic.therapist, idsOf(built), form)).status).toBe(303)
    const other = await ask(decide, clinic.therapist, idsOf(built), { ...form, outcome: 'declined', reason: 'No' })
    expect([other.status, sentences(other)]).toEqual([
      409,
      [['', expect.stringContaining('sent before with other content')]],
    ])
  })

  it('revokes once', async () => {
    const built = await buildCleared(clinic)
    const form = {
      key: randomUUID(),
      ...idsOf(built),
      contentHash: built.contentHash,
      reason: 'New symptoms',
      password,
    }
    await thrice(revoke, clinic.therapist, { programId: built.programId }, form)
    expect(await count(`decisions where version_id = $1 and outcome = 'revoked'`, [built.versionId])).toBe(1)
    // The clearance before it was signed by the builder, with a confirmation of its own.
    expect(await consumed(built)).toBe(2)
  })

  it('submits once', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId)
    const draft = await buildDraft(clinic, clientId)
    await thrice(submitDraft, clinic.trainer, idsOf(draft), { key: randomUUID() })
    expect(await count(`versions where id = $1 and status = 'submitted'`, [draft.versionId])).toBe(1)
  })

  it('consents, holds and lifts once', async () => {
    const built = await buildCleared(clinic)
    const params = { programId: built.programId }
    const before = await count('consents where program_id = $1', [built.programId])
    await thrice(consent, clinic.trainer, params, { key: randomUUID(), isExplained: 'on' })
    expect(await count('consents where program_id = $1', [built.programId])).toBe(before + 1)
    await thrice(hold, clinic.trainer, params, { key: randomUUID(), reason: 'On holiday' })
    const holds = await clinic.sql<{ id: string }>(clinic.trainer, 'select id from holds where program_id = $1', [
      built.programId,
    ])
    expect(holds).toHaveLength(1)
    await thrice(lift, clinic.trainer, { ...params, holdId: holds[0]?.id ?? '' }, { key: randomUUID(), reason: 'Back' })
    expect(await count('hold_lifts where hold_id = $1', [holds[0]?.id])).toBe(1)
  })
})

describe('a revocation', () => {
  it('says before it what runs and what ends with it, and lets no older clearance revive', async () => {
    const built = await buildCleared(clinic)
    const second = { ...built, ...(await buildVersion(clinic, built.programId, 2, { kind: 'amendment' })) }
    await sign(clinic, await submit(clinic, second))
    const third = await buildVersion(clinic, built.programId, 3, { kind: 'amendment' })
    await submit(clinic, { ...built, ...third })
    await train(clinic, second)
    const params = { programId: built.programId }
    const page = JSON.parse((await ask(revocationPage, clinic.doctor, params)).text)
    expect(page.facts).toMatchObject({
      clearance: { signerName: 'Lin Chen', outcome: 'cleared' },
      runningSessions: [{ loggedBy: 'Maya Ruiz' }],
      openVersion: { number: 3, isSubmitted: true },
      earlierCleared: [1],
      trainers: ['Maya Ruiz'],
      revoked: null,
    })
    const [inForce] = await clinic.sql<{ content_hash: string }>(
      clinic.doctor,
      'select content_hash from versions where id = $1',
      [second.versionId],
    )
    const form = {
      key: randomUUID(),
      versionId: second.versionId,
      contentHash: inForce?.content_hash ?? '',
      reason: 'A clot',
      password,
    }
    expect((await ask(revoke, clinic.doctor, params, form)).status).toBe(303)
    const after = await clinic.sql<{ status: string }>(
      clinic.doctor,
      'select status from versions where program_id = $1 order by number',
      [built.programId],
    )
    expect(after.map(({ status }) => status)).toEqual(['superseded', 'revoked', 'withdrawn'])
    await expect(train(clinic, built)).rejects.toThrow('program-finished')
    await expect(train(clinic, second)).rejects.toThrow('clearance-revoked')
    expect((await reviewed(built, clinic.doctor)).version.invalidation).toMatchObject({ why: 'superseded', number: 2 })
    expect((await reviewed(second, clinic.doctor)).version.invalidation).toMatchObject({
      why: 'revoked',
      reason: 'A clot',
    })
  })
})

/** Confirmations of the password for this content that a signature used up: the app's role may not read them. */
async function consumed({ contentHash }: Built): Promise<number> {
  const context = { clinicId: clinic.id, memberId: clinic.therapist.memberId }
  const [row] = await inOne(database.urls.owner, context, (rows) =>
    rows<{ count: string }>(
      'select count(*) as count from reauthentications where content_hash = $1 and consumed_at is not null',
      [contentHash],
    ),
  )
  return Number(row?.count)
}
