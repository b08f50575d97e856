/** `npm run audit:verify [-- --demo]`: says whether what is remembered is whole; exit code 1 when it is not, 2 when it cannot tell. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type AuditReport, type ChainReport, verifyAudit } from '~/data/audit-verify.server'
import { witnessPath } from '~/data/audit-witness-file.server'
import { findDatabase } from '~/database/location.server'

const isDemo = process.argv.includes('--demo')
const data = process.env.CLEARWAY_DATA || (isDemo ? 'data/demo' : 'data')
const env = { ...process.env, CLEARWAY_DATA: data, ...(isDemo ? { DATABASE_URL: '' } : {}) }

try {
  await refuseNowhere()
  const { urls, leave } = await findDatabase(env)
  try {
    if (!urls.backup) throw new Error('Set CLEARWAY_BACKUP_URL: the audit is read across clinics, as clearway_backup.')
    const report = await verifyAudit(urls.backup, witnessPath(env))
    console.log(sentences(report).join('\n'))
    process.exitCode = report.isWhole ? 0 : 1
  } finally {
    await leave()
  }
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}

// Looking for a database must not make an empty one, and call it whole.
async function refuseNowhere(): Promise<void> {
  const cluster = join(data, 'postgres', 'cluster')
  if (env.DATABASE_URL || (await stat(cluster).catch(() => null))) return
  throw new Error(`There is no database in ${data}, and DATABASE_URL is not set.`)
}

function sentences({ chains, unguarded, unreadable, misfiled, isWhole }: AuditReport): string[] {
  const events = chains.reduce((sum, chain) => sum + chain.events, 0)
  const unwitnessed = chains.reduce((sum, chain) => sum + chain.unwitnessed, 0)
  return [
    ...chains.map(ofChain),
    ...(unreadable > 0 ? [`The witness has ${count(unreadable, 'line')} that nobody can read.`] : []),
    ...unguarded.map((table) => `UNGUARDED: the triggers that remember ${table} are missing or off.`),
    ...(misfiled > 0 ? [`MISFILED: ${count(misfiled, 'event')} not under the client that the detail tells.`] : []),
    ...chains.flatMap(({ clinic, fault }) => (fault ? [`BROKEN in ${clinic}: event ${fault.seq} ${fault.what}.`] : [])),
    isWhole
      ? `The audit is whole: ${count(chains.length, 'chain')}, ${count(events, 'event')}, ${count(unwitnessed, 'event')} not yet witnessed.`
      : 'The audit is NOT whole.',
  ]
}

function ofChain({ clinic, events, erased, sealed, unsealed, unwitnessed }: ChainReport): string {
  const parts = [
    `${count(events, 'event')} in order`,
    ...(erased > 0 ? [`${count(erased, 'detail')} erased`] : []),
    ...(sealed > 0 ? [`${count(sealed, 'access event')} sealed`] : []),
    ...(unsealed > 0 ? [`${count(unsealed, 'access event')} not yet sealed`] : []),
    `the newest ${unwitnessed} not yet witnessed`,
  ]
  return `${clinic}: ${parts.join(', ')}`
}

function count(amount: number, thing: string): string {
  return `${amount.toLocaleString('en')} ${thing}${amount === 1 ? '' : 's'}`
}
