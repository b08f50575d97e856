import { render } from '@testing-library/react'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { programStatuses } from '~/domain/program'
import { screeningOutcomes } from '~/domain/screening'
import { versionStatuses } from '~/domain/version'
import { iconNames } from './icon'
import type { StatusLook } from './status-badge'
import {
  OutcomeBadge,
  outcomeLooks,
  ProgramStatusBadge,
  programLooks,
  SeverityBadge,
  severityLooks,
  VersionStatusBadge,
  versionLooks,
} from './status-words'
import { WindowBadge, windowLooks } from './window-badge'

const drawnShapes = readFileSync('app/ui/icon.css', 'utf8')

const families: Record<string, Record<string, StatusLook>> = {
  program: programLooks,
  version: versionLooks,
  outcome: outcomeLooks,
  finding: severityLooks,
  window: windowLooks,
}

describe('a status is never told by colour alone', () => {
  test.each(Object.entries(families))('each state of a %s has a word of its own', (_, looks) => {
    const words = Object.values(looks).map(({ word }) => word)
    expect(new Set(words).size).toBe(words.length)
  })

  test('a badge has its shape beside its word, and the shape is silent', () => {
    const { container } = render(<ProgramStatusBadge is="on-hold" />)
    expect(container.textContent).toBe('On hold')
    expect(container.querySelector('.status')?.classList.contains('i-bars')).toBe(true)
  })

  test.each(iconNames)('the shape %s is drawn', (name) => {
    expect(drawnShapes).toContain(`.i-${name} {`)
  })
})

describe('every state has its badge', () => {
  test.each(programStatuses)('program: %s', (status) => {
    expect(render(<ProgramStatusBadge is={status} />).container.textContent).toBe(programLooks[status].word)
  })
  test.each(versionStatuses)('version: %s', (status) => {
    expect(render(<VersionStatusBadge is={status} />).container.textContent).toBe(versionLooks[status].word)
  })
  test.each(screeningOutcomes)('outcome: %s', (outcome) => {
    expect(render(<OutcomeBadge is={outcome} />).container.textContent).toBe(outcomeLooks[outcome].word)
  })
})

test('a relative contraindication reads "Doctor decides"', () => {
  expect(render(<OutcomeBadge is="elevated" />).container.textContent).toBe('Doctor decides')
})

test('a line no rule covers never reads as within', () => {
  expect(render(<SeverityBadge is="no-rule" />).container.textContent).toBe('No rule for this line')
})

test.each([
  ['breach', 'Past, breach'],
  ['review-due', 'Past, review due'],
  [null, 'Past, reviewed'],
] as const)('past its window with the flag %s reads "%s"', (flag, words) => {
  expect(render(<WindowBadge phase="past" flag={flag} />).container.textContent).toBe(words)
})
