/** What is on record of a client, kind by kind, those struck through among them. */
import type { Query } from '~/database/query.server'
import { type CalendarDay, isCalendarDay } from '~/domain/calendar-day'
import type { MeasurementOnRecord } from '~/domain/measurement-record'
import type { MeasurementKind } from '~/domain/measurement'
import type { Formula } from '~/domain/strength'
import { isId } from './id.server'

/** A line through the measurement itself, or through the import it came with. */
const struck = `(select json_build_object('reason', k.reason, 'at', k.occurred_at, 'replacedById', k.replaced_by,
     'by', (select s.name from members s where s.clinic_id = k.clinic_id and s.id = k.struck_by))
   from strikes k where k.clinic_id = m.clinic_id and ((k.subject = 'measurement' and k.subject_id = m.id)
     or (k.subject = 'import' and k.subject_id = m.import_id)) order by k.occurred_at limit 1)`

const columns = `m.id, m.kind, m.measured_on::text as "on", m.side, m.exercise, m.site, m.movement, m.is_passive as "isPassive",
  m.instrument, m.scale_low as "scaleLow", m.scale_high as "scaleHigh", m.is_higher_better as "isHigherBetter", m.reps, m.rpe,
  m.is_failed as "isFailed", m.device, m.position, m.amount, m.entered_value as "enteredValue", m.entered_unit as "enteredUnit",
  (select p.name from members p where p.clinic_id = m.clinic_id and p.id = m.measured_by) as "by", ${struck} as "struck"`

const ofClient = `from measurements m where m.clinic_id = current_clinic() and m.client_id = $1::uuid`

const formula = `(select one_rm_formula from clinics where id = current_clinic()) as "formula"`

/** What was used for this client last, to be offered again. */
const used = (column: 'device' | 'position') => `coalesce((select json_agg(u.said order by u.at desc) from (
    select m.${column} as said, max(m.occurred_at) as at ${ofClient} and m.kind = $2 and m.${column} is not null
    group by 1 order by 2 desc limit 8) u), '[]')`

const shown = 20

/** `older`: after which one the next page begins; null where there is none. */
export type MeasurementPage = {
  onRecord: MeasurementOnRecord[]
  older: string | null
  formula: Formula
  devices: string[]
  positions: string[]
}

/** The newest of a kind, or those after the one that `after` names: a day and an id, as `older` gives them. */
export async function listMeasurements(
  query: Query,
  clientId: string,
  { kind, after }: { kind: MeasurementKind; after: string | null },
): Promise<MeasurementPage> {
  const { on, id } = readAfter(after)
  const [row] = await query<Omit<MeasurementPage, 'older'>>({
    name: 'measurements-on-record',
    text: `select coalesce((select json_agg(r) from (select ${columns} ${ofClient} and m.kind = $2
        and ($3::date is null or (m.measured_on, m.id) < ($3::date, $4::uuid))
        order by m.measured_on desc, m.id desc limit ${shown + 1}) r), '[]') as "onRecord",
      ${formula}, ${used('device')} as "devices", ${used('position')} as "positions"`,
    values: [clientId, kind, on, id],
  })
  if (!row) throw new Error('What is on record is one row.')
  const onRecord = row.onRecord.slice(0, shown)
  const last = onRecord.at(-1)
  return { ...row, onRecord, older: row.onRecord.length > shown && last ? `${last.on}.${last.id}` : null }
}

function readAfter(after: string | null): { on: CalendarDay | null; id: string | null } {
  const [on = '', id = ''] = (after ?? '').split('.')
  return isCalendarDay(on) && on >= '1900-01-01' && isId(id) ? { on, id } : { on: null, id: null }
}

/** Throws a 404 Response for one that is not there, or another client's. */
export async function getMeasurement(
  query: Query,
  clientId: string,
  id: string,
): Promise<{ measurement: MeasurementOnRecord; formula: Formula }> {
  const text = `select to_json(r) as "measurement", ${formula} from (select ${columns} ${ofClient} and m.id = $2::uuid) r`
  const [found] = isId(id)
    ? await query<{ measurement: MeasurementOnRecord; formula: Formula }>({
        name: 'measurement',
        text,
        values: [clientId, id],
      })
    : []
  if (!found) throw new Response(null, { status: 404 })
  return found
}
