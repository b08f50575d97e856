/** How much memory a process holds, as the system counts it; Linux alone says so. */
import { readFileSync } from 'node:fs'
import type pg from 'pg'

/** MiB in memory now, with what it shares; not a number where that cannot be read. */
export function residentMiB(pid: number): number {
  return mebibytes(`/proc/${pid}/status`, 'VmRSS')
}

/** MiB of a process and of all it started, what they share counted once. */
export function familyMiB(pid: number): number {
  return [pid, ...startedBy(pid)].reduce((sum, one) => sum + mebibytes(`/proc/${one}/smaps_rollup`, 'Pss'), 0)
}

function startedBy(pid: number): number[] {
  const own = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  return own.flatMap((one) => [one, ...startedBy(one)])
}

/** The most a process holds until `stop`, looked at every ten milliseconds. */
export function watchMemory(pid: number): { stop: () => number } {
  let most = residentMiB(pid)
  const look = () => {
    most = Math.max(most, residentMiB(pid))
  }
  const looking = setInterval(look, 10)
  return {
    stop: () => {
      clearInterval(looking)
      look()
      return most
    },
  }
}

/** MiB of all processes of the server `superuser` is connected to, what they share counted once. */
export async function postgresMiB(superuser: pg.Client): Promise<number> {
  const { rows } = await superuser.query<{ pid: number }>(
    `select pid from pg_stat_activity union select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int`,
  )
  const each = rows.map(({ pid }) => mebibytes(`/proc/${pid}/smaps_rollup`, 'Pss'))
  return each.reduce((sum, one) => sum + one, 0)
}

function mebibytes(file: string, what: string): number {
  try {
    return Number(new RegExp(`^${what}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(file, 'utf8'))?.[1]) / 1024
  } catch {
    return Number.NaN
  }
}
