/** What waits, with the names and the few words a clinician reads in the list: two statements at most for a page of any mix. */
import type { Query } from '~/database/query.server'
import { ageOn, type CalendarDay } from '~/domain/calendar-day'
import type { HoldCause } from '~/domain/hold'
import { linesWithoutRule } from '~/domain/rule-cover'
import type { LoadUnit } from '~/domain/units'
import { stepTo } from '~/domain/version-step'
import type { AskedVersion, WaitingHold, WaitingItem } from '~/domain/waiting-item'
import { contentOfJson, type VersionJson, versionJson } from './version-json.server'
import type { Ranked } from './waiting.server'
import type { Words } from './waiting-facts.server'

type Named = {
  id: string
  givenName: string
  familyName: string
  birthDate: CalendarDay
  today: CalendarDay
  programName: string
  diagnosis: string
  trainerName: string
  windowDay: number | null
}
type OfVersion = Named & { content: VersionJson; before: VersionJson | null; findings: AskedVersion['findings'] }
type OfHold = Named & {
  cause: HoldCause
  reason: string
  heldOn: CalendarDay
  openHolds: number
  redFlag: WaitingHold['redFlag']
}

const named = `c.given_name as "givenName", c.family_name as "familyName", c.birth_date::text as "birthDate",
  clinic_day($2::timestamptz)::text as "today", p.name as "programName", coalesce(v.diagnosis, '') as "diagnosis",
  m.name as "trainerName",
  (select max(clinic_day($2::timestamptz) - w.opened_on + 1) from rehab_windows w where w.clinic_id = p.clinic_id
     and w.program_id = p.id and w.is_running) as "windowDay"`

/** The version one reads a next one against: in force, else the last that was decided. */
export const beforeText = `(select ${versionJson('b')} from versions b where b.clinic_id = v.clinic_id and b.program_id = v.program_id
  and b.number < v.number and b.status not in ('draft', 'submitted', 'withdrawn')
  order by (b.id is not distinct from p.in_force_version_id) desc, b.number desc limit 1)`

const versionsText = `
select v.id, ${named}, ${versionJson('v')} as "content", ${beforeText} as "before",
  coalesce((select json_agg(json_build_object('ruleId', f.rule_id, 'severity', f.severity, 'value', f.value, 'says', f.says) order by f.severity, f.rule_id)
    from findings f where f.clinic_id = v.clinic_id and f.version_id = v.id), '[]') as "findings"
from versions v
join programs p on p.clinic_id = v.clinic_id and p.id = v.program_id
join clients c on c.clinic_id = p.clinic_id and c.id = p.client_id
join members m on m.clinic_id = v.clinic_id and m.id = coalesce(v.submitted_by, v.author_id)
where v.clinic_id = current_clinic() and v.id = any ($1::uuid[])`

const holdsText = `
select h.id, ${named}, h.cause, h.reason, clinic_day(h.occurred_at)::text as "heldOn",
  (select count(*) from holds o where o.clinic_id = h.clinic_id and o.program_id = h.program_id and o.lifted_at is null) as "openHolds",
  (select json_build_object('seen', (select json_build_object('by', km.name, 'at', k.occurred_at) from red_flag_acknowledgements k
       join members km on km.clinic_id = k.clinic_id and km.id = k.acknowledged_by
       where k.clinic_id = h.clinic_id and k.red_flag_id = h.red_flag_id order by k.occurred_at limit 1),
     'unseenMinutes', (select greatest(0, floor(extract(epoch from $2::timestamptz - u.raised_at) / 60)) from unanswered_red_flags u
       where u.clinic_id = h.clinic_id and u.red_flag_id = h.red_flag_id)) where h.red_flag_id is not null) as "redFlag"
from holds h
join programs p on p.clinic_id = h.clinic_id and p.id = h.program_id
join clients c on c.clinic_id = p.clinic_id and c.id = p.client_id
join members m on m.clinic_id = p.clinic_id and m.id = p.raised_by
left join lateral (select x.diagnosis from versions x where x.clinic_id = p.clinic_id and x.program_id = p.id
  order by (x.id is not distinct from p.in_force_version_id) desc, x.number desc limit 1) v on true
where h.clinic_id = current_clinic() and h.id = any ($1::uuid[])`

