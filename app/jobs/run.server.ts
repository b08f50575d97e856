/** One run of a job, whoever started it: its outcome is written down, and it never throws. */
import { type Counts, writeRun } from '~/data/job-runs.server'

/** What a run tells: the job's name and counts, never what it worked on. */
export type Told = {
  onRun: (job: string, counts: Counts, milliseconds: number) => void
  onError: (job: string, error: unknown) => void
}

export async function runJob(job: string, work: () => Promise<Counts>, { onRun, onError }: Told): Promise<void> {
  const started = performance.now()
  try {
    const counts = await work()
    const took = Math.round(performance.now() - started)
    await writeRun(job, 'done', counts, took)
    onRun(job, counts, took)
  } catch (error) {
    onError(job, error)
    // Where the database itself is gone this cannot be written, and whoever watches sees that no run was done.
    await writeRun(job, 'failed', {}, performance.now() - started).catch(() => undefined)
  }
}
