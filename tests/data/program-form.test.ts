/** The form of a program, from the pairs a browser sends to the content a clinician signs. */
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { parseAmendmentForm, parseProgramForm, parseWhysForm } from '~/data/program-form.server'
import type { Prescription } from '~/domain/prescription'
import { typeProgram } from '~/domain/typed-program'
import type { LoadUnit } from '~/domain/units'
import type { VersionContent } from '~/domain/version'

const key = randomUUID()

const sent: Record<string, string> = {
  key,
  name: 'Knee, return from injury',
  goal: 'return-from-injury',
  diagnosis: 'ACL reconstruction, left',
  procedureName: 'Hamstring graft',
  procedureOn: '2026-09-30',
  weightBearing: 'full',
  sessionsPerWeek: '3',
  sessionsPerDay: '1',
  weeks: '3',
  'lines[0].exercise': 'Leg extension',
  'lines[0].mode': 'bfr-resistance',
  'lines[0].limb': 'left-leg',
  'lines[0].loadKind': 'percent-1rm',
  'lines[0].load': '30',
  'lines[0].reps': '30-15-15-15',
  'lines[0].restSeconds': '45',
  'lines[0].pressureKind': 'percent-lop',
  'lines[0].pressure': '60',
  'lines[0].cuffWidthCm': '11.5',
  'lines[0].restrictionMinutes': '8',
  'lines[0].reperfusionSeconds': '180',
}

const expected = { kind: 'new', unit: 'kg', isNew: true, supervisorIds: [] } as const

function formOf(changes: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...sent, ...changes })) form.set(name, value)
  return form
}

const parse = (changes: Record<string, string> = {}) => parseProgramForm(formOf(changes), expected)

function errorsOf(changes: Record<string, string>): string[] {
  const submission = parse(changes)
  return submission.status === 'error' ? Object.keys(submission.error ?? {}) : []
}

describe('the form of a program', () => {
  it('is the content of a version', () => {
    const submission = parse()
    if (submission.status !== 'success') throw new Error(JSON.stringify(submission.error))
    expect(submission.value).toMatchObject({ key, name: 'Knee, return from injury', supervisedBy: null })
    expect(submission.value.content).toMatchObject({
      kind: 'new',
      procedure: { name: 'Hamstring graft', on: '2026-09-30' },
      restrictions: { range: null, weightBearing: 'full', noMaximalTestBefore: null },
      schedule: { sessionsPerWeek: 3, sessionsPerDay: 1, weeks: 3 },
      prescriptions: [{ reps: [30, 15, 15, 15], load: { kind: 'percent-1rm', percent: 30 } }],
    })
  })

  it('names the field of each mistake as the browser knows it', () => {
    expect(errorsOf({ 'lines[0].load': '151', diagnosis: ' ', procedureOn: '2026-02-30' })).toEqual(
      expect.arrayContaining(['lines[0].load', 'diagnosis', 'procedureOn']),
    )
    expect(errorsOf({ name: '' })).toEqual(['name'])
    expect(errorsOf({ sessionsPerWeek: '22', weeks: '2.5' })).toEqual(['sessionsPerWeek', 'weeks'])
    expect(errorsOf({ diagnosis: 'a\u0000b' })).toEqual(['diagnosis'])
    expect(errorsOf({ procedureName: '' })).toEqual(['procedureName'])
  })

  it('wants a line, and a key', () => {
    const form = new FormData()
    for (const [name, value] of Object.entries(sent)) if (!name.startsWith('lines')) form.set(name, value)
    const submission = parseProgramForm(form, expected)
    expect(submission.status === 'error' && submission.error).toEqual({ lines: ['Add at least one exercise.'] })
    expect(errorsOf({ key: 'x' })).toEqual(['key'])
  })

  it('takes no status, kind, clinic or author from a form', () => {
    const submission = parse({ kind: 'extension', status: 'cleared', clinicId: randomUUID(), raisedBy: randomUUID() })
    if (submission.status !== 'success') throw new Error('It is well formed.')
    expect(submission.value.content.kind).toBe('new')
    expect(Object.keys(submission.value).sort()).toEqual(
      ['basis', 'content', 'extensionReason', 'isToSubmit', 'key', 'name', 'supervisedBy'].sort(),
    )
  })

  it('names nobody as supervising but who may', () => {
    expect(errorsOf({ supervisedBy: randomUUID() })).toEqual(['supervisedBy'])
  })

  it('adds and removes a line without saving', () => {
    const intent = { type: 'insert', payload: { name: 'lines', defaultValue: { exercise: 'Leg press' } } }
    const added = parse({ __intent__: JSON.stringify(intent) })
    expect(added.status).toBeUndefined()
    expect(added.payload).toMatchObject({ lines: [{ exercise: 'Leg extension' }, { exercise: 'Leg press' }] })
    const removed = parse({ __intent__: JSON.stringify({ type: 'remove', payload: { name: 'lines', index: 0 } }) })
    expect(removed.payload).toMatchObject({ lines: [] })
  })

  it('answers 400 to what no page sends', () => {
    const broken: Record<string, string>[] = [
      { 'lines[4294967290].exercise': 'x' },
      { __intent__: '{' },
      { __intent__: '{"type":"update","payload":{"name":"lines[99999999].load","value":"1"}}' },
      { __state__: '{' },
    ]
    for (const changes of broken) {
      expect(thrownBy(() => parse(changes))).toMatchObject({ status: 400 })
    }
    const misshapen: Record<string, string>[] = [
      { lines: 'x' },
      { 'diagnosis[0]': 'x' },
      { 'goal.x': 'y' },
      { 'lines[0]': 'x' },
    ]
    for (const changes of misshapen) {
      const answered = thrownBy(() => expect(parse(changes).status).toBe('error'))
      expect(answered === null || answered instanceof Response).toBe(true)
    }
  })

  it('sent back untouched is the same content, in kg and in lb', () => {
    for (const unit of ['kg', 'lb'] as const) {
      for (const loadG of [8500, 8125, 45_359, 8505, 1, 453, 123_457]) {
        const content = contentWith({ load: { kind: 'kg', loadG } })
        expect(contentAgain(content, unit)).toEqual(content)
      }
    }
    const aerobic = contentWith({
      mode: 'bfr-aerobic',
      load: { kind: 'none' },
      reps: [],
      restSeconds: null,
      aerobic: { intensityPercent: 40, minutes: 15 },
    })
    expect(contentAgain(aerobic, 'kg')).toEqual(aerobic)
  })
})

