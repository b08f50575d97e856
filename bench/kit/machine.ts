/** What the figures were measured on, for whoever reads them elsewhere. */
import { cpus, loadavg, release, totalmem } from 'node:os'

export function machine(): string {
  const all = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  const busy = (loadavg()[0] ?? 0).toFixed(1)
  return `${all.length} × ${all[0]?.model.trim() ?? 'unknown'}, ${memory} GiB, ${process.platform} ${release()}, Node ${process.version}; load before it began ${busy}`
}
