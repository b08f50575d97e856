import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Prescription } from '~/domain/prescription'
import { reviewLines } from '~/domain/review-line'
import { rules } from '~/domain/rule-book/edition'
import { aerobicLine, bfrLine, facts, passiveLine, restriction, version } from '~/domain/rule-book/facts.fixture'
import { checks } from '~/domain/rule-book/findings'
import type { Facts } from '~/domain/rule-book/rule'
import { ReviewRules } from './review-rules'

const format = { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' } as const

/** A line of each mode with a cuff, each changed by the same. */
function linesOf(change: (line: Prescription) => Prescription): Prescription[] {
  return [bfrLine, aerobicLine, passiveLine].map((line, index) => ({ ...change(line), id: `line-${index}` }))
}

/** Each rule that speaks, with what the page then says. */
function shown(held: Facts): { text: string; ruleIds: Set<string> } {
  const made = checks(held)
  const { container } = render(
    <ReviewRules
      lines={reviewLines({ lines: held.version.prescriptions, checks: made, findings: [], changes: [] })}
      onRecord={{ ...held, plateStepG: 1000 }}
      editions={{ found: '2026.1', now: '2026.1' }}
      since={null}
      format={format}
    />,
  )
  return { text: container.textContent ?? '', ruleIds: new Set(made.map(({ ruleId }) => ruleId)) }
}

const within: Facts = { ...facts, version: { ...version, prescriptions: linesOf((line) => line) } }
const outside: Facts = {
  ...facts,
  screening: null,
  lops: facts.lops.map((lop) => ({ ...lop, cuffWidthCm: 5 })),
  lastLoads: [],
  oneRms: facts.oneRms.map((tested) => ({ ...tested, previousLoadG: 10_000 })),
  raiser: { isBfrTrained: false, hasTrainedSupervisor: false },
  version: {
    ...version,
    kind: 'extension',
    extensionDays: 7,
    prescriptions: linesOf((line) => ({
      ...line,
      ...(line.mode === 'bfr-resistance' ? { reps: [30], restSeconds: 5, tempoSeconds: 9 } : {}),
      load: line.mode === 'bfr-resistance' ? { kind: 'percent-1rm', percent: 45 } : line.load,
      aerobic: line.aerobic && { intensityPercent: 90, minutes: 90 },
      restriction: {
        ...restriction,
        pressure: { kind: 'percent-lop', percent: 100 },
        restrictionMinutes: 25,
        reperfusionSeconds: 10,
      },
    })),
  },
}

test('every rule of the book that finds something is cited beside it', () => {
  const { text, ruleIds } = shown(outside)
  expect(rules.map(({ id }) => id).filter((id) => !ruleIds.has(id))).toEqual([])
  expect(rules.filter(({ source }) => !text.includes(source)).map(({ id, source }) => [id, source])).toEqual([])
})

test('every rule that was asked is cited, the ones that lie within among them', () => {
  const { text, ruleIds } = shown(within)
  const asked = rules.filter(({ id }) => ruleIds.has(id))
  expect(asked.length).toBeGreaterThan(12)
  expect(asked.filter(({ source }) => !text.includes(source)).map(({ id, source }) => [id, source])).toEqual([])
})
