/** A list of clients brought in: read in any dress, written once, stopped and gone on with, and nobody else's to read. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { readRoster } from '~/data/roster-file.server'
import { previewRoster } from '~/data/roster-judging.server'
import { notTakenCsv } from '~/data/roster-report.server'
import { runRoster, takeNextPart } from '~/data/roster-run.server'
import {
  forgetRosters,
  getRoster,
  keepRoster,
  mapRoster,
  rememberedMapping,
  startRoster,
  stopRoster,
} from '~/data/rosters.server'
import { readClinic } from '~/database/door.server'
import type { RosterMapping } from '~/domain/roster'
import { acting } from '../acting'
import { buildClinic, type Clinic, inOne } from '../builders'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let admin: Acting
let trainer: Acting

beforeAll(async () => {
  clinic = await buildClinic(database)
  admin = await acting(clinic.admin)
  trainer = await acting(clinic.trainer)
})

const header = 'No;Family;Given;Born;Sex'
const mapping: RosterMapping = {
  recordNumber: 0,
  familyName: 1,
  givenName: 2,
  birthDate: 3,
  sex: 4,
  dateOrder: 'day-month-year',
}
/** Another birthday each. */
const born = (n: number) => new Date(Date.UTC(1950, 0, 1 + n)).toISOString().slice(0, 10).split('-').reverse().join('.')
const bytesOf = (rows: string[], first = header) => Buffer.from([first, ...rows].join('\r\n'))

function read(bytes: Uint8Array) {
  const reading = readRoster(bytes)
  if (!reading.ok) throw new Error(reading.says)
  return reading.file
}

async function kept(rows: string[], by: Acting): Promise<string> {
  const rosterId = await keepRoster(by, read(bytesOf(rows)))
  expect(await mapRoster(by, { rosterId, mapping })).toEqual({ ok: true })
  return rosterId
}

const roster = (id: string, by: Acting) => readClinic(by, (query) => getRoster(query, id))
const preview = (id: string, by: Acting) =>
  readClinic(by, async (query) => {
    const found = await getRoster(query, id)
    return previewRoster(query, by, { ...found, mapping: found.mapping ?? mapping })
  })

async function broughtIn(rows: string[], by: Acting, takesAlike = false) {
  const id = await kept(rows, by)
  expect(await startRoster(by, { rosterId: id, takesAlike, at: new Date() })).toEqual({ ok: true })
  await runRoster(by, id)
  return roster(id, by)
}

describe('a file', () => {
  const text = `${header}\nR-1;Müller;Zoë;31.12.1990;f\n`
  const utf16 = (swap: boolean) => {
    const bytes = Buffer.from(text, 'utf16le')
    return swap ? bytes.swap16() : bytes
  }
  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(false)]), 'utf-16le'],
    ['UTF-16, the other way round', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(true)]), 'utf-16be'],
    ['UTF-16 without its mark', utf16(false), 'utf-16le'],
    ['what Windows wrote before', Buffer.from(text, 'latin1'), 'windows-1252'],
    ['tabs', Buffer.from(text.replaceAll(';', '\t')), 'utf-8'],
    ['commas', Buffer.from(text.replaceAll(';', ',')), 'utf-8'],
  ])('is read in %s', (_says, bytes, encoding) => {
    const file = read(bytes)
    expect(file).toMatchObject({
      encoding,
      columns: header.split(';'),
      rows: [[2, ['R-1', 'Müller', 'Zoë', '31.12.1990', 'f']]],
    })
  })

  it('with a quotation mark inside a cell that has none around it is read as it stands', () => {
    const file = read(bytesOf(['R-1;Jo "Joe" Ng;Li;1.1.1990;f']))
    expect(file.rows[0]?.[1][1]).toBe('Jo "Joe" Ng')
  })

  it.each([
    ['empty', Buffer.from(''), /first line/],
    ['no rows', Buffer.from(header), /no rows/],
    ['a spreadsheet', Buffer.from('PK\u0003\u0004\u0000\u0000;;;'), /not a text file/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), /not a text file/],
    ['an open quotation mark', Buffer.from(`${header}\n"R-1;A;B;C;D\n`), /quotation mark/],
    ['too large', Buffer.alloc(5 * 1024 * 1024 + 1, 65), /5 MB/],
    ['too long', bytesOf(Array.from({ length: 20_001 }, () => 'R;A;B;1.1.1990;f')), /20,000/],
  ])('of the kind "%s" is refused with a sentence', (_says, bytes, says) => {
    const reading = readRoster(bytes)
    expect(reading).toMatchObject({ ok: false })
    if (!reading.ok) expect(reading.says).toMatch(says)
  })

  it('of formulas is told of row by row, and given back harmless', async () => {
    const hostile = readFileSync(new URL('../../../shared/data/hostile/csv-injection.txt', import.meta.url), 'utf8')
    const rows = hostile
      .split('\n')
      .filter(Boolean)
      .map((line) => `;"${line.replaceAll('"', '""')}";B;never;f`)
    const done = await broughtIn(rows, trainer)
    expect(done.counts).toMatchObject({ rows: rows.length, done: rows.length, taken: 0, refused: rows.length })
    const csv = await readClinic(trainer, (query) => notTakenCsv(query, done, (why) => why))
    expect(csv.split('\r\n').filter((line) => /(^|,)"?[=+\-@]/.test(line))).toEqual([])
  })
})

