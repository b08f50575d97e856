/**
 * The cells of the matrix as a browser asks for them: real routes, real logins, real PostgreSQL. Every allowed cell does
 * what it says; for each move and reason one refused cell answers with its sentence, and changes nothing.
 */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  allowed,
  type Cell,
  holds,
  isOf,
  type Row,
  refused,
  type Screening,
  screenings,
  whoEver,
} from '~/domain/clearance-matrix.fixture'
import { isRefusal } from '~/domain/refusal'
import { sentenceOf } from '~/ui/refusals'
import { buildClinic, type Clinic } from '../builders'
import { useTestDatabase } from '../use-database'
import { type Answer, arrange, askFor, standsAs } from './arrange-cell'

const database = useTestDatabase()
/** `CLEARWAY_MATRIX=all`: with every outcome of a screening also where a move asks for none, not one of them in turn. */
const isWhole = process.env.CLEARWAY_MATRIX === 'all'
/** One clinic a lane: within a clinic everything happens one after another. */
const laneCount = 4
const clinics: Clinic[] = []
let superuser: pg.Pool

beforeAll(async () => {
  for (let lane = 0; lane < laneCount; lane += 1) clinics.push(await buildClinic(database))
  superuser = new pg.Pool({ connectionString: database.urls.superuser, max: laneCount })
})
afterAll(() => superuser.end())

/** Works through a list, in as many lanes as there are clinics. */
async function inLanes<T>(list: readonly T[], work: (clinic: Clinic, one: T) => Promise<void>): Promise<void> {
  const left = [...list]
  await Promise.all(
    clinics.map(async (clinic) => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) await work(clinic, one)
    }),
  )
}

const outcomes: Screening[] = ['standard', 'precaution', 'elevated', 'no-restriction', 'no-exercise']
const desks = ['trainer', 'physical therapist', 'doctor', 'trainer and physical therapist'] as const
const byItself = ['red flag', 'screening', 'event'] as const

/** What a row leaves open is every value, of what a desk can be; cuffs are left off only where that makes the difference. */
function cellsOf(row: Row): Cell[] {
  const { is } = row
  const moves = is.move ?? []
  const statuses = is.status ?? []
  const holdsOf = is.hold ?? (moves.includes('lift') ? ['own'] : ['no hold'])
  const isByItself =
    holdsOf.length === byItself.length && holdsOf.every((hold) => byItself.some((each) => each === hold))
  const cells: Cell[] = []
  for (const move of moves)
    for (const status of statuses)
      for (const who of desks.filter((each) => is.who?.includes(each) ?? true))
        for (const program of ['own', "other's"] as const)
          for (const hold of isByItself && !isWhole ? [byItself[cells.length % 3]] : heldIn(status, holdsOf))
            for (const screening of screeningsOf(row, cells.length)) {
              const cuff = is.cuff?.includes('with') === false ? 'without' : 'with'
              const clearance =
                is.clearance?.includes('in force') || status === 'active' || status === 'on-hold' ? 'in force' : 'none'
              const cell = {
                move,
                status,
                who,
                program,
                hold: hold as Cell['hold'],
                screening,
                cuff,
                clearance,
              } as const
              if (isOf(row, cell)) cells.push(cell)
            }
  return cells
}

/** What is on hold has a hold, whoever placed it. */
const heldIn = (status: string, of: readonly string[]) =>
  status === 'on-hold' && of[0] === 'no hold' ? ["another's"] : of

function screeningsOf({ is }: Row, turn: number): Screening[] {
  if (is.screening) return outcomes.filter((each) => is.screening?.includes(each))
  return isWhole ? outcomes : [outcomes[turn % outcomes.length] as Screening]
}

const inWords = ({ move, status, who, program, screening, cuff, hold }: Cell) =>
  `${move}, ${status}, by ${who}, ${program} program, screening ${screening}, ${cuff} cuff, ${hold}`

