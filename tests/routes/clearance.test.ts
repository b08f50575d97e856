/** The decision as a browser sends it, by the page or by hand: who is answered, and what is signed. */
import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs } from '@remix-run/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { loader as listPage } from '~/routes/programs._index'
import { action as consent } from '~/routes/programs.$programId_.consent'
import { action as hold } from '~/routes/programs.$programId_.hold'
import { action as lift, loader as liftPage } from '~/routes/programs.$programId_.holds.$holdId_.lift'
import { action as revoke } from '~/routes/programs.$programId_.revocation'
import { loader as draftPage } from '~/routes/programs.$programId_.versions.$versionId_.draft'
import { loader as programPage } from '~/routes/programs.$programId._index'
import { action as decide, loader as decidePage } from '~/routes/programs.$programId_.versions.$versionId_.clearance'
import { loader as reviewPage } from '~/routes/programs.$programId_.versions.$versionId_.review'
import { action as withdraw } from '~/routes/programs.$programId_.withdrawal'
import { ask, browserOf, sentences } from '../asking'
import { buildClinic, type Clinic, password, type Who } from '../builders'
import {
  type Built,
  buildCleared,
  buildClient,
  buildDraft,
  buildScreening,
  buildVersion,
  submit,
} from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic

beforeAll(async () => {
  clinic = await buildClinic(database)
})

type Screened = Parameters<typeof buildScreening>[2]

async function submitted(asked: Parameters<typeof buildDraft>[2] = {}, screened: Screened = {}): Promise<Built> {
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId, screened)
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

const limited = { outcome: 'cleared-with-limits' }
const idsOf = ({ programId, versionId }: Built) => ({ programId, versionId })
const sentBy = (who: Who, built: Built, changes: Record<string, string> = {}) =>
  ask(decide, who, idsOf(built), typed(built, changes))

async function decisionsOn(built: Built): Promise<string[]> {
  const text = 'select outcome from decisions where version_id = $1 order by seq'
  const rows = await clinic.sql<{ outcome: string }>(clinic.therapist, text, [built.versionId])
  return rows.map(({ outcome }) => outcome)
}

