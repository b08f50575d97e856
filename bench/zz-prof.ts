import pg from 'pg'
import { closePools, openPools } from '~/database/pools.server'
import { enforce } from '~/jobs/enforcer.server'
import { createTestDatabase } from '/work/w-jobs/tests/database-template'
import { bareStatements } from '/work/w-jobs/bench/bare-flags'
import { fill, makeDue } from '/work/w-jobs/bench/running-programs'
const database = await createTestDatabase()
await openPools(database.urls, 2)
const su = new pg.Client({ connectionString: database.urls.superuser })
await su.connect()
await fill(su, { programs: 20000, clinics: 4 })
const t = async (w: () => Promise<unknown>) => {
  const s = performance.now()
  await w()
  return (performance.now() - s).toFixed(1)
}
for (let i = 0; i < 4; i++) {
  await makeDue(su, 1000)
  console.log('enforce', await t(() => enforce()))
  await makeDue(su, 1000)
  console.log('bare', await t(() => bareStatements(su)))
}
await makeDue(su, 1000)
const cl = (await su.query('select clinic_id from rehab_windows where needs_flag and review_on<=current_date limit 1'))
  .rows[0].clinic_id
const jobs = new pg.Client({ connectionString: database.urls.jobs })
await jobs.connect()
await jobs.query('begin')
await jobs.query("select set_config('clearway.clinic',$1,true)", [cl])
const { rows } =
  await jobs.query(`explain (analyze, costs off) insert into window_flags (clinic_id, id, program_id, scope, severity, opened_on, review_on, occurred_at)
      select w.clinic_id, uuidv7(), w.program_id, w.scope, w.severity, w.opened_on, w.review_on, now() from rehab_windows w
      where w.clinic_id = current_clinic() and w.needs_flag and w.review_on <= clinic_day(now()) on conflict do nothing`)
for (const r of rows) console.log(r['QUERY PLAN'])
await jobs.end()
await su.end()
await closePools()
await database.drop()
