import { describe, expect, it } from 'vitest'
import { conditionCodes } from '~/domain/conditions'
import { risks } from '~/domain/measured-risks'
import { redFlagSigns } from '~/domain/red-flags'
import { edition, rules } from '~/domain/rule-book/edition'
import { rulesPage } from './rules'

const page = rulesPage()

describe('the rule book as a page', () => {
  it('names its edition', () => {
    expect(page).toContain(`# The rules, edition ${edition}\n`)
  })

  it('has a row for every rule, condition, risk and red flag, with its source', () => {
    const named = [...rules.map(({ id }) => id), ...conditionCodes, ...risks.map(({ code }) => code), ...redFlagSigns]
    for (const name of named) expect(page.split(`| \`${name}\` |`)).toHaveLength(2)
    for (const { source } of rules) expect(page).toContain(`| ${source} |`)
  })

  it('says what is a house rule, and what was not verified', () => {
    expect(page).toMatch(/\| `bfr-credential` \|.*\| house rule \|\n/)
    expect(page).toMatch(/\| `bfr-aerobic-minutes` \|.*\| not verified \|\n/)
    expect(page).toMatch(/\| `load-range` \|.*\| read in the source \|\n/)
    expect(page).toMatch(/\| `restriction-ceiling` \|.*\| read in a secondary source \|\n/)
  })

  it('says what restriction asks for, and what is left without it', () => {
    expect(page).toContain('| `pregnancy` | Pregnancy | no-restriction for BFR, precaution without |')
    expect(page).toContain('| `open-wound` | Open wound, in the limb | no-restriction for BFR, precaution without |')
    expect(page).toContain('| `unstable-angina` | Unstable angina | no-exercise |')
  })

  it('is whole tables: no cell breaks a row', () => {
    const tables = page.split('\n\n').filter((part) => part.startsWith('|'))
    expect(tables).toHaveLength(11)
    for (const table of tables) {
      const widths = new Set(
        table
          .trim()
          .split('\n')
          .map((row) => row.split('|').length),
      )
      expect(widths.size).toBe(1)
    }
  })
})