describe('a decision by a clinician', () => {
  it('clears, and leads on to what waits next', async () => {
    const [built, next] = [await submitted(), await submitted()]
    const answer = await sentBy(clinic.therapist, built, { next: next.versionId, list: '?risk=standard' })
    expect(answer).toMatchObject({
      status: 303,
      to: `/programs/${next.programId}/versions/${next.versionId}/review?risk=standard&done=cleared`,
    })
    expect(await decisionsOn(built)).toEqual(['cleared'])
    expect((await sentBy(clinic.therapist, next)).to).toBe(`/programs/${next.programId}?done=cleared`)
  })

  it('leads nowhere but to what waits here, whatever the form says is next', async () => {
    const built = await submitted()
    const { to } = await sentBy(clinic.therapist, built, { next: '//evil.example', list: '?next=//evil.example' })
    expect(to).toBe(`/programs/${built.programId}?done=cleared`)
  })

  it('answers in writing what no limit cures', async () => {
    const built = await submitted({ severity: 'justify' })
    const limited = { outcome: 'cleared-with-limits', maxPressurePercent: '50' }
    const [finding] = await clinic.sql<{ id: string }>(
      clinic.therapist,
      'select id from findings where version_id = $1',
      [built.versionId],
    )
    // The line asks for 60 %: nothing to cure, so what was found at submission is answered in writing.
    expect(sentences(await sentBy(clinic.therapist, built, limited))).toEqual([
      ['answers', expect.stringContaining('Answer each value')],
    ])
    const answered = { ...limited, [`answers.${finding?.id}`]: 'Seen, and lower by now' }
    expect((await sentBy(clinic.therapist, built, answered)).status).toBe(303)
    expect(await decisionsOn(built)).toEqual(['cleared-with-limits'])
  })

  it('justifies in one field what the screening found', async () => {
    const built = await submitted({}, { bfr: 'elevated' })
    expect(sentences(await sentBy(clinic.doctor, built))).toEqual([
      ['justification', expect.stringContaining('Write why')],
    ])
    expect((await sentBy(clinic.doctor, built, { justification: 'Stable on medication' })).status).toBe(303)
  })

  it.each([
    ['without an outcome', { outcome: '' }, 'outcome', 400],
    ['with a limit that is none', { outcome: 'cleared-with-limits', maxLoadPercent: '0' }, 'maxLoadPercent', 400],
    ['with a character that cannot be kept', { justification: 'a\u0000b' }, 'justification', 400],
    ['without the screening read', { readScreening: '' }, 'readScreening', 409],
    ['with another screening read than the newest', { readScreening: randomUUID() }, 'readScreening', 409],
    ['declined without a reason', { outcome: 'declined' }, 'reason', 409],
    ['with limits, and none set', { outcome: 'cleared-with-limits' }, 'limits', 409],
    ['as asked, and a limit set', { maxLoadPercent: '30' }, 'limits', 409],
    [
      'with a pressure limit above all that is asked',
      { ...limited, maxPressurePercent: '61' },
      'maxPressurePercent',
      409,
    ],
    ['with a load limit above all that is asked', { ...limited, maxLoadPercent: '31' }, 'maxLoadPercent', 409],
    ['with more sessions a week than are asked', { ...limited, maxSessionsPerWeek: '4' }, 'maxSessionsPerWeek', 409],
    ['to be looked at again in the past', { ...limited, reviewBy: '2020-01-01' }, 'reviewBy', 409],
    ['with a comment on a line, and cleared', { 'comments.any': 'Half of it' }, 'comments', 409],
    ['over another content than the one stored', { contentHash: 'f'.repeat(64) }, '', 409],
  ])('%s signs nothing and says so beside its field', async (_says, changes, field, status) => {
    const built = await submitted()
    const answer = await sentBy(clinic.therapist, built, changes)
    expect(answer.status).toBe(status)
    expect(Object.keys(answer.refused.error ?? {})).toEqual([field])
    expect(await decisionsOn(built)).toEqual([])
  })

  it('with a wrong password signs nothing, and keeps all that was typed but the password', async () => {
    const built = await submitted()
    const wrong = 'not the right password'
    const answer = await sentBy(clinic.therapist, built, {
      outcome: 'declined',
      reason: 'Too early after surgery',
      password: wrong,
    })
    expect(answer.status).toBe(400)
    expect(sentences(answer)).toEqual([['password', expect.stringContaining('That password is not right')]])
    expect(answer.refused.initialValue).toMatchObject({ outcome: 'declined', reason: 'Too early after surgery' })
    expect(answer.text).not.toContain(wrong)
    expect(await decisionsOn(built)).toEqual([])
  })

  it('sent back with a comment on a line reaches the trainer with the program, and above the next draft', async () => {
    const built = await submitted()
    const words = { outcome: 'changes-requested', reason: 'Two sets fewer', [`comments.${built.lineId}`]: 'Half of it' }
    expect((await sentBy(clinic.therapist, built, words)).status).toBe(303)
    const comment = { position: 1, exercise: 'Leg extension', limb: 'left-leg', comment: 'Half of it' }
    const program = await ask(programPage, clinic.trainer, { programId: built.programId })
    const { sent } = JSON.parse(JSON.parse(program.text).view)
    expect(sent.record.versions[0].decisions).toMatchObject([{ comments: [comment] }])
    const next = await buildVersion(clinic, built.programId, 2)
    const draft = await ask(draftPage, clinic.trainer, { programId: built.programId, versionId: next.versionId })
    expect(JSON.parse(draft.text).draft.sentBack).toMatchObject({ reason: 'Two sets fewer', comments: [comment] })
  })

  it('keeps only the words that its outcome shows: nobody signs what was typed for another', async () => {
    const built = await submitted({ severity: 'justify' })
    const [finding] = await clinic.sql<{ id: string }>(
      clinic.therapist,
      'select id from findings where version_id = $1',
      [built.versionId],
    )
    const form = { reason: 'Too early', justification: 'Stable', [`answers.${finding?.id}`]: 'Seen' }
    expect((await sentBy(clinic.therapist, built, { ...form, outcome: 'declined' })).status).toBe(303)
    const other = await submitted()
    expect((await sentBy(clinic.therapist, other, { ...form, outcome: 'cleared' })).status).toBe(303)
    const text = `select outcome, reason, justification, (select count(*)::integer from finding_answers a where a.decision_id = d.id) as answers
      from decisions d where version_id = any ($1) order by seq`
    expect(await clinic.sql(clinic.therapist, text, [[built.versionId, other.versionId]])).toEqual([
      { outcome: 'declined', reason: 'Too early', justification: null, answers: 0 },
      { outcome: 'cleared', reason: '', justification: 'Stable', answers: 0 },
    ])
  })

  it('sent twice is one signature, answered the same', async () => {
    const built = await submitted()
    const form = typed(built)
    const [one, two] = await Promise.all([
      ask(decide, clinic.therapist, idsOf(built), form),
      ask(decide, clinic.therapist, idsOf(built), form),
    ])
    expect([one.status, two.status]).toEqual([303, 303])
    expect(await decisionsOn(built)).toEqual(['cleared'])
  })

  it('that came second is told so, and the page shows what the first one did', async () => {
    const built = await submitted()
    await sentBy(clinic.therapist, built, { outcome: 'changes-requested', reason: 'Two sets fewer' })
    const late = await sentBy(clinic.otherTherapist, built)
    expect(late.status).toBe(409)
    expect(sentences(late)).toEqual([['', expect.stringContaining('Somebody has decided this already')]])
    const { text } = await ask(decidePage, clinic.otherTherapist, idsOf(built))
    expect(JSON.parse(text).review).toMatchObject({
      waits: null,
      version: { decisions: [{ outcome: 'changes-requested', reason: 'Two sets fewer', signerName: 'Lin Chen' }] },
    })
  })
})

