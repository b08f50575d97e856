import { describe, expect, test } from 'vitest'
import { progressCsv } from '~/data/progress-csv.server'
import type { ChartName } from '~/domain/progress-charts'
import type { Progress } from '~/domain/progress-shown'
import { madeUpProgress, noProgress, states } from '~/ui/progress.fixture'
import { progressCharts } from '~/ui/progress-charts'

const at = new Date('2026-11-26T10:00:00Z')
const format = { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' } as const

function linesOf(progress: Progress, chart: ChartName, subject: string | null = null): string[] {
  const why = { by: 'Maya', at, recordNumber: 'R-1', chart, subject, auditHash: 'abc' }
  return progressCsv(progress, why).trimEnd().split('\r\n')
}

describe('the file of a chart', () => {
  test.each(states)('has a row a point of every chart: %s', (state) => {
    const progress = madeUpProgress(state)
    for (const { name, subject, plot } of progressCharts(progress, format)) {
      const points = plot?.lines.flatMap((line) => line.points) ?? []
      // Of symmetry a row has both percents of a day.
      const expected = name === 'symmetry' ? points.length / 2 : points.length
      expect([name, linesOf(progress, name, subject).length - 2]).toEqual([name, expected])
    }
  })

  test.each([
    ['strength', '"2026-10-05","Leg press","left","tested",88,1'],
    ['symmetry', '"2026-10-05",68.2,68.2,60,88,"2026-10-05","tested","2026-10-05"'],
    ['endurance', '"2026-10-05","Leg press","right",20,12'],
    ['force', '"2026-10-05","Knee extension","right",240'],
    ['girth', '"2026-10-05","Thigh, 16 cm above the kneecap","right",48'],
    ['motion', '"2026-10-05","Knee extension","right","active",-12'],
    ['scores', '"2026-10-05","LEFS","both",34,0,80,true'],
    ['pain', '"2026-10-05",6'],
    ['work', '"2026-10-05",2,3'],
    ['volume', '"2026-10-05",4000'],
  ] as const)('of %s is in plain units and ISO days', (chart, row) => {
    expect(linesOf(madeUpProgress('one'), chart)[2]).toBe(row)
  })

  test('of one site leaves the others out', () => {
    const [girth] = madeUpProgress('one').girth
    if (!girth) throw new Error('No girth.')
    const progress = { ...noProgress, girth: [girth, { ...girth, site: 'Calf, widest' }] }
    expect(linesOf(progress, 'girth', 'Calf, widest')).toHaveLength(3)
    expect(linesOf(progress, 'girth')).toHaveLength(4)
  })

  test('says that its points stand for weeks, where they do', () => {
    expect(linesOf({ ...noProgress, bucket: 'week' }, 'pain')[0]).toContain('"one point a week"')
    expect(linesOf(noProgress, 'pain')[0]).not.toContain('one point')
    expect(linesOf({ ...noProgress, bucket: 'week' }, 'girth')[0]).toContain('more than 120 days has one point a week')
    expect(linesOf({ ...noProgress, bucket: 'week' }, 'work')[0]).not.toContain('one point')
  })

  test('never rounds a symmetry up to the line', () => {
    const point = { involvedG: 89_960, uninvolvedG: 100_000, uninvolvedOn: '2026-10-21', isTested: true }
    const symmetry = [{ on: '2026-11-22', percent: 89.96, ofBaselinePercent: 89.96, ...point }]
    expect(linesOf({ ...noProgress, symmetry }, 'symmetry')[2]).toContain('"2026-11-22",89.9,89.9,')
  })

  test('runs nothing in a spreadsheet, whatever an exercise or a movement is called', () => {
    const exercise = '=HYPERLINK("http://x")'
    const points = [{ on: '2026-11-22', reps: 12 }]
    const progress: Progress = { ...noProgress, endurance: [{ exercise, side: 'left', loadG: 0, points }] }
    expect(linesOf(progress, 'endurance')[2]).toBe(`"2026-11-22","'=HYPERLINK(""http://x"")","left",0,12`)
  })
})
