/** When the jobs ran and what came of it, and what there is to watch of them: counts alone. */
import { asJobs, queryInstallation } from '~/database/door.server'

export type Counts = Record<string, number>
export type Outcome = 'done' | 'failed'

const keptDays = 30

/** Writes down a run that has just ended and took `milliseconds`. The time is the database's. */
export async function writeRun(job: string, outcome: Outcome, counts: Counts, milliseconds: number): Promise<void> {
  await asJobs((query) =>
    query({
      name: 'write-job-run',
      text: `insert into job_runs (job, started_at, outcome, counts)
             values ($1, transaction_timestamp() - $2 * interval '1 millisecond', $3, $4)`,
      values: [job, Math.round(milliseconds), outcome, JSON.stringify(counts)],
    }),
  )
}

/** Deletes what ended more than thirty days ago; returns how many. */
export function forgetOldRuns(): Promise<number> {
  return asJobs(async (query) => {
    const gone = await query<{ job: string }>({
      name: 'forget-job-runs',
      text: `delete from job_runs where finished_at < transaction_timestamp() - $1 * interval '1 day' returning job`,
      values: [keptDays],
    })
    return gone.length
  })
}

/** `secondsAgo`: since it was last done, by the database's clock; null when that never was, or is forgotten. */
export type LastRun = { job: string; doneAt: Date | null; secondsAgo: number | null; lastOutcome: Outcome | null }

const lastText = `
select wanted.job, done.finished_at as "doneAt", last.outcome as "lastOutcome",
  extract(epoch from clock_timestamp() - done.finished_at)::int as "secondsAgo"
from unnest($1::text[]) with ordinality as wanted (job, place)
left join lateral (select r.finished_at from job_runs r where r.job = wanted.job and r.outcome = 'done'
  order by r.finished_at desc limit 1) as done on true
left join lateral (select r.outcome from job_runs r where r.job = wanted.job
  and r.finished_at >= coalesce(done.finished_at, '-infinity') order by r.finished_at desc limit 1) as last on true
order by wanted.place`

/** One row for each of `jobs`, in that order. */
export function listLastRuns(jobs: readonly string[]): Promise<LastRun[]> {
  return queryInstallation<LastRun>({ name: 'last-job-runs', text: lastText, values: [jobs] })
}

/** `oldestUnsentSeconds` is 0 when all is sent. */
export type Watched = { flagsToday: number; unsentMail: number; oldestUnsentSeconds: number }

const watchedText = `
select (select coalesce(sum((r.counts ->> 'flags')::int), 0) from job_runs r where r.job = 'enforcer' and r.outcome = 'done'
          and r.finished_at > transaction_timestamp() - interval '24 hours')::int as "flagsToday",
  count(*)::int as "unsentMail",
  coalesce(extract(epoch from transaction_timestamp() - min(o.recorded_at)), 0)::int as "oldestUnsentSeconds"
from outbox o where o.sent_at is null and o.skipped_why is null`

/** Across clinics, as the jobs' role. */
export async function readWatched(): Promise<Watched> {
  const [row] = await asJobs((query) => query<Watched>({ name: 'jobs-watched', text: watchedText, values: [] }))
  if (!row) throw new Error('Counting gave no row.')
  return row
}
