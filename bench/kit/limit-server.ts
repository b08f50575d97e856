/**
 * The limit: what this machine can serve of a page of programs with nothing of Clearway about it. node:http and pg, a look-up
 * of the login and one prepared join of 50 rows by row-value keyset, as JSON. Each further path adds one thing a clinic
 * cannot do without. A process of its own, or `LIMIT_PROCESSES` on one port: `LIMIT_URL` and `LIMIT_APP_URL` are its
 * databases' addresses, `LIMIT_CLINIC` and `LIMIT_MEMBER` who asks.
 */
import cluster from 'node:cluster'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { readTransaction } from '~/database/query.server'

const { LIMIT_URL, LIMIT_APP_URL, LIMIT_CLINIC: clinicId = '', LIMIT_MEMBER: memberId = '' } = process.env
const bare = new pg.Pool({ connectionString: LIMIT_URL, max: 8 })
const app = new pg.Pool({ connectionString: LIMIT_APP_URL, max: 8 })

type Ask = (statement: { name: string; text: string; values: unknown[] }) => Promise<unknown[]>

const bareAsk: Ask = async (statement) => (await bare.query(statement)).rows

const login = `select l.id_hash, a.member_id, m.name, m.clinic_id from logins l join accounts a on a.id = l.account_id
  join members m on m.clinic_id = a.clinic_id and m.id = a.member_id where l.id_hash = $1 and l.expires_at > now()`

const page = `select p.id, p.name, p.status, p.started_at, p.raised_by, c.given_name, c.family_name, c.record_number, c.birth_date
  from programs p join clients c on c.clinic_id = p.clinic_id and c.id = p.client_id
  where p.clinic_id = $1 and (p.clinic_id, p.id) < ($1, $2) order by p.clinic_id desc, p.id desc limit 50`

const findLogin = (hash: string) => bareAsk({ name: 'login', text: login, values: [hash] })
const rowsOf = (ask: Ask, after: string) => ask({ name: 'page', text: page, values: [clinicId, after] })

async function inTransaction<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
  const client = await bare.connect()
  await client.query('begin')
  const answer = await work(async (statement) => (await client.query(statement)).rows)
  await client.query('commit')
  client.release()
  return answer
}

const accessEvent = {
  name: 'access',
  text: `insert into access_events (clinic_id, kind, member_id, client_id, path_kind, occurred_at)
    values (current_clinic(), 'reading', current_member(), null, 'routes/worklist', now())`,
  values: [],
}

const paths: Record<string, (after: string) => Promise<unknown[]>> = {
  '/limit': (after) => rowsOf(bareAsk, after),
  '/transaction': (after) => inTransaction((ask) => rowsOf(ask, after)),
  '/row-level-security': (after) => readTransaction(app, { clinicId, memberId }, (ask) => rowsOf(ask as Ask, after)),
  '/access-row': (after) =>
    readTransaction(app, { clinicId, memberId }, async (ask) => {
      await ask(accessEvent)
      return rowsOf(ask as Ask, after)
    }),
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const answer = paths[url.pathname]
  const [member] = await findLogin(String(request.headers['x-login']))
  if (!answer || !member) {
    response.writeHead(404).end()
    return
  }
  const body = JSON.stringify(await answer(url.searchParams.get('after') ?? ''))
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }).end(body)
})

const processes = Number(process.env.LIMIT_PROCESSES ?? 1)
let left = processes
const say = ({ port }: { port: number }) => {
  left -= 1
  if (left <= 0) console.log(`listening on http://127.0.0.1:${port}`)
}

if (cluster.isPrimary && processes > 1) {
  cluster.on('listening', (_one, address) => say(address))
  process.on('SIGTERM', () => process.exit(0))
  for (let n = 0; n < processes; n += 1) cluster.fork()
} else {
  server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
    if (cluster.isPrimary) say(server.address() as AddressInfo)
  })
}
