/** What `npm test` counts: nothing that failed is lost between two reports. */
import { expect, it } from 'vitest'
import { browserResults, vitestResults } from './results.mjs'
import { root } from './run.mjs'

const file = (name: string, status: string, tests: number) => ({
  name: `${root}${name}`,
  startTime: 1_000,
  endTime: 3_500,
  status,
  assertionResults: Array(tests).fill({}),
})

it('takes tests from vitest as they are, with the seconds of each file', () => {
  const testResults = [file('app/domain/limb.test.ts', 'passed', 5)]
  const report = { numPassedTests: 4, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults }
  expect(vitestResults(report)).toEqual({
    passed: 4,
    failed: 0,
    skipped: 1,
    files: [{ name: 'app/domain/limb.test.ts', seconds: 2.5 }],
  })
})

it('counts a file that could not be loaded as a failure', () => {
  const testResults = [file('app/a.test.ts', 'failed', 0), file('app/b.test.ts', 'failed', 2)]
  const report = { numPassedTests: 1, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0, testResults }
  expect(vitestResults(report).failed).toBe(2)
})

const spec = (...durations: number[]) => ({ tests: [{ results: durations.map((duration) => ({ duration })) }] })

it('adds up the browser tests of a file, however deep they stand', () => {
  const suites = [
    { file: 'path.spec.ts', specs: [spec(1_000)], suites: [{ file: 'path.spec.ts', specs: [spec(500, 250)] }] },
  ]
  const report = { stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 1 }, suites, errors: [] }
  expect(browserResults(report)).toEqual({
    passed: 2,
    failed: 0,
    skipped: 1,
    files: [{ name: 'tests/e2e/path.spec.ts', seconds: 1.75 }],
  })
})

it('takes a browser test that passed only at the second try, and an error outside of tests, for failures', () => {
  const report = { stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 0 }, suites: [], errors: [{}] }
  expect(browserResults(report).failed).toBe(3)
})
