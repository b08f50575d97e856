/** What happened with a client here before, in the few numbers a decision is made beside. */
import type { Query } from '~/database/query.server'
import { type Limb, sideOf } from '~/domain/limb'
import type { ReviewHistory, StrengthHere } from '~/domain/review'
import { symmetryPercent } from '~/domain/strength'

type Tested = { exercise: string; side: 'left' | 'right'; firstG: number; lastG: number }

const text = `
with done as (
  select s.id, s.is_outside_clearance from training_sessions s
  where s.clinic_id = current_clinic() and s.client_id = $1::uuid and not is_struck('session', s.id)
), tests as (
  select m.exercise, m.side, m.amount,
    row_number() over (partition by m.exercise, m.side order by m.occurred_at, m.id) as first,
    row_number() over (partition by m.exercise, m.side order by m.occurred_at desc, m.id desc) as last
  from measurements m where m.clinic_id = current_clinic() and m.client_id = $1::uuid and m.kind = 'one-rm'
    and m.side <> 'both' and m.exercise = any ($2::text[]) and not is_struck('measurement', m.id)
)
select
  (select count(*) from programs p where p.clinic_id = current_clinic() and p.client_id = $1::uuid and p.status = 'completed') as "programsCompleted",
  (select count(*) from programs p where p.clinic_id = current_clinic() and p.client_id = $1::uuid and p.status = 'stopped') as "programsStopped",
  (select count(*) from done) as "sessions", (select count(*) from done where is_outside_clearance) as "outsideClearance",
  (select count(*) from done, counted_deviations(done.id)) as "deviations",
  (select count(*) from red_flags r where r.clinic_id = current_clinic() and r.client_id = $1::uuid) as "redFlags",
  coalesce((select json_agg(json_build_object('exercise', a.exercise, 'side', a.side, 'firstG', a.amount, 'lastG', b.amount))
    from tests a join tests b on b.exercise = a.exercise and b.side = a.side and b.last = 1 where a.first = 1), '[]') as "tested"`

export async function reviewHistory(
  query: Query,
  clientId: string,
  lines: readonly { exercise: string; limb: Limb | null }[],
): Promise<ReviewHistory> {
  const values = [clientId, lines.map(({ exercise }) => exercise)]
  const [row] = await query<Omit<ReviewHistory, 'strength'> & { tested: Tested[] }>({
    name: 'review-history',
    text,
    values,
  })
  if (!row) throw new Error('The history of a client is one row.')
  const { tested, ...counts } = row
  return { ...counts, strength: strengthOf(lines, tested) }
}

function strengthOf(
  lines: readonly { exercise: string; limb: Limb | null }[],
  tested: readonly Tested[],
): StrengthHere[] {
  const limbs = lines.flatMap(({ exercise, limb }) => (limb ? [{ exercise, limb }] : []))
  return limbs.flatMap(({ exercise, limb }) => {
    const ofExercise = tested.filter((test) => test.exercise === exercise)
    const own = ofExercise.find(({ side }) => side === sideOf(limb))
    const other = ofExercise.find(({ side }) => side !== sideOf(limb))
    if (!own) return []
    const symmetry = other ? symmetryPercent(own.lastG, other.lastG) : null
    return [{ exercise, limb, firstG: own.firstG, lastG: own.lastG, symmetryPercent: symmetry }]
  })
}