describe('a decision by somebody who may not', () => {
  it('is refused to who wrote the program, however they send it, and their page has no form', async () => {
    const built = await submitted({ by: clinic.trainerAndTherapist })
    for (const outcome of ['cleared', 'declined', 'changes-requested']) {
      const answer = await sentBy(clinic.trainerAndTherapist, built, { outcome, reason: 'Mine' })
      expect(answer.status).toBe(409)
      expect(sentences(answer)).toEqual([['', expect.stringContaining('another clinician must decide it')]])
    }
    expect(await decisionsOn(built)).toEqual([])
    const { text } = await ask(reviewPage, clinic.trainerAndTherapist, idsOf(built))
    expect(JSON.parse(text).review.signer.whyNot).toBe('own-program')
  })

  it('is refused to a therapist where a doctor decides', async () => {
    const built = await submitted({}, { bfr: 'elevated' })
    const answer = await sentBy(clinic.therapist, built, { justification: 'Stable' })
    expect(answer.status).toBe(409)
    expect(sentences(answer)).toEqual([['', expect.stringContaining('Only a doctor')]])
    expect(await decisionsOn(built)).toEqual([])
  })

  it('is 403 for a trainer and an admin, by page and by hand', async () => {
    const built = await submitted()
    for (const who of [clinic.trainer, clinic.admin]) {
      expect((await sentBy(who, built)).status).toBe(403)
      expect((await ask(decidePage, who, idsOf(built))).status).toBe(403)
      expect((await ask(reviewPage, who, idsOf(built))).status).toBe(403)
    }
    expect(await decisionsOn(built)).toEqual([])
  })

  it('is 404 in another clinic, exactly as for what does not exist', async () => {
    const built = await submitted()
    const other = await buildClinic(database)
    const ids = [idsOf(built), { programId: randomUUID(), versionId: randomUUID() }, { programId: 'x', versionId: 'y' }]
    for (const params of ids) {
      const byHand = await ask(decide, other.doctor, params, typed(built))
      const byPage = await ask(reviewPage, other.doctor, params)
      expect([byHand.status, byHand.text, byPage.status, byPage.text]).toEqual([404, '', 404, ''])
    }
    expect(await decisionsOn(built)).toEqual([])
  })
})

