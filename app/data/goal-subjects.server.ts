/** What a goal of a client may be of: what they were measured with first, then the catalogue; and what stands already. */
import type { Query } from '~/database/query.server'
import { exercisesFor } from '~/domain/exercises'
import type { AskedGoal, GoalFacts, GoalKind, Scale } from '~/domain/goal'
import { girthSites } from '~/domain/measurement'
import { instruments, scaleOf } from '~/domain/measurement-instruments'
import { forceMovements, motionMovements } from '~/domain/measurement-movements'

/** `seen` is the seq of the client's newest goal, 0 before the first. */
export type GoalForm = {
  measured: string[]
  others: string[]
  scales: (Scale & { instrument: string })[]
  seen: number
}

const catalogue: Record<GoalKind, readonly string[]> = {
  'one-rm': exercisesFor('strength-test').map(({ name }) => name),
  endurance: exercisesFor('strength').map(({ name }) => name),
  girth: girthSites,
  'isometric-force': forceMovements,
  'range-of-motion': motionMovements,
  score: instruments.map(({ name }) => name),
  pain: [''],
}

const measured = `from measurements m where m.clinic_id = current_clinic() and m.client_id = $1::uuid
  and not is_struck('measurement', m.id)`

// Whoever brought in a log is measured with what stands in it.
const subjectsText = `
  select coalesce(m.exercise, m.movement, m.site, m.instrument) as subject ${measured}
    and (m.kind = $2::text or ($2::text = 'one-rm' and m.kind = 'rep-max'))
  union select s.exercise from sets s where $2::text = 'one-rm' and s.clinic_id = current_clinic() and s.client_id = $1::uuid
    and (s.is_test or s.rpe >= 9) and not s.is_restricted and s.reps between 1 and 10 and s.load_g > 0
  union select s.exercise from sets s where $2::text in ('one-rm', 'endurance') and s.clinic_id = current_clinic()
    and s.client_id = $1::uuid and s.exercise = $3::text`

const scalesText = `select distinct on (m.instrument) m.instrument, m.scale_low as "low", m.scale_high as "high" ${measured}
  and m.kind = 'score' order by m.instrument, m.measured_on desc, m.occurred_at desc`

type Row = { measured: string[]; scales: GoalForm['scales']; seen: number }

/** `subject` is one that was asked for by the address of the page: it is a choice if the client ever did it. */
export async function findGoalForm(
  query: Query,
  clientId: string,
  kind: GoalKind,
  subject: string | null,
): Promise<GoalForm> {
  const [row] = await query<Row>({
    name: 'goal-form',
    text: `select coalesce((select json_agg(f.subject order by f.subject) from (${subjectsText}) f where f.subject <> ''), '[]') as "measured",
        case when $2::text = 'score' then coalesce((select json_agg(c) from (${scalesText}) c), '[]') else '[]' end as "scales",
        coalesce((select max(g.seq) from goals g where g.clinic_id = current_clinic() and g.client_id = $1::uuid), 0)::integer as "seen"`,
    values: [clientId, kind, subject],
  })
  const found = row ?? { measured: [], scales: [], seen: 0 }
  const known = kind === 'score' ? instruments.filter(({ name }) => !found.measured.includes(name)) : []
  const scales = [...found.scales, ...known.map((each) => ({ ...scaleOf(each), instrument: each.name }))]
  return { ...found, scales, others: catalogue[kind].filter((name) => !found.measured.includes(name)) }
}

/** What a goal is judged by, as it stands in the command's transaction. */
export async function findGoalFacts(
  query: Query,
  clientId: string,
  { kind, subject, side }: Pick<AskedGoal, 'kind' | 'subject' | 'side'>,
): Promise<GoalFacts> {
  const { measured, others, scales } = await findGoalForm(query, clientId, kind, subject)
  const [newest] = await query<{ seq: number; amount: number | null }>({
    name: 'goal-newest',
    text: `select g.seq::integer as "seq", g.amount from goals g where g.clinic_id = current_clinic() and g.client_id = $1::uuid
             and g.kind = $2 and g.subject = $3 and g.side = $4 order by g.seq desc limit 1`,
    values: [clientId, kind, subject, side],
  })
  // The list's own ranges are not verified, and stop nobody.
  const isMeasured = measured.includes(subject)
  const scale = isMeasured ? (scales.find(({ instrument }) => instrument === subject) ?? null) : null
  return { subjects: [...measured, ...others], scale, newest: newest ?? null }
}
