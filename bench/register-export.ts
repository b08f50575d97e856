/** The register taken out: a million decisions as CSV over HTTP, beside `COPY … TO STDOUT` of the same columns and joins. */
import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { overriddenRules, registerColumns } from '~/data/register-csv.server'
import { joinedDecisions } from '~/data/register-list.server'
import { password } from '../tests/builders'
import type { Bench, Figure } from './kit/figure'
import { copied } from './kit/copy'
import { residentMiB, watchMemory } from './kit/memory'
import { useRegisterClinic } from './kit/register-clinic'
import { interleaved } from './kit/rounds'
import { startClearway } from './kit/scale-clinic'

type Asked = { port: number; cookie: string }
type File = { milliseconds: number; firstByte: number; bytes: number; last: string }

export const registerExport: Bench = {
  says: 'a long register as CSV over HTTP beside COPY TO of the same columns: rows/s, first byte, memory',
  async run({ rounds, programs }) {
    const decisions = programs ?? 1_000_000
    const clinic = await useRegisterClinic(decisions)
    const { cookie } = await clinic.logIn('Ada Admin')
    const { port, pid, stop } = await startClearway(clinic, 1)
    // At rest after a first export, which makes room for what Node keeps from then on.
    let rest = Number.NaN
    let isWarm = false
    const turns = {
      export: async () => {
        const path = await takeOut({ port, cookie })
        await sleep(500)
        if (isWarm && Number.isNaN(rest)) rest = residentMiB(pid)
        isWarm = true
        const memory = watchMemory(pid)
        const file = await fetched({ port, cookie }, path)
        const most = memory.stop()
        if (!file.last.endsWith(`End of the export: ${decisions} decisions"\r\n`))
          throw new Error(`The file ended with ${file.last.slice(-60)}.`)
        return { ...file, most }
      },
      copy: async () => {
        const found = await copied(clinic.superuser, copyOf(clinic.id))
        if (found.rows !== decisions) throw new Error(`COPY sent ${found.rows} rows.`)
        return found.milliseconds
      },
    }
    try {
      const found = await interleaved(turns, rounds)
      const perSecond = (milliseconds: number) => (1_000 * decisions) / milliseconds
      const copy = found.copy.map(perSecond)
      const whole = found.export.map(({ milliseconds }) => perSecond(milliseconds))
      const share = whole.map((each, round) => (100 * each) / (copy[round] ?? Number.NaN))
      return [
        { name: 'register export', unit: '% of COPY TO', values: share, goal: { least: 30 } },
        {
          name: 'register export, first byte',
          unit: 'ms',
          values: found.export.map(({ firstByte }) => firstByte),
          goal: { most: 200 },
        },
        {
          name: 'register export, memory above rest',
          unit: 'MiB',
          values: found.export.map(({ most }) => most - rest),
          goal: { most: 64 },
        },
        { name: 'register export', unit: 'rows/s', values: whole },
        { name: 'COPY TO', unit: 'rows/s', values: copy },
        { name: 'register export', unit: 'MB', values: [(found.export[0]?.bytes ?? 0) / 1e6] },
      ] satisfies Figure[]
    } finally {
      await stop()
      await clinic.leave()
    }
  },
}

/** As an admin does it, with a reason and the password: the address of the file. */
async function takeOut({ port, cookie }: Asked): Promise<string> {
  const origin = `http://127.0.0.1:${port}`
  const answer = await fetch(`${origin}/register/export`, {
    method: 'POST',
    headers: { cookie, origin },
    body: new URLSearchParams({ key: randomUUID(), filter: '', reason: 'bench', password }),
    redirect: 'manual',
  })
  const path = answer.headers.get('location')
  if (answer.status !== 303 || !path) throw new Error(`The export was answered by ${answer.status}.`)
  return path
}

function fetched({ port, cookie }: Asked, path: string): Promise<File> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const file: File = { milliseconds: 0, firstByte: 0, bytes: 0, last: '' }
    const sent = request({ host: '127.0.0.1', port, path, headers: { cookie } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${path} was answered by ${response.statusCode}.`))
      response.on('data', (chunk: Buffer) => {
        file.firstByte ||= performance.now() - started
        file.bytes += chunk.length
        file.last = (file.last + chunk.subarray(-100).toString('latin1')).slice(-100)
      })
      response.on('error', reject)
      response.on('end', () => resolve({ ...file, milliseconds: performance.now() - started }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

/** The same rows in the same order, in one statement with nothing between it and whoever takes them. */
function copyOf(clinicId: string): string {
  const columns = registerColumns.map(([name, , sql]) => `${sql} as "${name}"`).join(', ')
  const page = `select l.seq, l.signed_at as key, l.justified from register_lists l where l.clinic_id = current_clinic() and l.list = 'all'`
  const text = `select ${columns} from (${page}) page ${joinedDecisions} ${overriddenRules} order by page.key, page.seq`
  return `copy (${text.replaceAll('current_clinic()', `'${clinicId}'::uuid`)}) to stdout (format csv)`
}