/** What a refused move leaves as it was. */
async function picture(programId: string): Promise<unknown> {
  const { rows } = await superuser.query(
    `select p.status, p.in_force_version_id, p.started_at, p.ended_at,
       (select json_agg(v.status order by v.number) from versions v where v.program_id = p.id) as versions,
       (select count(*) from decisions d where d.program_id = p.id) as decisions,
       (select count(*) from holds h where h.program_id = p.id) as holds,
       (select count(*) from holds h where h.program_id = p.id and h.lifted_at is null) as open,
       (select count(*) from training_sessions s where s.program_id = p.id) as sessions
     from programs p where p.id = $1`,
    [programId],
  )
  return rows[0]
}

/** Asks for a cell: what was answered, and whether anything changed. Null where such a cell cannot come about. */
async function tryCell(clinic: Clinic, cell: Cell): Promise<(Answer & { isChanged: boolean }) | null> {
  const arranged = await arrange(clinic, cell).catch(() => null)
  if (!arranged || !(await standsAs(database.urls.superuser, cell, arranged, clinic))) return null
  const before = await picture(arranged.built.programId)
  const answer = await withLicence(clinic, cell, () => askFor(clinic, cell, arranged))
  const after = await picture(arranged.built.programId)
  return { ...answer, isChanged: JSON.stringify(before) !== JSON.stringify(after) }
}

async function withLicence<T>(clinic: Clinic, { who }: Cell, work: () => Promise<T>): Promise<T> {
  const set = (values: string) => clinic.owner(`update members set ${values} where id = $1`, [clinic.doctor.memberId])
  if (who === 'doctor with a lapsed licence') await set("licence_valid_until = '2020-01-01'")
  if (who === 'doctor without a licence') await set('licence_number = null, licence_valid_until = null')
  try {
    return await work()
  } finally {
    if (who.startsWith('doctor w')) await set("licence_number = 'MD-48213', licence_valid_until = '2099-12-31'")
  }
}

describe('a cell that is allowed', () => {
  // What a status is not, whatever was done: a screening that prohibits holds what runs.
  const cannotBe = (cell: Cell) => ['active', 'not-started'].includes(cell.status) && cell.hold === 'no hold'

  const cells = [...allowed.versions, ...allowed.programs].flatMap(cellsOf)
  it(`is done, and leads on, in each of ${cells.length} cells`, { timeout: 600_000 }, async () => {
    const wrong: string[] = []
    const impossible: string[] = []
    await inLanes(cells, async (clinic, cell) => {
      const answer = await tryCell(clinic, cell)
      if (!answer) impossible.push(inWords(cell))
      else if (answer.status !== 303 || !answer.isChanged)
        wrong.push(`${inWords(cell)}: ${answer.status} ${answer.text}`)
    })
    expect(wrong).toEqual([])
    expect(impossible.filter((words) => !cells.some((cell) => inWords(cell) === words && cannotBe(cell)))).toEqual([])
    expect(impossible.length).toBeLessThan(cells.length / 10)
  })
})

const statuses = {
  versions: [
    'draft',
    'submitted',
    'changes-requested',
    'declined',
    'withdrawn',
    'cleared',
    'superseded',
    'expired',
    'revoked',
  ],
  programs: ['not-started', 'active', 'on-hold', 'completed', 'stopped'],
} as const
const programMoves = ['start', 'session', 'hold', 'lift', 'complete', 'stop']
const atADesk = whoEver.filter((who) => !['nobody of a role', 'deactivated doctor', 'system'].includes(who))
type Table = keyof typeof statuses

