/** A clinic multiplied by SQL keeps what the real commands keep, and the check of it finds what is broken. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkInvariants, invariants } from '../../bench/scale/invariants'
import { multiply } from '../../bench/scale/multiply'
import { buildStories } from '../../bench/scale/stories'
import { buildClinic, type Clinic } from '../builders'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let superuser: pg.Client

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  clinic = await buildClinic(database)
  const stories = await buildStories(clinic)
  await multiply(superuser, { clinicId: clinic.id, stories, programs: 400 })
}, 60_000)
afterAll(() => superuser.end())

describe('a clinic of four hundred programs', () => {
  it('has about as many, most of them over', async () => {
    const { rows } = await superuser.query<{ status: string; n: number }>(
      'select status, count(*)::int as n from programs where clinic_id = $1 group by status',
      [clinic.id],
    )
    const counts = Object.fromEntries(rows.map(({ status, n }) => [status, n]))
    expect(rows.reduce((sum, { n }) => sum + n, 0)).toBeGreaterThan(380)
    expect(counts.completed).toBeGreaterThan(340)
    expect(counts.active).toBeGreaterThan(20)
  })

  it('breaks nothing that the real commands keep', async () => {
    const { checked, broken } = await checkInvariants(superuser, clinic.id)
    expect(broken).toEqual([])
    expect(checked).toBeGreaterThan(100)
  })

  it('would be found out by each check', async () => {
    const breaks = [
      "update decisions set content_hash = repeat('0', 64)",
      "update versions set content = content || ' '",
      "update versions set content = replace(content, id::text, 'x')",
      "update programs set in_force_version_id = null where status = 'active'",
      "update decisions set outcome = 'declined', reason = 'Not like this'",
      'update sets set client_id = gen_random_uuid()',
      'update finding_answers set finding_id = gen_random_uuid()',
      'delete from limbs_in_use',
      'delete from rehab_windows',
      "update rehab_windows set opened_on = date '1990-01-01'",
      'delete from register_lists where seq % 7 = 0',
      'delete from client_search_keys',
      "update program_lists set newest = 'draft' where status = 'completed'",
    ]
    const found = new Set<string>()
    for (const statement of breaks) {
      await superuser.query("begin; set local session_replication_role = 'replica'")
      await superuser.query(statement)
      const counts = Object.entries(invariants).map(([says, text]) => `select '${says}' as says, (${text}) as rows`)
      const { rows } = await superuser.query<{ says: string; rows: string }>(
        counts.join(' union all ').replaceAll('$1', `'${clinic.id}'`),
      )
      await superuser.query('rollback')
      for (const { says, rows: broken } of rows) if (Number(broken) > 0) found.add(says)
    }
    expect(Object.keys(invariants).filter((says) => !found.has(says))).toEqual([])
  })
})
