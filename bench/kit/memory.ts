/** How much memory a process holds, as the system counts it. */
import { readFileSync } from 'node:fs'

/** MiB in memory now; of a process that is gone, 0. Linux alone says it. */
export function residentMiB(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** The most it holds until `stop`, looked at every ten milliseconds. */
export function watchMemory(pid: number): { stop: () => number } {
  let most = residentMiB(pid)
  const looking = setInterval(() => {
    most = Math.max(most, residentMiB(pid))
  }, 10)
  return {
    stop: () => {
      clearInterval(looking)
      return Math.max(most, residentMiB(pid))
    },
  }
}