/** The cells this reason is given in, as far as they may come about by a browser. */
function refusedCells(table: Table, row: Row, move: string): Cell[] {
  const isProgram = table === 'programs'
  const found: Cell[] = []
  for (const status of statuses[table])
    for (const who of atADesk)
      for (const hold of isProgram ? holds : (['no hold'] as const))
        for (const screening of screenings)
          for (const clearance of isProgram ? (['in force', 'none'] as const) : (['none'] as const))
            for (const cuff of ['with', 'without'] as const)
              for (const program of ["other's", 'own'] as const) {
                const cell: Cell = { move, status, who, program, screening, cuff, hold, clearance }
                const isFirst = isOf(row, cell) && refused[table].find((each) => isOf(each, cell)) === row
                if (isFirst && canBe(cell, row.says) && !allowed[table].some((each) => isOf(each, cell)))
                  found.push(cell)
              }
  return found
}

/** What the rows cannot know: which cells are worth arranging. */
function canBe({ move, status, hold, clearance, screening, cuff }: Cell, says: string): boolean {
  if (move === 'lift' && hold === 'no hold' && says !== 'not-on-hold') return false
  if ((status === 'active' || status === 'on-hold') && clearance === 'none') return false
  if (status === 'on-hold' && hold === 'no hold') return false
  if (status === 'active' && hold !== 'no hold') return false
  // An event holds what wears a cuff, so that the hold is what is said first.
  return !(screening === 'outdated by an event' && programMoves.includes(move) && hold === 'no hold' && cuff === 'with')
}

/** By no browser: what only the system moves, who has no login, and what the database lets nobody come to. */
const notByBrowser = [
  /^(supersede|expire) /,
  / member-deactivated$/,
  /^clear(-with-limits)? screening-missing$/, // submitted without a screening
  /^(start|session) screening-missing$/, // cleared without a screening
  /^(start|session) no-restriction$/, // such a screening holds what is cleared: on-hold is what is said
  /^start no-exercise$/, // the same; a session says it first
  /^lift not-cleared$/, // on hold without a clearance
  /^start program-already-started$/, // the page starts the next session instead
  /^lift hold-needs-new-screening$/, // of "none": see the holds that come after it
]

describe('a cell that is refused', () => {
  const asked = (['versions', 'programs'] as const).flatMap((table) =>
    refused[table].flatMap((row) =>
      (row.is.move ?? programMoves).map((move) => ({ table, row, move, name: `${move} ${row.says}` })),
    ),
  )
  const reasons = [...new Set(asked.map(({ name }) => name))].filter(
    (name) => !notByBrowser.some((pattern) => pattern.test(name)),
  )

  it(`answers with its sentence and changes nothing: ${reasons.length} moves and reasons`, {
    timeout: 600_000,
  }, async () => {
    const wrong: string[] = []
    await inLanes(reasons, async (clinic, name) => {
      const cells = asked
        .filter((each) => each.name === name)
        .flatMap(({ table, row, move }) => refusedCells(table, row, move))
      wrong.push(...(await whatIsWrong(clinic, name, cells.slice(0, 6))))
    })
    expect(wrong).toEqual([])
    expect(reasons.length).toBeGreaterThan(60)
  })
})

/** Nothing, when the first of these cells that comes about is refused in these words. */
async function whatIsWrong(clinic: Clinic, name: string, cells: Cell[]): Promise<string[]> {
  const says = name.slice(name.indexOf(' ') + 1)
  for (const cell of cells) {
    const answer = await tryCell(clinic, cell)
    if (!answer) continue
    const isOfRole = says === 'not-your-role' || says === 'not-a-clinician'
    const isRight = isOfRole ? answer.status === 403 || answer.status === 404 : isSaid(answer, says)
    return isRight && !answer.isChanged
      ? []
      : [`${name}: ${inWords(cell)}: ${answer.status} ${answer.text} ${answer.isChanged}`]
  }
  return [`${name}: no such cell comes about, tried ${cells.map(inWords).join('; ')}`]
}

/** A conflict with the sentence, or with the word its page has the sentence of. */
function isSaid({ status, text }: Answer, says: string): boolean {
  const sentence = isRefusal(says) ? JSON.stringify(sentenceOf(says)).slice(1, -1) : says
  return status === 409 && (text.includes(sentence) || text.includes(`"refusal":"${says}"`))
}
