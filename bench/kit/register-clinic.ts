/** A clinic with a long register: as many decisions as are asked for, filled by SQL and kept. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { startEmbedded } from '~/database/embedded.server'
import { ensureRoles } from '~/database/roles.server'
import { migrate } from '../../prisma/migrate'
import { buildClinic, inOne } from '../../tests/builders'
import { fillRegister } from '../../tests/fill-register'
import { type KeptClinic, useKeptClinic } from './scale-clinic'

export function useRegisterClinic(decisions: number): Promise<KeptClinic> {
  return useKeptClinic(`register-${decisions}`, (data) => makeRegister(data, decisions))
}

async function makeRegister(data: string, decisions: number): Promise<string> {
  const folder = join(data, 'postgres')
  await rm(folder, { recursive: true, force: true })
  const server = await startEmbedded(folder)
  try {
    const urls = { ...(await ensureRoles(server.superuserUrl(), folder, 'clearway')), superuser: '' }
    urls.superuser = server.superuserUrl('clearway')
    await migrate(urls.owner)
    await inOne(urls.superuser, { clinicId: '', memberId: '' }, (rows) => rows("update installation set kind = 'test'"))
    const clinic = await buildClinic({ urls })
    console.error(`A register of ${decisions} decisions is filled; it takes a while.`)
    await fillRegister({ urls }, clinic, decisions)
    const text = `select count(*)::int as n, count(distinct seq)::int as distinct from register_lists where clinic_id = $1 and list = 'all'`
    const [listed] = await inOne(urls.superuser, { clinicId: clinic.id, memberId: '' }, (rows) =>
      rows<{ n: number; distinct: number }>(text, [clinic.id]),
    )
    if (listed?.n !== decisions || listed.distinct !== decisions) throw new Error('Not every decision is listed once.')
    return clinic.id
  } finally {
    await server.leave()
  }
}
