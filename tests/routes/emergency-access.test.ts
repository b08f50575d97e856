/** Emergency access, care teams and handing over as a browser sends them: what is said where, and who may at all. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { action as assign, loader as teamsPage } from '~/routes/care-teams'
import { loader as clientPage } from '~/routes/clients.$clientId._index'
import { action as open, loader as openPage } from '~/routes/clients.emergency-access'
import { action as end, loader as endPage } from '~/routes/clients.emergency-access_.$accessId.end'
import { action as handOver, loader as handOverPage } from '~/routes/members.$memberId_.hand-over'
import { action as review, loader as reviewPage } from '~/routes/register.emergency-access.$accessId'
import { loader as reviewsPage } from '~/routes/register.emergency-access._index'
import { ask, type sentences } from '../asking'
import { buildClinic, type Clinic, type Who } from '../builders'
import { buildClient } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let clientId: string
let recordNumber: string

beforeAll(async () => {
  clinic = await buildClinic(database)
  clientId = await buildClient(clinic)
  const [row] = await clinic.sql<{ number: string }>(
    clinic.trainer,
    'select record_number as number from clients where id = $1',
    [clientId],
  )
  recordNumber = row?.number ?? ''
})

const typed = (changes: object = {}) => ({
  key: randomUUID(),
  recordNumber,
  familyName: '',
  birthDate: '',
  reason: 'Fainted at the bench',
  ...changes,
})

describe('the form of an emergency', () => {
  const answered = async (changes: object) => {
    const { status, data } = await ask(open, clinic.otherTrainer, {}, typed(changes))
    const { lastResult, commandKey } = data as {
      lastResult: Parameters<typeof sentences>[0]['refused']
      commandKey: string
    }
    return { status, said: Object.keys(lastResult.error ?? {}), typed: lastResult.initialValue, commandKey }
  }

  it.each([
    ['without details', { recordNumber: '' }, 400, ['recordNumber']],
    ['with a name alone', { recordNumber: '', familyName: 'Lindqvist' }, 400, ['birthDate']],
    [
      'with a day that does not exist',
      { recordNumber: '', familyName: 'L', birthDate: '2001-02-30' },
      400,
      ['birthDate'],
    ],
    ['with a reason too short', { reason: 'fainted' }, 409, ['reason']],
    ['for nobody', { recordNumber: 'R-nobody' }, 404, ['']],
  ])('%s is answered beside its field, and nothing typed is lost', async (_says, changes, status, said) => {
    const answer = await answered(changes)
    expect(answer).toMatchObject({ status, said })
    const kept = Object.entries({ reason: 'Fainted at the bench', ...changes }).filter(([, value]) => value !== '')
    expect(answer.typed).toMatchObject(Object.fromEntries(kept))
    expect(answer.commandKey).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('is a trainer’s alone: a doctor sees every client, an admin none', async () => {
    for (const who of [clinic.admin, clinic.therapist, clinic.doctor]) {
      expect((await ask(openPage, who, {})).status).toBe(403)
      expect((await ask(open, who, {}, typed())).status).toBe(403)
    }
  })

  it('opens the client, offers what it allows and no more, and ends', async () => {
    const { otherTrainer } = clinic
    const opened = await ask(open, otherTrainer, {}, typed())
    expect(opened).toMatchObject({ status: 303, to: `/clients/${clientId}?done=emergency-open` })
    const page = await ask(clientPage, otherTrainer, { clientId })
    expect(page.data).toMatchObject({ serves: false, mayStart: false })
    const [row] = await clinic.sql<{ id: string }>(otherTrainer, 'select id from emergency_accesses')
    const accessId = row?.id
    expect((await ask(endPage, clinic.trainer, { accessId })).status).toBe(404)
    expect((await ask(endPage, otherTrainer, { accessId })).text).toContain('Lindqvist')
    expect(await ask(end, otherTrainer, { accessId }, { key: randomUUID() })).toMatchObject({ status: 303 })
    expect((await ask(endPage, otherTrainer, { accessId })).status).toBe(404)
    expect((await ask(clientPage, otherTrainer, { clientId })).status).toBe(404)
    for (const who of [clinic.therapist, otherTrainer]) {
      expect((await ask(reviewsPage, who, {})).status).toBe(403)
      expect((await ask(reviewPage, who, { accessId })).status).toBe(403)
    }
    expect((await ask(reviewsPage, clinic.admin, {})).text).toContain('Fainted at the bench')
    const found = (fields: object) => ask(review, clinic.admin, { accessId }, { key: randomUUID(), ...fields })
    expect(await found({})).toMatchObject({ status: 400, refused: { error: { finding: ['Choose what you found.'] } } })
    const bare = await found({ finding: 'not-in-order' })
    expect([bare.status, Object.keys(bare.refused.error ?? {})]).toEqual([409, ['note']])
    expect(await found({ finding: 'in-order' })).toMatchObject({ status: 303 })
    const elsewhere = await buildClinic(database)
    expect((await ask(reviewPage, elsewhere.admin, { accessId })).status).toBe(404)
    expect((await ask(review, elsewhere.admin, { accessId }, { key: randomUUID(), finding: 'in-order' })).status).toBe(
      404,
    )
  })
})

describe('the care teams of the clinic', () => {
  const sent = (who: Who, fields: Record<string, string>) => ask(assign, who, {}, { key: randomUUID(), ...fields })

  it('are an admin’s and a clinician’s to see and change, no trainer’s', async () => {
    expect((await ask(teamsPage, clinic.trainer, {})).status).toBe(403)
    expect((await sent(clinic.trainer, { intent: 'assign' })).status).toBe(403)
    expect((await ask(teamsPage, clinic.therapist, {})).status).toBe(200)
    const { text } = await ask(teamsPage, clinic.admin, {}, null, '?gap=nonsense&after=nonsense&member=nonsense')
    expect(text).toContain(recordNumber)
    expect(text).not.toContain('1990-05-04')
  })

  it('say what is missing in a form, and keep what was ticked', async () => {
    const { admin, otherTrainer } = clinic
    const none = await sent(admin, { intent: 'assign', memberId: otherTrainer.memberId })
    expect(none).toMatchObject({ status: 400, data: { mistakes: [{ message: 'Tick at least one client.' }] } })
    const nobody = await sent(admin, { intent: 'assign', clientIds: clientId })
    expect(nobody).toMatchObject({ status: 400, data: { chosen: [clientId], mistakes: [{ fieldId: 'memberId' }] } })
    const done = await sent(admin, { intent: 'assign', clientIds: clientId, memberId: otherTrainer.memberId })
    expect(done).toMatchObject({ status: 303, to: '/care-teams?done=care-teams-changed' })
    const out = await sent(admin, { intent: 'take-out', clientIds: clientId, memberId: otherTrainer.memberId })
    expect(out.status).toBe(303)
  })
})

describe('handing over', () => {
  it('is previewed and refused beside its field, and nobody’s of another clinic', async () => {
    const { admin, trainer, otherTrainer, therapist } = clinic
    const to = { memberId: trainer.memberId }
    expect((await ask(handOverPage, trainer, to)).status).toBe(403)
    expect((await ask(handOverPage, (await buildClinic(database)).admin, to)).status).toBe(404)
    expect((await ask(handOverPage, admin, to)).data).toMatchObject({ from: { clients: 1, name: 'Maya Ruiz' } })
    const give = (fields: Record<string, string>) =>
      ask(handOver, admin, to, { key: randomUUID(), way: 'shared-out', ...fields })
    expect(Object.keys((await give({})).refused.error ?? {})).toEqual(['heirIds'])
    const unfit = await give({ heirIds: therapist.memberId })
    expect([unfit.status, Object.keys(unfit.refused.error ?? {})]).toEqual([409, ['heirIds']])
    expect(await give({ heirIds: otherTrainer.memberId })).toMatchObject({
      status: 303,
      to: '/care-teams?done=handed-over',
    })
    expect((await give({ heirIds: otherTrainer.memberId })).status).toBe(409)
  })
})
