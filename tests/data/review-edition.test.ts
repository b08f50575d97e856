/** An edition that changes later: what was found under the one before stays, and is what is answered. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { memberOrNull } from '~/auth/guard.server'
import { decideVersion } from '~/data/decisions.server'
import { readReview } from '~/data/review.server'
import { noLimits } from '~/domain/limits'
import { reviewLines } from '~/domain/review-line'
import { ruleBook } from '~/domain/rule-book/edition'
import { pressure } from '~/domain/rule-book/pressure'
import type { RuleBook } from '~/domain/rule-book/rule'
import { browserOf } from '../asking'
import { buildClinic, type Clinic, reauthenticate } from '../builders'
import { type Built, buildClient, buildDraft, buildScreening, submit } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic

beforeAll(async () => {
  clinic = await buildClinic(database)
})

/** Of next year: its pressure rule stops what was to justify, and the rules of load are gone. */
const nextBook: RuleBook = {
  edition: '2027.1',
  lineRules: [
    {
      ...pressure,
      source: 'A paper of 2027',
      check: () => ({ verdict: 'stop', value: '60 % of LOP', range: '30-50 % of LOP', says: 'too high', track: null }),
    },
  ],
  versionRules: ruleBook.versionRules,
}

/** 90 % of LOP asked for, and found to justify; under this edition, or an older one. */
async function found(edition = ruleBook.edition): Promise<Built> {
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId)
  const draft = await buildDraft(clinic, clientId, { severity: 'justify' })
  await clinic.sql(clinic.trainer, 'update prescriptions set pressure_percent = 90 where id = $1', [draft.lineId])
  return submit(clinic, draft, clinic.trainer, new Date(), edition)
}

async function memberOf() {
  const member = await memberOrNull((await browserOf(clinic.therapist)).request('/'))
  if (!member) throw new Error('The therapist is signed in.')
  return member
}

async function review({ programId, versionId }: Built, book: RuleBook) {
  const filter = { risk: null, asks: null, whose: 'all' } as const
  return readReview(await memberOf(), { programId, versionId, filter, pathKind: 'test', at: new Date(), book })
}

describe('a version checked under an edition that is not today’s', () => {
  it('shows what was stored, under its edition, with what today’s rules say beside it and not instead', async () => {
    const built = await found()
    const { version, checks, edition } = await review(built, nextBook)
    expect([version.ruleEdition, edition]).toEqual(['2026.1', '2027.1'])
    const { prescriptions } = version.content
    const [line] = reviewLines({ lines: prescriptions, checks, findings: version.findings, changes: [] })
    expect(line?.rows).toMatchObject([
      {
        ruleId: 'pressure',
        finding: {
          severity: 'justify',
          value: '90 %',
          range: '40-80 %',
          says: 'Outside the range',
          why: 'No response at 80',
        },
        check: { verdict: 'stop', range: '30-50 % of LOP', citation: 'A paper of 2027' },
      },
    ])
  })

  it('keeps its rows in the database as they were, whatever was read since', async () => {
    const built = await found()
    const text = 'select rule_id, severity, value, range, says, trainer_why from findings where version_id = $1'
    const before = await clinic.sql(clinic.therapist, text, [built.versionId])
    await review(built, nextBook)
    expect(await clinic.sql(clinic.therapist, text, [built.versionId])).toEqual(before)
  })

  it('is answered in writing: a limit cures by the ranges of another edition nothing', async () => {
    const [today, older] = [await found(), await found('2025.4')]
    expect(await decided(today, {})).toMatchObject({ ok: true })
    expect(await decided(older, {})).toEqual({ ok: false, why: 'findings-unanswered' })
    expect(await decided(older, { [await findingOf(older)]: 'Seen, and lower by the limit' })).toMatchObject({
      ok: true,
    })
    expect([await curedIn(today), await curedIn(older)]).toEqual([true, false])
  })
})

/** Within limits: 80 % of LOP at most. */
async function decided(built: Built, answers: Record<string, string>) {
  const { programId, versionId, contentHash, screeningId } = built
  return decideVersion(await memberOf(), {
    key: randomUUID(),
    at: new Date(),
    reauthenticationId: await reauthenticate(clinic, clinic.therapist, 'sign:cleared-with-limits', contentHash),
    programId,
    versionId,
    kind: 'cleared-with-limits',
    contentHash,
    readScreeningId: screeningId,
    limits: { ...noLimits, maxPressurePercent: 80 },
    justification: '',
    reason: '',
    answers,
  })
}

async function findingOf({ versionId }: Built): Promise<string> {
  const text = 'select id from findings where version_id = $1'
  const [row] = await clinic.sql<{ id: string }>(clinic.therapist, text, [versionId])
  return row?.id ?? ''
}

async function curedIn(built: Built): Promise<boolean | undefined> {
  const text = 'select is_cured_by_limit as cured from finding_answers where finding_id = $1'
  const [row] = await clinic.sql<{ cured: boolean }>(clinic.therapist, text, [await findingOf(built)])
  return row?.cured
}
