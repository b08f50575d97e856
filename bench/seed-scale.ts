/**
 * `npm run seed:scale -- --programs 1000000`: a clinic of that many programs in a database of its own under data/scale
 * (CLEARWAY_DATA says otherwise). Made anew each time; it says who may log in, for whoever wants to look at it.
 */
import { parseArgs } from 'node:util'
import { password } from '../tests/builders'
import { seedScale } from './scale/seed'

const { values } = parseArgs({ options: { programs: { type: 'string' } } })
const programs = Number(values.programs ?? 100_000)
if (!Number.isInteger(programs) || programs < 100) throw new Error('--programs is a whole number from 100 on.')

const data = process.env.CLEARWAY_DATA || 'data/scale'
let since = performance.now()
const { clinic, broken } = await seedScale(data, programs, (what) => {
  console.log(`${what} in ${((performance.now() - since) / 1000).toFixed(1)} s`)
  since = performance.now()
})
for (const { says, rows } of broken) console.error(`BROKEN in ${rows} rows: ${says}`)
console.log(
  `Log in as ${clinic.therapist.email} with "${password}": CLEARWAY_KIND=test CLEARWAY_DATA=${data} npm start`,
)
process.exitCode = broken.length > 0 ? 1 : 0