describe('the form of a next version', () => {
  const ask = (pairs: Record<string, string>) => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ key, ...pairs })) form.set(name, value)
    return parseAmendmentForm(form)
  }

  it('wants the days and the reason of an extension, and of nothing else', () => {
    const extension = { kind: 'extension', extensionDays: '14', extensionReason: 'Still weak' }
    expect(ask(extension)).toMatchObject({ value: { kind: 'extension', extensionDays: 14 } })
    for (const extensionDays of ['', '0', '22', '1.5', 'x']) {
      expect(ask({ ...extension, extensionDays }), extensionDays).toMatchObject({
        error: { extensionDays: [/1 to 21/] },
      })
    }
    expect(ask({ ...extension, extensionReason: ' ' })).toMatchObject({ status: 'error' })
    expect(ask({ kind: 'amendment', extensionDays: '14' })).toMatchObject({ value: { extensionDays: null } })
    expect(ask({ kind: 'gift' })).toMatchObject({ status: 'error' })
  })
})

describe('the form of a submission', () => {
  it('carries each why by the finding it answers', () => {
    const form = new FormData()
    form.set('key', key)
    form.set('why:pressure:line', ' No response at 80 ')
    form.set('why:frequency:version', 'x'.repeat(2001))
    expect(parseWhysForm(form)).toEqual({
      key,
      whys: { 'pressure:line': 'No response at 80', 'frequency:version': 'x'.repeat(2001) },
      mistakes: [{ name: 'why:frequency:version', says: 'Use at most 2000 characters.' }],
    })
  })
})

function thrownBy(work: () => unknown): unknown {
  try {
    work()
    return null
  } catch (error) {
    return error
  }
}

function contentWith(changes: Partial<Prescription>): VersionContent {
  const submission = parse()
  if (submission.status !== 'success') throw new Error('It is well formed.')
  const { content } = submission.value
  return { ...content, prescriptions: content.prescriptions.map((line) => ({ ...line, ...changes })) }
}

function contentAgain(content: VersionContent, unit: LoadUnit): VersionContent | null {
  const { lines, ...head } = typeProgram(content, unit)
  const ofLines = lines.flatMap((line, index) =>
    Object.entries(line).map(([name, value]): [string, unknown] => [`lines[${index}].${name}`, value]),
  )
  const form = new FormData()
  form.set('key', key)
  for (const [name, value] of [...Object.entries(head), ...ofLines]) {
    if (typeof value === 'string') form.set(name, value)
  }
  const submission = parseProgramForm(form, { kind: content.kind, unit, isNew: false, supervisorIds: [] })
  return submission.status === 'success' ? submission.value.content : null
}
