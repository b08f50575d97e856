/** Files of tested maxima brought in by a clinician, as the pages do it. */
import { expect } from 'vitest'
import { v7 } from 'uuid'
import type { Acting } from '~/data/acting.server'
import {
  chooseInOneRmFile,
  getOneRmFile,
  keepOneRmFile,
  mapOneRmFile,
  readOneRmSheet,
  rulesOfOneRmFile,
  sheetOfOneRmFile,
} from '~/data/one-rm-file.server'
import { importsOfOneRmFile } from '~/data/one-rm-imports.server'
import { previewOneRm } from '~/data/one-rm-preview.server'
import { runOneRm, startOneRm } from '~/data/one-rm-run.server'
import { readClinic } from '~/database/door.server'
import type { OneRmMapping } from '~/domain/one-rm-file'
import type { Clinic } from './builders'

/** As the columns of the raw study stand: labels for days, no unit. */
export const studyMapping: OneRmMapping = {
  places: { client: 0, side: 1, exercise: 2, when: 3, load: 4, unit: null },
  dateOrder: null,
  unit: 'kg',
}
/** Within 90 days of each other: a page shows them day by day. */
export const studyDays = {
  pre: '2018-01-08',
  session1: '2018-01-15',
  week2: '2018-01-22',
  week5: '2018-02-12',
  week9: '2018-03-12',
  post: '2018-04-06',
}
export const studyNames = {
  legpress: 'Leg press',
  legcurl: 'Leg curl, lying',
  legext: 'Leg extension',
  benchpress: 'Bench press',
}

/** Somebody of each record number; their ids by it. */
export async function addClients(clinic: Clinic, numbers: readonly string[]): Promise<Map<string, string>> {
  const ids = new Map(numbers.map((number) => [number, v7()]))
  await clinic.sql(
    clinic.therapist,
    `insert into clients (clinic_id, id, record_number, given_name, family_name, birth_date, sex, created_by)
     select $1, id, number, 'Ana', 'Lind', date '1985-01-01' + nth::integer, 'female', $4
     from unnest($2::uuid[], $3::text[]) with ordinality as c (id, number, nth)`,
    [clinic.id, [...ids.values()], numbers, clinic.therapist.memberId],
  )
  return ids
}

type Choices = { mapping?: OneRmMapping; days?: Record<string, string>; names?: Record<string, string> }

/** Kept, with everything chosen. */
export async function kept(member: Acting, bytes: Uint8Array, choices: Choices = {}): Promise<string> {
  const { mapping = studyMapping, days = studyDays, names = studyNames } = choices
  const reading = readOneRmSheet(bytes)
  if (!reading.ok) throw new Error(reading.says)
  const fileId = await keepOneRmFile(member, bytes, reading.file)
  expect(await mapOneRmFile(member, fileId, mapping)).toEqual({ ok: true })
  expect(await chooseInOneRmFile(member, fileId, { days })).toEqual({ ok: true })
  expect(await chooseInOneRmFile(member, fileId, { names })).toEqual({ ok: true })
  return fileId
}

export async function broughtIn(member: Acting, bytes: Uint8Array, choices: Choices = {}): Promise<string> {
  const fileId = await kept(member, bytes, choices)
  expect(await start(member, fileId)).toEqual({ ok: true })
  await runOneRm(member, fileId)
  return fileId
}

export const start = (member: Acting, fileId: string, isConfirmed = true) =>
  startOneRm(member, { fileId, isConfirmed, at: new Date() })

export const preview = (member: Acting, fileId: string) =>
  readClinic(member, async (query) => {
    const file = await getOneRmFile(query, fileId)
    const sheet = await sheetOfOneRmFile(query, fileId)
    const rules = await rulesOfOneRmFile(query, file, sheet)
    if (!rules) throw new Error('Something is not chosen.')
    return previewOneRm(query, file, { sheet, rules })
  })

export const importsOf = (member: Acting, fileId: string) =>
  readClinic(member, async (query) => importsOfOneRmFile(query, await getOneRmFile(query, fileId)))

export async function countsOf(member: Acting, fileId: string) {
  const imports = await importsOf(member, fileId)
  const sum = (of: 'taken' | 'known' | 'skipped' | 'refused') => imports.reduce((total, each) => total + each[of], 0)
  return { taken: sum('taken'), known: sum('known'), skipped: sum('skipped'), refused: sum('refused') }
}

/** Those that count. */
export const testsOf = (clinic: Clinic, clientId: string | undefined) =>
  clinic.sql<{ exercise: string; side: string; amount: number; on: string; value: string }>(
    clinic.therapist,
    `select exercise, side, amount, measured_on::text as "on", entered_value as "value" from measurements m
     where client_id = $1 and not is_struck('measurement', m.id) order by occurred_at, exercise, side, amount`,
    [clientId],
  )
