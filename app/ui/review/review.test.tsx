import { render, screen, within } from '@testing-library/react'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decisionKinds } from '~/domain/clearance'
import { measuredLines } from '~/domain/dose-basis'
import { noLimits } from '~/domain/limits'
import { reviewLines } from '~/domain/review-line'
import type { ReviewedVersion } from '~/domain/review'
import { checks } from '~/domain/rule-book/findings'
import { bfrLine, facts } from '~/domain/rule-book/facts.fixture'
import { KeptWords } from './kept-words'
import { LimitPreview } from './limit-preview'
import { ReviewRules } from './review-rules'

const format = { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' } as const
const onRecord = { ...facts, plateStepG: 500 }
const tooHigh = {
  id: 'f1',
  ruleId: 'pressure',
  prescriptionId: bfrLine.id,
  severity: 'justify',
  value: '60 % of LOP',
  range: '30-50 % of LOP',
  says: 'outside 30-50 % of LOP',
  why: 'No response at 50',
} as const

function shown(found: string, held = facts, findings: Parameters<typeof reviewLines>[0]['findings'] = []) {
  const lines = reviewLines({ lines: [bfrLine], checks: checks(held), findings, changes: [] })
  render(
    <ReviewRules
      lines={lines}
      onRecord={{ ...onRecord, ...held }}
      editions={{ found, now: '2026.1' }}
      since={null}
      format={format}
    />,
  )
}
const rowOf = (name: RegExp) => within(screen.getByRole('row', { name }))

describe('the program against the rule book', () => {
  it('says what a share comes to, on what was measured when', () => {
    shown('2026.1')
    expect(rowOf(/^Load/).getByText('= 9 kg, of 30 kg tested on 17 Nov')).toBeTruthy()
    expect(rowOf(/^Pressure/).getByText('LOP 168 mmHg, 19 Nov, 11.5 cm cuff')).toBeTruthy()
    expect(screen.queryByText(/rule book is now/)).toBeNull()
  })

  it('calls what was never measured so, and never within', () => {
    shown('2026.1', { ...facts, lops: [], oneRms: [] })
    expect(rowOf(/^Load/).getByText('20-40 % of 1RM, not measured')).toBeTruthy()
    expect(rowOf(/^Load/).getByRole('img').getAttribute('aria-label')).toMatch(/not measured, so not known\.$/)
    expect(rowOf(/^Pressure/).getByText('40-80 % of LOP, not measured')).toBeTruthy()
    expect(rowOf(/^Pressure/).getByText('LOP not measured, 11.5 cm cuff')).toBeTruthy()
  })

  it('keeps that it was not measured when it was submitted, says what was measured since, and draws none of that', () => {
    const advice = { severity: 'advise', says: 'no LOP measured yet', why: '', range: 'measured' } as const
    shown('2026.1', facts, [{ ...tooHigh, ...advice, ruleId: 'pressure-measured', value: 'not measured' }])
    const row = rowOf(/^LOP/)
    expect(row.getByText('not measured')).toBeTruthy()
    expect(row.getByText(/Now: 168 mmHg, 3 days ago, within/)).toBeTruthy()
    expect(row.queryByRole('img')).toBeNull()
  })

  it('of another edition keeps what was found, and says beside it what today’s rules say, drawing none of it', () => {
    shown('2025.4', facts, [tooHigh])
    expect(screen.getByText('Checked under 2025.4; the rule book is now 2026.1')).toBeTruthy()
    const row = rowOf(/^Pressure/)
    expect(row.getByText('30-50 % of LOP, justify')).toBeTruthy()
    expect(row.getByText('No response at 50')).toBeTruthy()
    expect(row.getByText(/By today’s rule book, 2026.1: within 40-80 % of LOP/)).toBeTruthy()
    expect(rowOf(/^Load/).getByText('nothing found under 2025.4')).toBeTruthy()
    expect(screen.queryAllByRole('img')).toEqual([])
  })
})

describe('the limits before they are signed', () => {
  const preview = (limits: Partial<typeof noLimits>) =>
    render(
      <LimitPreview
        limits={{ ...noLimits, ...limits }}
        lines={measuredLines([bfrLine], facts)}
        schedule={facts.version.schedule}
        plateStepG={500}
        today="2026-11-22"
        format={format}
      />,
    )

  it('say what each line will be held to: 25 % of 30 kg are 7.5 kg, 50 % of 168 mmHg are 84, 2 a week', () => {
    preview({ maxLoadPercent: 25, maxPressurePercent: 50, maxSessionsPerWeek: 2 } as object)
    expect(screen.getByText('7.5 kg')).toBeTruthy()
    expect(screen.getByText(/25 % of 1RM, the limit \(asked: 30 %\)/)).toBeTruthy()
    expect(screen.getByText('84 mmHg')).toBeTruthy()
    expect(screen.getByText(/2 a week, the limit \(asked: 3\)/)).toBeTruthy()
  })

  it('that limit nothing say so at once', () => {
    preview({ maxLoadPercent: 35 } as object)
    expect(screen.getByText(/No line asks for as much load/)).toBeTruthy()
    expect(screen.getByText('9 kg')).toBeTruthy()
  })
})

it('what was typed into a decision that came second is all there, each under its name', () => {
  const version = { content: facts.version, findings: [tooHigh] } as unknown as ReviewedVersion
  const typed = {
    outcome: 'cleared-with-limits',
    maxPressurePercent: '50',
    isSupervisedOnly: 'on',
    answers: { f1: 'Half of it' },
    reason: 'At length',
    comments: { [bfrLine.id]: 'Slower' },
    password: 'never',
  }
  render(<KeptWords typed={typed} version={version} />)
  const terms = screen.getAllByRole('term').map(({ textContent }) => textContent)
  const values = screen.getAllByRole('definition').map(({ textContent }) => textContent)
  expect(terms.map((term, index) => [term, values[index]])).toEqual([
    ['Decision', 'Cleared with limits'],
    ['Pressure at most', '50 % of LOP'],
    ['Supervised only', 'yes'],
    ['Answer to pressure, 60 % of LOP', 'Half of it'],
    ['Your reason', 'At length'],
    ['On line 1, Leg extension, left leg', 'Slower'],
  ])
})

it('the words of each outcome are shown by its own choice alone, with no script', async () => {
  const css = await readFile(join(import.meta.dirname, 'review.css'), 'utf8')
  const classes = {
    cleared: 'cleared',
    'cleared-with-limits': 'limited',
    'changes-requested': 'changes',
    declined: 'declined',
  }
  for (const kind of decisionKinds) {
    expect(css).toContain(`.decision:not(:has([name="outcome"][value="${kind}"]:checked)) .when-${classes[kind]}`)
  }
})
