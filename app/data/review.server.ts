/** A submitted version as the clinician reads it before signing: rule book, diff, screening, history, and who may decide. */
import type { Query } from '~/database/query.server'
import { needsDoctor, roleToSignAs, whyNotScreened } from '~/domain/clearance'
import type { Limb } from '~/domain/limb'
import type { ProgramHead } from '~/domain/program-head'
import type { Place, ReviewedVersion, ReviewHistory, Signer } from '~/domain/review'
import { invalidation } from '~/domain/invalidation'
import { ruleBook } from '~/domain/rule-book/edition'
import { checks } from '~/domain/rule-book/findings'
import type { Check, LopOnRecord, OneRmOnRecord, RuleBook } from '~/domain/rule-book/rule'
import type { LoadUnit } from '~/domain/units'
import { stepTo, type VersionDiff } from '~/domain/version-step'
import type { Risk } from '~/domain/waiting'
import { personOf } from './acting.server'
import { decisionJson, findingJson } from './decision-json.server'
import type { Reader } from './head.server'
import { readFramedProgram } from './program-door.server'
import { reviewHistory } from './review-history.server'
import { ruleFacts } from './rule-facts.server'
import { listScreenings, type PastScreening } from './screening-history.server'
import { type Standing, screeningStanding } from './screening-standing.server'
import type { Shell } from './shell.server'
import { contentOfJson, type VersionJson, versionJson } from './version-json.server'
import { listWaiting, type Ranked } from './waiting.server'
import { beforeText, minutesSince } from './waiting-items.server'
import { placeOf, type WorklistFilter } from './worklist.server'

export type Review = {
  shell: Shell
  program: ProgramHead
  version: ReviewedVersion
  /** By the rule book as it is today, which is of this edition. */
  checks: Check[]
  edition: string
  step: VersionDiff | null
  oneRms: OneRmOnRecord[]
  lops: LopOnRecord[]
  lopValidDays: number
  plateStepG: number
  screenings: PastScreening[]
  screening: Standing['screening']
  history: ReviewHistory
  /** Its place among what waits; null once it does not. */
  waits: { place: Place | null; risk: Risk; minutes: number } | null
  signer: Signer
}

type Reviewer = Reader & { clinic: { units: LoadUnit } }
type Asked = {
  programId: string | undefined
  versionId: string | undefined
  filter: WorklistFilter
  pathKind: string
  at: Date
  book?: RuleBook
}

/** Throws a 404 Response for a program or version that is not there, not this clinic's, or was never submitted. */
export function readReview(
  member: Reviewer,
  { programId, versionId, filter, pathKind, at, book = ruleBook }: Asked,
): Promise<Review> {
  const asked = { programId, pathKind, at, action: 'program:decide', otherId: versionId } as const
  return readFramedProgram(member, asked, async (query, program, shell) => {
    const found = await findVersion(query, program, versionId ?? '')
    if (!found) throw new Response(null, { status: 404 })
    const { before, ...version } = found
    const { content } = version
    const { client, raisedBy, supervisedBy } = program
    const facts = await ruleFacts(query, content, {
      clientId: client.id,
      programId: program.id,
      raisedBy,
      supervisedBy,
      at,
    })
    const standing = await screeningStanding(query, {
      clientId: client.id,
      isBfr: found.isBfr,
      limbs: found.bfrLimbs as Limb[],
      at,
    })
    const all = await listWaiting(query, member, at)
    const waiting = all.find(({ id }) => id === version.id) ?? null
    const { rows: screenings } = await listScreenings(query, client.id, null)
    return {
      shell,
      program,
      version,
      checks: checks(facts, book),
      edition: book.edition,
      step: stepTo(version, before, member.clinic.units),
      oneRms: facts.oneRms,
      lops: facts.lops,
      lopValidDays: facts.lopValidDays,
      plateStepG: member.clinic.plateStepG,
      screenings,
      screening: standing.screening,
      history: await reviewHistory(query, client.id, content.prescriptions),
      waits: waiting && {
        place: placeOf(all, version.id, filter),
        risk: waiting.risk,
        minutes: minutesSince(waiting.since, at),
      },
      signer: signerOf(member, waiting, standing, found.isBfr),
    }
  })
}

function signerOf(member: Reviewer, waiting: Ranked | null, { screening }: Standing, hasBfr: boolean): Signer {
  const { outcome = null, asks = 'new', earlierExtensions = 0 } = waiting ?? {}
  const isDoctorNeeded = needsDoctor({
    outcome,
    kind: asks === 'lift' ? 'new' : asks,
    earlierExtensions,
    isDoctorForPrecautions: member.clinic.doctorForPrecautions,
  })
  return {
    name: member.name,
    role: roleToSignAs(personOf(member), isDoctorNeeded) ?? 'physical-therapist',
    licence: member.licence,
    whyNot: waiting ? waiting.whyNotYours : 'already-decided',
    whyNotClear: whyNotScreened(screening, hasBfr),
    outcome,
  }
}

type Row = Omit<ReviewedVersion, 'content' | 'invalidation'> & {
  isStarted: boolean
  nextCleared: { by: string; at: string; number: number } | null
  withdrawal: { by: string; at: string } | null
  isBfr: boolean
  bfrLimbs: string[]
  content: VersionJson
  before: VersionJson | null
}

const text = `
select v.id, v.number, v.status, v.content_hash as "contentHash", v.rule_edition as "ruleEdition", v.is_bfr as "isBfr",
  v.bfr_limbs as "bfrLimbs", v.extension_reason as "extensionReason", m.name as "submittedByName",
  ${versionJson('v')} as "content", ${beforeText} as "before",
  coalesce((select json_agg(${findingJson('f')} order by f.rule_id, f.id) from findings f
    where f.clinic_id = v.clinic_id and f.version_id = v.id), '[]') as "findings",
  coalesce((select json_agg(${decisionJson('d')} order by d.seq desc) from decisions d
    where d.clinic_id = v.clinic_id and d.version_id = v.id), '[]') as "decisions",
  p.started_at is not null as "isStarted",
  (select json_build_object('by', d.signer_name, 'at', d.occurred_at, 'number', n.number)
    from versions n join decisions d on d.clinic_id = n.clinic_id and d.version_id = n.id
    where n.clinic_id = v.clinic_id and n.program_id = v.program_id and n.number > v.number
      and d.outcome in ('cleared', 'cleared-with-limits') order by d.seq limit 1) as "nextCleared",
  (select json_build_object('by', w.name, 'at', x.recorded_at)
    from withdrawals x join members w on w.clinic_id = x.clinic_id and w.id = x.withdrawn_by
    where x.clinic_id = v.clinic_id and x.version_id = v.id) as "withdrawal"
from versions v
join programs p on p.clinic_id = v.clinic_id and p.id = v.program_id
join members m on m.clinic_id = v.clinic_id and m.id = v.submitted_by
where v.clinic_id = current_clinic() and v.program_id = $1::uuid and v.id = $2::uuid and v.status <> 'draft'`

async function findVersion(query: Query, { id, today }: ProgramHead, versionId: string) {
  const [row] = await query<Row>({ name: 'review', text, values: [id, versionId] })
  if (!row) return null
  const { content, before, isStarted, nextCleared, withdrawal, ...version } = row
  const { status, decisions } = version
  return {
    ...version,
    invalidation: invalidation({ status, isStarted, decisions, nextCleared, withdrawal, today }),
    content: contentOfJson(content),
    before: before && { number: before.number, content: contentOfJson(before) },
  }
}