/**
 * In the order given. `words`: what was read since anything changed that waits, to which this adds; what changes by the
 * minute, or with a window, is read each time.
 */
export async function waitingItems(
  query: Query,
  waiting: readonly Ranked[],
  { at, unit, words }: { at: Date; unit: LoadUnit; words: Map<string, Words> },
): Promise<WaitingItem[]> {
  const keyOf = ({ id }: { id: string }) => `${unit} ${id}`
  const isKept = (each: Ranked) => !each.hold && !isAboutWindow(each)
  const asked = waiting.filter((each) => !isKept(each) || !words.has(keyOf(each)))
  const read = await readWords(query, asked, { at, unit })
  for (const each of asked) {
    const found = read.get(each.id)
    if (found && isKept(each)) words.set(keyOf(each), found)
  }
  return waiting.flatMap((each) => {
    const found = read.get(each.id) ?? words.get(keyOf(each))
    return found ? [itemOf(each, found, at)] : []
  })
}

async function readWords(
  query: Query,
  waiting: readonly Ranked[],
  { at, unit }: { at: Date; unit: LoadUnit },
): Promise<Map<string, Words>> {
  const idsOf = (isHold: boolean) => waiting.filter(({ hold }) => (hold !== null) === isHold).map(({ id }) => id)
  const versions = await rowsById<OfVersion>(query, 'waiting-versions', versionsText, idsOf(false), at)
  const holds = await rowsById<OfHold>(query, 'waiting-holds', holdsText, idsOf(true), at)
  const read = new Map<string, Words>()
  for (const each of waiting) {
    const [version, hold] = [versions.get(each.id), holds.get(each.id)]
    if (version) read.set(each.id, { ...wordsOf(each, version), version: askedVersion(version, unit), hold: null })
    if (hold && each.hold) read.set(each.id, { ...wordsOf(each, hold), version: null, hold: holdOf(hold, each.hold) })
  }
  return read
}

async function rowsById<Row extends { id: string }>(
  query: Query,
  name: string,
  text: string,
  ids: readonly string[],
  at: Date,
): Promise<Map<string, Row>> {
  if (ids.length === 0) return new Map()
  const rows = await query<Row>({ name, text, values: [ids, at] })
  return new Map(rows.map((row) => [row.id, row]))
}

function isAboutWindow({ isInBreach, asks }: Ranked): boolean {
  return isInBreach || asks === 'extension'
}

function wordsOf(waiting: Ranked, words: Named): Omit<Words, 'version' | 'hold'> {
  const { givenName, familyName, birthDate, today, programName, diagnosis, trainerName } = words
  return {
    client: { givenName, familyName, ageYears: ageOn(birthDate, today) },
    programName,
    diagnosis,
    trainerName,
    windowDay: isAboutWindow(waiting) ? words.windowDay : null,
  }
}

/** Field by field: two spreads for each of fifty take longer than all else here. */
function itemOf(each: Ranked, words: Words, at: Date): WaitingItem {
  return {
    id: each.id,
    programId: each.programId,
    asks: each.asks,
    risk: each.risk,
    waitedMinutes: minutesSince(each.since, at),
    whyNotYours: each.whyNotYours,
    whose: each.whose,
    standsInFor: each.standsInFor,
    client: words.client,
    programName: words.programName,
    diagnosis: words.diagnosis,
    trainerName: words.trainerName,
    windowDay: words.windowDay,
    version: words.version,
    hold: words.hold,
  }
}

export function minutesSince(since: Date, at: Date): number {
  return Math.max(0, Math.floor((at.getTime() - since.getTime()) / 60_000))
}

function askedVersion({ content: json, before, findings }: OfVersion, unit: LoadUnit): AskedVersion {
  const content = contentOfJson(json)
  return {
    number: json.number,
    extensionDays: json.extensionDays,
    step: stepTo(
      { number: json.number, content },
      before && { number: before.number, content: contentOfJson(before) },
      unit,
    ),
    findings,
    linesWithoutRule: linesWithoutRule(content).length,
  }
}

function holdOf(
  { cause, reason, heldOn, openHolds, redFlag }: OfHold,
  { isScreenedSince, needsAssessment }: NonNullable<Ranked['hold']>,
): WaitingHold {
  return { cause, reason, heldOn, openHolds, isScreenedSince, needsAssessment, redFlag }
}
