/**
 * `npm run check:zones`: 10,000 first sessions in every zone that PostgreSQL and Node know, each day and phase beside an
 * oracle that reads the same edition of the tz database. Lists where Node's own edition differs, which decides nothing.
 */
import pg from 'pg'
import { buildClinic } from '../builders'
import { createTestDatabase } from '../database-template'
import { compare } from './compare'
import { chance, samplesOf } from './samples'
import { dayNumber } from './tzif'
import { nodesDays, readZones } from './zone-files'

const perZone = 10_000
const begun = Date.now()
const database = await createTestDatabase()
const client = new pg.Client({ connectionString: database.urls.superuser })
await client.connect()
try {
  const clinic = await buildClinic(database)
  await client.query("select set_config('clearway.clinic', $1, false)", [clinic.id])
  const zones = await readZones(client)
  const mistakes: string[] = []
  const differing: string[] = []
  const refused: string[] = []
  for (const [name, zone] of zones) {
    const samples = samplesOf(zone, perZone, chance(name.length * 7919 + name.charCodeAt(0)))
    try {
      mistakes.push(...(await compare(client, name, zone, samples)))
    } catch (error) {
      if ((error as pg.DatabaseError).code !== '22023') throw error
      refused.push(name)
      continue
    }
    const nodesDay = nodesDays(name)
    const moments = samples.map(({ at }) => at).filter((at) => nodesDay(at) !== dayNumber(zone, at))
    if (moments.length > 0) differing.push(`  ${name}: ${moments.length} moments, such as ${iso(Math.min(...moments))}`)
  }
  console.log(`${zones.size - refused.length} zones, ${perZone} first sessions in each, ${seconds()} s.`)
  console.log(
    `Node ${process.version} (tz ${process.versions.tz}) has another day than PostgreSQL in ${differing.length} zones.`,
  )
  for (const line of differing) console.log(line)
  console.log(`No clinic may have one of these, which are abbreviations too: ${refused.join(', ')}.`)
  for (const line of mistakes.slice(0, 20)) console.error(line)
  console.log(`${mistakes.length} mismatches with the oracle.`)
  process.exitCode = mistakes.length === 0 ? 0 : 1
} finally {
  await client.end()
  await database.drop()
}

function iso(at: number): string {
  return new Date(at * 1000).toISOString()
}

function seconds(): string {
  return ((Date.now() - begun) / 1000).toFixed(0)
}
