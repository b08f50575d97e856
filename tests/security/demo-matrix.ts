/** `npm run access:matrix`: the access matrix of a demo made for it, over HTTP, in every way there is, as a table for an auditor. */
import { join } from 'node:path'
import type { ServerBuild } from '@remix-run/node'
import pg from 'pg'
import { startEmbedded } from '~/database/embedded.server'
import { password, people } from '../e2e/demo-people'
import startDemo from '../e2e/global-setup'
import { foreignWords, idsIn } from './find-ids'
import { type Owned, oneOfEach } from './one-of-each'
import { type Actor, askAs, askRoute, type Cell, routesOf, type Scope } from './matrix'
import { isLeak, tableOf, told } from './matrix-table'

async function signIn(base: string, email: string): Promise<string> {
  const body = new URLSearchParams({ email, password })
  const answer = await fetch(`${base}/login`, { method: 'POST', headers: { Origin: base }, body, redirect: 'manual' })
  if (answer.status !== 302) throw new Error(`${email} was not let in: ${answer.status}.`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

console.log('Making a demo clinic to ask …')
const stopDemo = await startDemo()
const base = process.env.CLEARWAY_E2E_URL ?? ''
const server = await startEmbedded(join(process.env.CLEARWAY_E2E_DATA ?? '', 'postgres'))
const client = new pg.Client({ connectionString: server.superuserUrl('clearway') })
let wrong: Cell[] = []
try {
  await client.connect()
  const select = async <Row extends object>(text: string, values: unknown[]) =>
    (await client.query<Row & pg.QueryResultRow>(text, values)).rows as Row[]
  const idOf = async (email: string) =>
    (
      await select<{ clinicId: string; id: string }>(
        'select clinic_id as "clinicId", id from members where email = $1',
        [email],
      )
    )[0] as { clinicId: string; id: string }
  const everybody: [letters: string, email: string | null][] = [
    ['', null],
    ['t', people.trainer],
    ['p', people.therapist],
    ['d', people.doctor],
    ['a', people.admin],
    ['tp', people.both],
  ]
  const trainer = await idOf(people.trainer)
  await fillEach()
  const actors: Actor[] = []
  for (const [letters, email] of everybody) {
    const { clinicId, id: memberId } = email ? await idOf(email) : trainer
    const cookie = email ? await signIn(base, email) : ''
    // Another browser of theirs, whose login they may end.
    if (email) await signIn(base, email)
    // Own are the clients of one's own care teams; for who has none, those of the trainer.
    const whose = { clinicId, trainerId: letters === 'tp' ? memberId : trainer.id }
    const { ofOtherClinics, ofOtherTeams } = await foreignWords(select, whose)
    const isNarrow = letters === '' || letters === 't'
    actors.push({
      letters,
      ask: askAs(base, cookie),
      foreign: isNarrow ? [...ofOtherClinics, ...ofOtherTeams] : ofOtherClinics,
      idsFor: idsIn(select, { ...whose, memberId }),
    })
  }

  const pages = new URL('../../build/server/pages.js', import.meta.url)
  const routes = routesOf((await import(pages.href)) as ServerBuild)
  const cells: Cell[] = []
  for (const [place, route] of routes.entries()) {
    cells.push(...(await askRoute(route, actors, { isWhole: true })))
    if (place % 10 === 9) console.log(`${place + 1} of ${routes.length} routes, ${cells.length} cells`)
  }

  console.log(`\n${tableOf(routes, cells)}\n`)
  console.log('x let in, . kept out, ! a leak, ? closed to who should get in, blank not asked. - nobody, t trainer,')
  console.log('p physical therapist, d doctor, a admin, tp trainer and physical therapist in one.')
  for (const scope of ['own', 'other-team', 'other-clinic'] as const) sayScope(scope, cells)
  wrong = cells.filter((cell) => cell.wrong)
  for (const cell of wrong) console.log(told(cell))
  console.log(`${cells.length} cells, ${wrong.filter(isLeak).length} leaks`)
} finally {
  await client.end()
  await server.leave()
  await stopDemo()
}
process.exitCode = wrong.length > 0 ? 1 : 0

/** One of each thing a route names, for a client of the trainer, one of another trainer, and one of the other clinic. */
async function fillEach(): Promise<void> {
  const { rows } = await client.query<Owned>(
    `select distinct on (t.clinic_id, t.member_id) t.clinic_id as "clinicId", t.member_id as "memberId", t.client_id as "clientId",
       v.id as "versionId", coalesce((select r.member_id from member_roles r where r.clinic_id = t.clinic_id and r.role = 'admin' limit 1),
         t.member_id) as "adminId"
     from care_team t join member_roles m on m.clinic_id = t.clinic_id and m.member_id = t.member_id and m.role = 'trainer'
     join programs p on p.clinic_id = t.clinic_id and p.client_id = t.client_id
     join versions v on v.clinic_id = p.clinic_id and v.program_id = p.id
     order by t.clinic_id, t.member_id, t.client_id`,
  )
  for (const owned of rows) await oneOfEach(client, owned)
}

function sayScope(scope: Scope, cells: Cell[]): void {
  const asked = cells.filter((cell) => cell.scope === scope)
  const isIn = asked.filter((cell) => cell.isIn).length
  console.log(
    `${scope}: ${asked.length} cells of ${new Set(asked.map(({ route }) => route)).size} routes, ${isIn} let in`,
  )
}
