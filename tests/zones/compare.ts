/** What PostgreSQL, the pages and the enforcer make of a sample, beside what the oracle makes of it. */
import type pg from 'pg'
import { addDays } from '~/domain/calendar-day'
import { rehabWindow, widestWindow } from '~/domain/rehab-window'
import type { Sample } from './samples'
import { dayNumber, type Zone } from './tzif'

type Answer = { opened: number; today: number; isDue: boolean; isFound: boolean }

// A whole list at a time. `isDue` as enforceClinic() asks it, `isFound` as findDue() does, which sees every clinic.
const asked = `
select clinic_day(s.start) - date '1970-01-01' as opened, clinic_day(s.at) - date '1970-01-01' as today,
  clinic_day(s.start) + 21 <= clinic_day(s.at) as "isDue",
  clinic_day(s.start) + 21 <= (s.at at time zone 'Pacific/Kiritimati')::date
    and clinic_day(s.start) + 21 <= (s.at at time zone (select time_zone from clinics where id = current_clinic()))::date as "isFound"
from (select to_timestamp(start) as start, to_timestamp(at) as at, n
      from unnest($1::float8[], $2::float8[]) with ordinality as given (start, at, n)) as s
order by s.n`

/** Sentences about the samples on which they disagree. `client` is in the context of a clinic it may change. */
export async function compare(client: pg.Client, name: string, zone: Zone, samples: Sample[]): Promise<string[]> {
  await client.query('update clinics set time_zone = $1 where id = current_clinic()', [name])
  const values = [samples.map(({ start }) => start), samples.map(({ at }) => at)]
  const { rows } = await client.query<Answer>(asked, values)
  return samples.flatMap((sample, n) => {
    const says = rows[n]
    const truth = oracle(zone, sample)
    return says && said(says) === said(truth) && pagePhase(says) === truth.phase
      ? []
      : [`${name}: started ${sample.start}, looked at ${sample.at}: ${says && said(says)} and not ${said(truth)}`]
  })
}

// Counted by hand from the oracle's days: the first session is day 1, day 21 the last one, day 15 begins the close.
function oracle(zone: Zone, { start, at }: Sample): Answer & { phase: string } {
  const [opened, today] = [dayNumber(zone, start), dayNumber(zone, at)]
  const day = today - opened + 1
  const phase = day > 21 ? 'past' : day === 21 ? 'last-day' : day >= 15 ? 'closing' : 'open'
  return { opened, today, isDue: day >= 22, isFound: day >= 22, phase }
}

function pagePhase({ opened, today }: Answer): string {
  const window = { openedOn: addDays('1970-01-01', opened), extensionDays: 0, settings: widestWindow }
  return rehabWindow(window, addDays('1970-01-01', today)).phase
}

function said({ opened, today, isDue, isFound }: Answer): string {
  return `day ${today - opened + 1} (${opened} to ${today})${isDue ? ', due' : ''}${isFound ? ', found' : ''}`
}