describe('a list', () => {
  const rows = [
    'R-1;Lindqvist;Anna;05.04.1990;f',
    'R-2;Berg;Bo;31.12.1980;m',
    ';Castro;Eva;01.02.1970;',
    'R-4;;Nobody;01.01.1990;f',
    'R-5;Late;Lea;01.01.2090;f',
  ]

  it('says what would happen, does it, and the second time adds nothing', async () => {
    const id = await kept(rows, admin)
    const counts = { taken: 3, known: 0, alike: 0, refused: 2 }
    expect(await preview(id, admin)).toMatchObject({ counts })
    expect(await clinic.sql(clinic.admin, 'select 1 from clients')).toEqual([])
    expect((await broughtIn(rows, admin)).counts).toMatchObject({ ...counts, rows: 5, done: 5 })
    const again = await broughtIn(rows, admin)
    expect(again.counts).toMatchObject({ taken: 0, known: 3, refused: 2 })
    const imports = await clinic.sql(
      clinic.admin,
      `select rows_taken, rows_known, rows_refused from imports where kind = 'roster' and rows_total = 5 order by recorded_at`,
    )
    expect(imports).toEqual([
      { rows_taken: 3, rows_known: 0, rows_refused: 2 },
      { rows_taken: 0, rows_known: 3, rows_refused: 2 },
    ])
    const remembered = readClinic(await acting(clinic.trainer), (query) => rememberedMapping(query, header.split(';')))
    expect(await remembered).toEqual(mapping)
  })

  it('puts a trainer who brings it in into the care teams, and nobody else', async () => {
    const teams = () => clinic.sql<{ n: string }>(clinic.admin, 'select count(*) as n from care_team')
    expect(await teams()).toEqual([{ n: '0' }])
    await broughtIn(['T-1;Team;Tea;05.04.1991;f'], trainer)
    await broughtIn(['T-2;Team;Teo;05.04.1992;m'], await acting(clinic.doctor))
    expect(await teams()).toEqual([{ n: '1' }])
  })

  it('leaves out whom somebody is like, unless it is said that they are others', async () => {
    const like = ['R-9;Lindkvist;Anna;05.04.1990;f', 'R-1;Other;Person;01.01.1950;m']
    expect((await broughtIn(like, await acting(clinic.therapist))).counts).toMatchObject({
      taken: 0,
      alike: 1,
      refused: 1,
    })
    const told = await broughtIn(like, await acting(clinic.otherTrainer))
    // A trainer is not told who is like those they may not see.
    expect(told.counts).toMatchObject({ taken: 1, alike: 0, refused: 1 })
    const others = await broughtIn(['R-8;Lindkvist;Ana;05.04.1990;f'], await acting(clinic.doctor), true)
    expect(others.counts).toMatchObject({ taken: 1, alike: 0 })
  })

  it('knows the rows before a row, across its parts', async () => {
    const many = Array.from({ length: 250 }, (_, n) => `M-${n};Many ${n};Kim;${born(n)};`)
    const twice = [...many, ...many.slice(0, 30)]
    const id = await kept(twice, admin)
    expect((await preview(id, admin)).counts).toMatchObject({ taken: 250, known: 30 })
    expect((await broughtIn(twice, admin)).counts).toMatchObject({ rows: 280, taken: 250, known: 30 })
  })

  it('becomes what was foreseen, though an admin sees nobody', async () => {
    const twins = [
      'V-1;Foreseen;Kim;05.06.1977;',
      ...Array.from({ length: 120 }, (_, n) => `V-${n + 2};Fore ${n};Lou;${born(n)};`),
      'V-200;Foreseem;Kim;05.06.1977;',
    ]
    const id = await kept(twins, admin)
    const { counts } = await preview(id, admin)
    expect(counts).toMatchObject({ taken: 121, alike: 1 })
    expect((await broughtIn(twins, admin)).counts).toMatchObject({ taken: 121, alike: 1 })
  })

  it('stops after a part, and goes on with the rest, each row once though two go on at once', async () => {
    const many = Array.from({ length: 250 }, (_, n) => `S-${n};Stop ${n};Sam;${born(n)};`)
    const id = await kept(many, admin)
    await startRoster(admin, { rosterId: id, takesAlike: false, at: new Date() })
    expect(await takeNextPart(admin, id)).toBe(true)
    await stopRoster(admin, { rosterId: id, at: new Date() })
    expect(await takeNextPart(admin, id)).toBe(false)
    expect((await roster(id, admin)).counts).toMatchObject({ done: 100, taken: 100 })
    expect(await mapRoster(admin, { rosterId: id, mapping })).toEqual({ ok: false, why: 'list-begun' })
    await startRoster(admin, { rosterId: id, takesAlike: true, at: new Date() })
    await Promise.all([takeNextPart(admin, id), takeNextPart(admin, id), runRoster(admin, id)])
    const done = await roster(id, admin)
    expect(done).toMatchObject({ takesAlike: false, counts: { rows: 250, done: 250, taken: 250 } })
    expect(done.finishedAt).not.toBeNull()
    expect(await startRoster(admin, { rosterId: id, takesAlike: false, at: new Date() })).toMatchObject({ ok: false })
  })
})

