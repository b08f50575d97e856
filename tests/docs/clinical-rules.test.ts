/** The rule book against clinical-rules.md as it was handed over: every rule of its tables is there, under its id. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ruleOf, rules } from '~/domain/rule-book/edition'

const page = readFileSync(new URL('../../../shared/clinical-rules.md', import.meta.url), 'utf8')

/** The rows of the table under a heading, as cells; without its head and its rule. */
function rowsUnder(heading: string): string[][] {
  const [, section = ''] = page.split(`\n## ${heading}\n`)
  const [own = ''] = section.split('\n## ')
  const lines = own.split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

const dose = rowsUnder('Dose')

/** Two of its rows are of both a source and memory: the part from memory is a rule of its own. */
const beyond = ['bfr-aerobic-minutes', 'bfr-credential', 'screening-outcome']

describe('the Dose table of clinical-rules', () => {
  it('is read whole', () => {
    expect(dose).toHaveLength(15)
  })

  it('has each of its rules in the rule book, which has no other', () => {
    const ids = dose.map(([id]) => id ?? '')
    expect(ids.filter((id) => !ruleOf(id))).toEqual([])
    expect(rules.map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual(beyond)
  })

  it.each(dose)('says of %s what follows outside it, no graver and no milder', (id, _rule, outside) => {
    const rule = ruleOf(id ?? '')
    const words = outside ?? ''
    // Where the row names no severity, product.md does: an extension past the window is to justify.
    const severity = /\bstop\b/.test(words) ? 'stop' : /justify|see the rehab window/.test(words) ? 'justify' : 'advise'
    expect([id, rule?.severity]).toEqual([id, severity])
  })

  it.each(dose)(
    'keeps %s from stopping where it is from memory or a rule of the house',
    (id, _rule, _outside, source) => {
      const [first = ''] = (source ?? '').split(/[,;]/)
      if (first.trim() === 'P') expect(ruleOf(id ?? '')?.standing).toBe('house')
      if (first.trim() === 'M') expect(ruleOf(id ?? '')?.standing).toBe('not-verified')
      if (/^[PM]$/.test(first.trim())) expect(ruleOf(id ?? '')?.severity).toBe('advise')
    },
  )
})
