/** What a dose is worked out from: the maxima a client was tested for and the occlusion pressures measured on them. */
import type { CalendarDay } from '~/domain/calendar-day'
import { type Limb, limbs, sideOf } from '~/domain/limb'
import type { Facts, LopOnRecord } from '~/domain/rule-book/rule'
import { ownMeasurements } from './progress-sql.server'

type Tested = { exercise: string; side: string; loadG: number; previousLoadG: number | null; testedOn: CalendarDay }

/** What `doseColumns` answers. */
export type DoseFound = { lopValidDays: number; tested: Tested[]; lops: LopOnRecord[] }

/** Tables of a statement whose `$1` is the client; `struck` comes before them. */
export const doseTables = `tests as (
  select m.exercise, m.side, m.amount, m.measured_on,
    lead(m.amount) over (partition by m.exercise, m.side order by m.occurred_at desc, m.id desc) as previous,
    row_number() over (partition by m.exercise, m.side order by m.occurred_at desc, m.id desc) as newest
  from measurements m where ${ownMeasurements} and m.kind = 'one-rm'
), lop as (
  select distinct on (m.limb, m.cuff_width_mm) m.limb, m.cuff_width_mm, m.pressure_mmhg, m.measured_on from lop_measurements m
  where m.clinic_id = current_clinic() and m.client_id = $1::uuid order by m.limb, m.cuff_width_mm, m.occurred_at desc
)`

export const doseLists = `coalesce((select json_agg(json_build_object('exercise', exercise, 'side', side, 'loadG', amount, 'previousLoadG', previous,
     'testedOn', measured_on)) from tests where newest = 1), '[]') as "tested",
  coalesce((select json_agg(json_build_object('limb', limb, 'cuffWidthCm', cuff_width_mm / 10.0, 'mmhg', pressure_mmhg,
     'measuredOn', measured_on, 'isEstimate', false)) from lop), '[]') as "lops"`

export const doseColumns = `(select lop_valid_days from clinics where id = current_clinic()) as "lopValidDays", ${doseLists}`

/** What was measured is known by exercise and side; a line asks for its limb. Both sides together stand for no limb. */
export function ofLimbs<Row extends { side: string }>(rows: Row[]) {
  return rows.flatMap((row) => limbsOfSide(row.side).map((limb) => ({ ...row, limb })))
}

function limbsOfSide(side: string): (Limb | null)[] {
  return side === 'both' ? [null] : limbs.filter((limb) => sideOf(limb) === side)
}

export type DoseFacts = Pick<Facts, 'oneRms' | 'lops' | 'lopValidDays'>

export function doseFactsOf({ tested, lops, lopValidDays }: DoseFound): DoseFacts {
  return { oneRms: ofLimbs(tested), lops, lopValidDays }
}