describe('what is between the steps', () => {
  it('is its writer’s alone, in straight SQL too', async () => {
    const id = await kept(['P-1;Private;Pat;01.01.1990;'], trainer)
    await expect(roster(id, admin)).rejects.toMatchObject({ status: 404 })
    for (const who of [clinic.admin, clinic.doctor]) {
      expect(await clinic.sql(who, 'select 1 from rosters where id = $1', [id])).toEqual([])
      expect(await clinic.sql(who, 'select 1 from roster_parts where roster_id = $1', [id])).toEqual([])
      expect(await clinic.sql(who, 'update roster_parts set taken = 5 where roster_id = $1 returning 1', [id])).toEqual(
        [],
      )
    }
    const rewritten = clinic.sql(clinic.trainer, `update roster_parts set rows = '[]' where roster_id = $1`, [id])
    await expect(rewritten).rejects.toThrow('immutable')
  })

  it('is forgotten after a day, its parts with it, and no sooner', async () => {
    const id = await kept(['F-1;Forget;Fay;01.01.1990;'], trainer)
    const left = () =>
      inOne<{ rosters: number; parts: number }[]>(
        database.urls.superuser,
        { clinicId: clinic.id, memberId: '' },
        (rows) =>
          rows(
            `select (select count(*)::int from rosters where id = $1) as rosters, (select count(*)::int from roster_parts where roster_id = $1) as parts`,
            [id],
          ),
      )
    await forgetRosters()
    expect(await left()).toEqual([{ rosters: 1, parts: 1 }])
    await inOne(database.urls.superuser, { clinicId: clinic.id, memberId: '' }, async (rows) => {
      await rows('alter table rosters disable trigger rosters_guarded')
      await rows(`update rosters set kept_at = now() - interval '25 hours' where id = $1`, [id])
      await rows('alter table rosters enable trigger rosters_guarded')
    })
    await forgetRosters()
    expect(await left()).toEqual([{ rosters: 0, parts: 0 }])
  })
})
