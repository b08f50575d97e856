/** Parts of pages that the server keeps as it drew them: progress, and a program. */
import { createRemixStub } from '@remix-run/testing'
import type { ComponentType, ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { beforeAll, expect, test, vi } from 'vitest'
import type { DecisionRecord } from '~/domain/decision-record'
import { noLimits } from '~/domain/limits'
import type { VersionRecord } from '~/domain/program-record'
import { KeptDrawings } from '~/server/drawing-keeper.server'
import { KeepsDrawings } from '~/ui/kept-drawings'
import { packed } from '~/ui/packed'
import { type ProgramShown, sentProgram, shownProgram } from '~/ui/program/program-sent'
import { ProgramView, type ProgramViewProps } from '~/ui/program/program-view'
import { madeUpProgress } from '~/ui/progress.fixture'
import { type BoardProps, ProgressBoard } from '~/ui/progress-board'
import { still } from '~/ui/still'

// The stub's router warns of effects, which nothing has that is drawn into a string.
beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

const format = { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' } as const
const at = '2026-11-22T09:00:00Z'

const decision: DecisionRecord = {
  id: 'decision-1',
  versionId: 'version-1',
  outcome: 'cleared-with-limits',
  signerName: 'Lin Chen',
  signedAs: 'physical-therapist',
  licenceNumber: 'PT-1',
  licenceValidUntil: '2030-01-01',
  at,
  timeZone: 'Europe/Berlin',
  meaning: 'I clear this program to start',
  reason: 'Careful',
  justification: null,
  limits: { ...noLimits, maxLoadPercent: 40 },
  validUntil: '2026-12-22',
  contentHash: 'ab12',
  answers: [],
  comments: [],
}

const version: VersionRecord = {
  id: 'version-1',
  number: 1,
  kind: 'new',
  status: 'cleared',
  authorName: 'Maya Ruiz',
  submittedAt: at,
  contentHash: 'ab12',
  extensionReason: null,
  decisions: [decision],
  content: {
    kind: 'new',
    goal: 'return-from-injury',
    diagnosis: 'ACL reconstruction',
    procedure: null,
    restrictions: { range: null, weightBearing: null, noMaximalTestBefore: null },
    schedule: { sessionsPerWeek: 3, sessionsPerDay: 1, weeks: 3 },
    extensionDays: null,
    prescriptions: ['Leg press', 'Leg extension'].map((exercise, index) => ({
      id: `line-${index}`,
      position: index + 1,
      exercise,
      mode: 'strength',
      limb: 'left-leg',
      load: { kind: 'percent-1rm', percent: 60 },
      reps: [12, 10],
      restSeconds: 90,
      tempoSeconds: null,
      restriction: null,
      aerobic: null,
    })),
  },
}

const flag = {
  id: 'flag-1',
  limb: null,
  severity: 'review-due',
  openedOn: '2026-11-01',
  flaggedAt: at,
  stands: true,
} as const
const draft: VersionRecord = {
  ...version,
  id: 'version-2',
  number: 2,
  status: 'draft',
  submittedAt: null,
  decisions: [],
}

/** With something of everything that its page may show. */
const shown: ProgramShown = {
  program: {
    id: 'program-1',
    name: 'Knee <left>',
    status: 'on-hold',
    raisedBy: 'maya',
    raisedByName: 'Maya Ruiz',
    supervisedBy: null,
    client: { id: 'client-1', givenName: 'Ana', familyName: 'Falk', birthDate: '1990-01-01', ageYears: 36 },
    isInCareTeam: true,
    hasEmergencyAccess: false,
    inForce: { id: 'version-1', number: 1, contentHash: 'ab12' },
    newest: { id: 'version-2', number: 2, kind: 'new', status: 'draft' },
    today: '2026-11-23',
  },
  record: {
    endReason: null,
    versions: [version, draft],
    holds: [
      {
        id: 'hold-1',
        cause: 'red-flag',
        reason: 'Calf pain',
        heldBy: 'Lin Chen',
        at,
        redFlag: { id: 'red-flag-1', clientId: 'client-1', isAnswered: false, seen: null },
        lift: null,
      },
    ],
    consents: [],
    sessions: [],
    sessionCount: 0,
  },
  content: version.content,
  clearance: decision,
  lines: version.content.prescriptions.map((line, index) => ({
    line,
    limits: decision.limits,
    oneRmG: index === 0 ? 60_000 : null,
    lopMmhg: null,
  })),
  strip: { day: 9, sessionDays: [1, 3], phase: 'open', windowDays: 21, closingFromDay: 15, flag: null },
  flags: [{ ...flag, acknowledgements: [], review: null }],
  mayContinue: true,
  ways: ['decide', 'record-consent', 'measure-lop', 'amend', 'copy', 'hold', 'revoke', 'stop'],
  mayReview: true,
  blockers: [{ why: 'on-hold', waitsOn: 'clinician', lineIds: null }],
}

const { exercises: _, ...progress } = madeUpProgress('outlier')
const board: BoardProps = { clientId: 'client-1', progress, format }
const view: ProgramViewProps = { sent: sentProgram(shown), plateStepG: 1_250, format }

/** The page around a part; what it was drawn from is packed on the way, as in its loader. */
function pageWith<Props extends object>(Part: ComponentType<Props>) {
  const Still = still('part', async () => Part)
  let isLoaded = false
  return async (props: Props, drawings: KeptDrawings | null) => {
    const text = JSON.stringify(props)
    const Stub = createRemixStub([{ path: '*', Component: () => (<Still packed={text} />) as ReactElement }])
    const page = (keeper: ReturnType<KeptDrawings['forPage']> | null) =>
      renderToString(
        <KeepsDrawings value={keeper}>
          <Stub initialEntries={['/clients/client-1/progress']} />
        </KeepsDrawings>,
      )
    // Asked for the first time, the part itself is still to be loaded.
    if (!isLoaded) expect(() => page(null)).toThrow('suspended')
    await vi.waitFor(() => page(null))
    isLoaded = true
    const keeper = drawings?.forPage() ?? null
    const html = page(keeper)
    keeper?.keep()
    return html
  }
}

const ids = /(?<=[ "(#]):?(?:d\d+)?R[0-9a-z]+(?:H\d+)?:?(?=["-])/g
const withoutIds = (html: string) => html.replaceAll(ids, 'id')
const ownIds = (html: string) => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)

const another = { ...progress, pain: progress.pain.map((point) => ({ ...point, nrs: point.nrs === 0 ? 1 : 0 })) }
const lifted = { ...shown, ways: shown.ways.filter((way) => way !== 'hold') }

test.each<[string, (drawings: KeptDrawings | null) => Promise<string>, (drawings: KeptDrawings) => Promise<string>]>([
  ['progress', ...withChange(ProgressBoard, board, { ...board, progress: another })],
  ['a program', ...withChange(ProgramView, view, { ...view, sent: sentProgram(lifted) })],
])(
  '%s is kept when it is seen a second time, is what React draws, and is drawn anew of other data',
  async (_name, same, other) => {
    const drawings = new KeptDrawings()
    const drawn = await same(null)
    const seen = [await same(drawings), await same(drawings), await same(drawings)]
    expect(seen.map((html) => html === drawn)).toEqual([true, true, false])
    expect(withoutIds(seen[2] ?? '')).toBe(withoutIds(drawn))
    expect(new Set(ownIds(seen[2] ?? '')).size).toBe(ownIds(drawn).length)
    const changed = await other(drawings)
    expect(withoutIds(changed)).not.toBe(withoutIds(drawn))
  },
)

function withChange<Props extends object>(Part: ComponentType<Props>, props: Props, changed: Props) {
  const page = pageWith(Part)
  return [
    (drawings: KeptDrawings | null) => page(props, drawings),
    (drawings: KeptDrawings) => page(changed, drawings),
  ] as const
}

test('what was seen once takes the room of a hash', async () => {
  const drawings = new KeptDrawings()
  const keeper = drawings.forPage()
  const by = {}
  expect(keeper.drawnOf(by, 'x'.repeat(100_000), () => null)).toBeNull()
  expect(keeper.drawnOf(by, `${'x'.repeat(99_999)}y`, () => null)).toBeNull()
  expect(drawings.count).toBe(2)
})

test('a program comes to its page as it was read', () => {
  expect(shownProgram(JSON.parse(packed(sentProgram(shown))))).toEqual(shown)
})