describe('the list of programs', () => {
  it('answers whatever is looked for', async () => {
    for (const search of ['?words=a%00b', '?words=%25_%5C', '?after=x', '?status=nothing&sort=-nothing']) {
      const request = (await browserOf(clinic.therapist)).request(`/programs${search}`)
      const args = { request, params: {}, context: {}, response: undefined } as unknown as ActionFunctionArgs
      expect((await listPage(args)).rows).toBeDefined()
    }
  })
})

describe('what else is done to a program', () => {
  const key = randomUUID

  it('is put on hold with a reason, and lifted by who placed it', async () => {
    const built = await buildCleared(clinic)
    const params = { programId: built.programId }
    expect(sentences(await ask(hold, clinic.trainer, params, { key: key(), reason: ' ' }))).toEqual([
      ['reason', expect.stringContaining('Write a reason')],
    ])
    const held = await ask(hold, clinic.trainer, params, { key: key(), reason: 'On holiday' })
    expect(held).toMatchObject({ status: 303, to: `/programs/${built.programId}?done=held` })
    const [row] = await clinic.sql<{ id: string }>(clinic.trainer, 'select id from holds where program_id = $1', [
      built.programId,
    ])
    const ids = { ...params, holdId: row?.id ?? '' }
    expect(JSON.parse((await ask(liftPage, clinic.trainer, ids)).text).whyNot).toBeNull()
    expect((await ask(liftPage, clinic.otherTrainer, ids)).status).toBe(404)
    expect(await ask(lift, clinic.trainer, ids, { key: key(), reason: '' })).toMatchObject({
      status: 303,
      to: `/programs/${built.programId}?done=lifted`,
    })
  })

  it('is revoked with the password alone, and stops', async () => {
    const built = await buildCleared(clinic)
    const params = { programId: built.programId }
    const form = { key: key(), versionId: built.versionId, contentHash: built.contentHash, reason: 'New symptoms' }
    const wrong = await ask(revoke, clinic.therapist, params, { ...form, password: 'not the right password' })
    expect([wrong.status, Object.keys(wrong.refused.error ?? {})]).toEqual([400, ['password']])
    expect(await ask(revoke, clinic.therapist, params, { ...form, password })).toMatchObject({
      status: 303,
      to: `/programs/${built.programId}?done=revoked`,
    })
    expect((await ask(revoke, clinic.trainer, params, { ...form, password })).status).toBe(403)
    expect(await decisionsOn(built)).toEqual(['cleared', 'revoked'])
  })

  it('asks for a guardian’s consent under 18', async () => {
    const clientId = await buildClient(clinic, { bornOn: '2015-01-01' })
    await buildScreening(clinic, clientId)
    const built = await submit(clinic, await buildDraft(clinic, clientId))
    const params = { programId: built.programId }
    const alone = await ask(consent, clinic.trainer, params, { key: key(), isExplained: 'on' })
    expect([alone.status, Object.keys(alone.refused.error ?? {})]).toEqual([409, ['guardianName']])
    const unsaid = await ask(consent, clinic.trainer, params, { key: key(), guardianName: 'Eva Lindqvist' })
    expect([unsaid.status, Object.keys(unsaid.refused.error ?? {})]).toEqual([400, ['isExplained']])
    const whole = { key: key(), isExplained: 'on', guardianName: 'Eva Lindqvist' }
    expect((await ask(consent, clinic.trainer, params, whole)).status).toBe(303)
  })

  it('is taken back before it is decided, and not after', async () => {
    const [waiting, decided] = [await submitted(), await submitted()]
    await sentBy(clinic.therapist, decided)
    const back = (built: Built) =>
      ask(withdraw, clinic.trainer, { programId: built.programId }, { key: key(), versionId: built.versionId })
    expect((await back(waiting)).status).toBe(303)
    expect((await back(decided)).status).toBe(409)
  })

  it('is 404 for a trainer who does not serve the client', async () => {
    const built = await buildCleared(clinic)
    const form = { key: key(), reason: 'Not mine' }
    expect((await ask(hold, clinic.otherTrainer, { programId: built.programId }, form)).status).toBe(404)
  })
})
