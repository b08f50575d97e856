// @ts-check
/** What the test runners wrote down, counted in one way. */
import { relative } from 'node:path'
import { root } from './run.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number, files: { name: string, seconds: number }[] }} Results */

/**
 * From vitest's JSON report; null (it wrote none) counts nothing.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { name: string, startTime: number, endTime: number, status: string, assertionResults: unknown[] }[] } | null} report
 * @returns {Results}
 */
export function vitestResults(report) {
  if (!report) return { passed: 0, failed: 0, skipped: 0, files: [] }
  // A file that could not even be loaded has no tests to fail.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.length,
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    files: report.testResults.map(({ name, startTime, endTime }) => ({
      name: relative(root, name),
      seconds: (endTime - startTime) / 1000,
    })),
  }
}

/**
 * From Playwright's JSON report; null (it wrote none) counts nothing.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, suites: Suite[],
 *   errors: unknown[] } | null} report
 * @typedef {{ file: string, suites?: Suite[], specs?: { tests: { results: { duration: number }[] }[] }[] }} Suite
 * @returns {Results}
 */
export function browserResults(report) {
  if (!report) return { passed: 0, failed: 0, skipped: 0, files: [] }
  const { expected, unexpected, flaky, skipped } = report.stats
  return {
    passed: expected,
    // Passed only when tried again: not a pass.
    failed: unexpected + flaky + report.errors.length,
    skipped,
    files: report.suites.map((suite) => ({ name: `tests/e2e/${suite.file}`, seconds: durationOf(suite) / 1000 })),
  }
}

/**
 * @param {Suite} suite
 * @returns {number} milliseconds
 */
function durationOf({ suites = [], specs = [] }) {
  const own = specs.flatMap(({ tests }) => tests.flatMap(({ results }) => results.map(({ duration }) => duration)))
  return [...own, ...suites.map(durationOf)].reduce((sum, duration) => sum + duration, 0)
}
