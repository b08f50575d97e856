/** Goals of a client: what holds, who set it when, what a colleague did meanwhile, and what straight SQL cannot do. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { readClient } from '~/data/client-door.server'
import { findGoalForm } from '~/data/goal-subjects.server'
import { type GoalsPage, listGoals, setGoal, takeBackGoal } from '~/data/goals.server'
import { type GoalKind, parseGoal } from '~/domain/goal'
import { loader as list } from '~/routes/clients.$clientId_.goals._index'
import { action as takeBack, loader as takingBack } from '~/routes/clients.$clientId_.goals.$goalId.removal'
import { action as set, loader as form } from '~/routes/clients.$clientId_.goals.new'
import { aimAmount, aimName } from '~/ui/goals/goal-words'
import { acting } from '../acting'
import { ask, type Route, sentences } from '../asking'
import { buildClinic, type Clinic, type Who } from '../builders'
import { buildClient } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const at = new Date()
let clinic: Clinic
let trainer: Acting
let therapist: Acting
let clientId: string

beforeAll(async () => {
  clinic = await buildClinic(database)
  trainer = await acting(clinic.trainer)
  therapist = await acting(clinic.therapist)
  clientId = await buildClient(clinic)
})

type Typed = {
  kind?: GoalKind
  subject?: string
  side?: 'left' | 'right' | 'both'
  text?: string
  seen?: number
  key?: string
}
async function aim(
  by: Acting,
  { kind = 'one-rm', subject = 'Leg extension', side = 'left', text = '60', ...typed }: Typed,
) {
  const parsed = parseGoal(kind, text, 'kg')
  if (!parsed) throw new Error('A goal of the tests can be read.')
  const { seen = (await choices(kind)).seen, key = randomUUID() } = typed
  return setGoal(by, { key, at: new Date(), clientId, seen, goal: { kind, subject, side, ...parsed } })
}
const read = <T>(work: Parameters<typeof readClient<T>>[2]) =>
  readClient(trainer, { clientId, pathKind: 'test', at }, work)
const choices = (kind: GoalKind) => read((query, client) => findGoalForm(query, client.id, kind, null))
const page = (after: number | null = null): Promise<GoalsPage> =>
  read((query, client) => listGoals(query, client.id, after))
const kg = { locale: 'en-GB', timeZone: 'UTC', units: 'kg' } as const
const said = ({ amount, ...goal }: GoalsPage['history'][number]) =>
  `${goal.setBy} ${aimName(goal)}: ${amount === null ? 'taken back' : aimAmount({ ...goal, amount }, kg)}${goal.holds ? ' *' : ''}`

const row = (who: Who, changes: Record<string, unknown> = {}) => {
  const given = {
    ...{
      clinic_id: clinic.id,
      id: randomUUID(),
      client_id: clientId,
      kind: 'one-rm',
      subject: 'Leg press',
      side: 'left',
    },
    ...{ amount: 60_000, entered_value: '60', entered_unit: 'kg', set_by: who.memberId, occurred_at: new Date() },
    ...changes,
  }
  const names = Object.keys(given)
  const places = names.map((_, index) => `$${index + 1}`)
  return clinic.sql(who, `insert into goals (${names}) values (${places})`, Object.values(given))
}

describe('the goals of a client', () => {
  it('are set, replaced and taken back, and every word of it stays', async () => {
    expect(await aim(trainer, {})).toMatchObject({ ok: true })
    expect(await aim(therapist, { text: '135 lb' })).toMatchObject({ ok: true })
    expect(await aim(trainer, { kind: 'pain', subject: '', side: 'both', text: '2' })).toMatchObject({ ok: true })
    const { holding, history } = await page()
    expect(holding.map(said)).toEqual([
      'Lin Chen 1RM, Leg extension, left: 61.24\u00a0kg *',
      'Maya Ruiz Pain: 2 of 10 *',
    ])
    expect(history.map(said)).toEqual([
      'Maya Ruiz Pain: 2 of 10 *',
      'Lin Chen 1RM, Leg extension, left: 61.24\u00a0kg *',
      'Maya Ruiz 1RM, Leg extension, left: 60\u00a0kg',
    ])
    const [lifted] = holding
    const back = { key: randomUUID(), at: new Date(), clientId, goalId: lifted?.id ?? '' }
    expect(await takeBackGoal(trainer, back)).toEqual({ ok: true })
    expect(await takeBackGoal(trainer, back)).toEqual({ ok: true })
    expect(await takeBackGoal(trainer, { ...back, key: randomUUID() })).toEqual({ ok: false, why: 'goal-not-set' })
    const after = await page()
    expect(after.holding.map(said)).toEqual(['Maya Ruiz Pain: 2 of 10 *'])
    expect(after.history.map(said)[0]).toBe('Maya Ruiz 1RM, Leg extension, left: taken back')
    expect(after.history).toHaveLength(4)
  })

  it('sent twice are set once', async () => {
    const key = randomUUID()
    const [one, again] = [await aim(trainer, { key, side: 'right' }), await aim(trainer, { key, side: 'right' })]
    expect(one).toMatchObject({ ok: true })
    expect(again).toEqual(one)
    expect(await aim(trainer, { key, side: 'right', text: '70' })).toEqual({ ok: false, why: 'key-reused' })
  })

  it('are not set over what a colleague set meanwhile, until that was read', async () => {
    const { seen } = await choices('one-rm')
    expect(await aim(therapist, { side: 'both', text: '80' })).toMatchObject({ ok: true })
    expect(await aim(trainer, { side: 'both', text: '85', seen })).toEqual({ ok: false, why: 'goal-changed' })
    expect(await aim(trainer, { side: 'both', text: '85' })).toMatchObject({ ok: true })
  })

  it('are of what was measured, else of the catalogue, and within a questionnaire’s range', async () => {
    await clinic.sql(
      clinic.trainer,
      `insert into measurements (clinic_id, id, client_id, kind, side, instrument, scale_low, scale_high, is_higher_better,
         entered_value, entered_unit, amount, measured_by, occurred_at, measured_on)
       values ($1, gen_random_uuid(), $2, 'score', 'both', 'LEFS', 0, 8000, true, '40', 'points', 4000, $3, now(), current_date)`,
      [clinic.id, clientId, clinic.trainer.memberId],
    )
    const { measured, others, scales } = await choices('score')
    expect([measured, others.includes('LEFS'), others.includes('ODI')]).toEqual([['LEFS'], false, true])
    expect(scales.filter(({ instrument }) => instrument === 'LEFS')).toMatchObject([{ low: 0, high: 8000 }])
    // The list's own range is not verified, and stops nobody; the one somebody measured by does.
    expect(await aim(trainer, { kind: 'score', subject: 'ODI', side: 'both', text: '101' })).toMatchObject({ ok: true })
    const lefs = { kind: 'score', subject: 'LEFS', side: 'both' } as const
    expect(await aim(trainer, { ...lefs, text: '80.5' })).toEqual({ ok: false, why: 'goal-out-of-scale' })
    await expect(
      row(clinic.trainer, { kind: 'score', subject: 'LEFS', amount: 8_050, entered_unit: 'points' }),
    ).rejects.toThrow('goal-out-of-scale')
    expect(await aim(trainer, { ...lefs, text: '80' })).toMatchObject({ ok: true })
    expect(await aim(trainer, { ...lefs, subject: 'Of nobody' })).toEqual({ ok: false, why: 'goal-subject-unknown' })
    expect((await choices('girth')).others).toContain('Calf, widest')
    expect((await choices('range-of-motion')).others).toContain('Knee flexion')
  })

  it('are paged by the last one read', async () => {
    await clinic.as(clinic.trainer, (rows) =>
      rows(
        `insert into goals (clinic_id, id, client_id, kind, subject, side, amount, entered_value, entered_unit, set_by, occurred_at)
         select $1, gen_random_uuid(), $2, 'endurance', 'Step-up', 'left', n, n::text, 'reps', $3, now() from generate_series(1, 60) n`,
        [clinic.id, clientId, clinic.trainer.memberId],
      ),
    )
    const first = await page()
    const next = await page(first.after)
    expect([first.history.length, first.holding.map(said).filter((words) => words.includes('Step-up'))]).toEqual([
      50,
      ['Maya Ruiz Endurance, Step-up, left: 60 repetitions *'],
    ])
    expect(new Set([...first.history, ...next.history].map(({ id }) => id)).size).toBe(50 + next.history.length)
    expect(next.after).toBeNull()
  })
})

describe('the pages of goals', () => {
  const asked = { kind: 'girth', subject: 'Calf, widest', side: 'left', amount: '38,5', loadUnit: 'kg' }
  const send = (fields: Record<string, string>, who = clinic.trainer) => ask(set as Route, who, { clientId }, fields)
  const keyed = async () => ({ key: randomUUID(), seen: String((await choices('girth')).seen) })

  it('say what is wrong beside its field, keep what was typed, and then save', async () => {
    const wrong = await send({ ...asked, ...(await keyed()), side: 'both', amount: '3' })
    expect([wrong.status, sentences(wrong).map(([field]) => field)]).toEqual([400, ['amount']])
    const unfit = await send({ ...asked, ...(await keyed()), side: 'both' })
    expect([unfit.status, sentences(unfit).map(([field]) => field)]).toEqual([409, ['side']])
    expect(unfit.refused.initialValue).toMatchObject({ amount: '38,5', subject: 'Calf, widest' })
    const { subject: _none, ...unchosen } = asked
    expect(sentences(await send({ ...unchosen, ...(await keyed()) }))).toEqual([['subject', 'Choose one.']])
    const both = await send({ ...unchosen, ...(await keyed()), amount: '3' })
    expect(sentences(both).map(([field]) => field)).toEqual(['subject', 'amount'])
    const saved = await send({ ...asked, ...(await keyed()) })
    expect([saved.status, saved.to]).toEqual([303, `/clients/${clientId}/goals?done=goal-set`])
  })

  it('open the form by the address, and take back by a page of its own', async () => {
    const opened = await ask(
      form as Route,
      clinic.trainer,
      { clientId },
      null,
      '?kind=girth&subject=Calf, widest&side=left',
    )
    expect(opened.data).toMatchObject({
      asked: { kind: 'girth', subject: 'Calf, widest', side: 'left' },
      holding: [{ amount: 385, setBy: 'Maya Ruiz' }],
    })
    const odd = await ask(form as Route, clinic.trainer, { clientId }, null, '?kind=fame&side=up&subject=%00')
    expect(odd.data).toMatchObject({ asked: { kind: 'one-rm', subject: null, side: null } })
    const goalId = (await page()).holding.find(({ kind }) => kind === 'girth')?.id ?? ''
    expect((await ask(takingBack as Route, clinic.trainer, { clientId, goalId })).data).toMatchObject({ whyNot: null })
    const key = randomUUID()
    const done = await ask(takeBack as Route, clinic.trainer, { clientId, goalId }, { key })
    expect([done.status, done.to]).toEqual([303, `/clients/${clientId}/goals?done=goal-taken-back`])
    const again = await ask(takeBack as Route, clinic.trainer, { clientId, goalId }, { key: randomUUID() })
    expect(again.status).toBe(409)
  })

  it('are not there for a trainer of another care team, an admin, or for another client’s goal', async () => {
    const [goal] = (await page()).holding
    const goalId = goal?.id ?? ''
    for (const who of [clinic.otherTrainer, clinic.admin]) {
      for (const route of [list, form, takingBack]) {
        expect([403, 404]).toContain((await ask(route as Route, who, { clientId, goalId })).status)
      }
      expect([403, 404]).toContain((await send({ ...asked, ...(await keyed()) }, who)).status)
      expect([403, 404]).toContain(
        (await ask(takeBack as Route, who, { clientId, goalId }, { key: randomUUID() })).status,
      )
    }
    const other = await buildClient(clinic)
    const elsewhere = { clientId: other, goalId }
    expect((await ask(takeBack as Route, clinic.therapist, elsewhere, { key: randomUUID() })).status).toBe(404)
  })
})

describe('straight SQL', () => {
  it('sets no goal that does not fit its kind, and takes back none that is not there', async () => {
    await expect(row(clinic.trainer, { amount: 1_000_001 })).rejects.toThrow('a_goal_fits_its_kind')
    await expect(row(clinic.trainer, { entered_unit: 'cm' })).rejects.toThrow('a_goal_fits_its_kind')
    await expect(row(clinic.trainer, { kind: 'pain', subject: '', amount: 11, entered_unit: 'nrs' })).rejects.toThrow()
    const girth = { kind: 'girth', subject: 'Calf, widest', amount: 400, entered_unit: 'cm' }
    await expect(row(clinic.trainer, { ...girth, side: 'both' })).rejects.toThrow('a_girth_is_of_one_limb')
    const none = { amount: null, entered_value: '', entered_unit: null }
    await expect(row(clinic.trainer, none)).rejects.toThrow('goal-not-set')
    await row(clinic.trainer)
    await row(clinic.trainer, none)
    await expect(row(clinic.trainer, none)).rejects.toThrow('goal-not-set')
  })

  it('sets none in another’s name, of another care team, for somebody put away, and changes none', async () => {
    await expect(row(clinic.trainer, { set_by: clinic.therapist.memberId })).rejects.toThrow('not-your-role')
    await expect(row(clinic.otherTrainer)).rejects.toThrow()
    await expect(row(clinic.admin)).rejects.toThrow()
    const away = await buildClient(clinic)
    await clinic.sql(
      clinic.trainer,
      `insert into client_archives (clinic_id, id, client_id, reason, archived_by, occurred_at)
       values ($1, gen_random_uuid(), $2, 'Moved', $3, now())`,
      [clinic.id, away, clinic.trainer.memberId],
    )
    await expect(row(clinic.trainer, { client_id: away })).rejects.toThrow('client-archived')
    await expect(clinic.sql(clinic.trainer, 'update goals set amount = 1')).rejects.toThrow()
    await expect(clinic.sql(clinic.trainer, 'delete from goals')).rejects.toThrow()
  })
})
