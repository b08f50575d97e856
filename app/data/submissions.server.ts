/** Submitting: the rule book is asked again, its findings are kept with the trainer's reasons, and the content is frozen. */
import type { Named, Query } from '~/database/query.server'
import type { ScreeningStanding } from '~/domain/clearance'
import { isBfr, restrictedLimbs } from '~/domain/prescription'
import { moveVersion, partiesOf } from '~/domain/program'
import { edition } from '~/domain/rule-book/edition'
import { findings } from '~/domain/rule-book/findings'
import type { Facts, Finding } from '~/domain/rule-book/rule'
import { maySubmit } from '~/domain/submission'
import type { VersionContent, VersionStatus } from '~/domain/version'
import type { Acting } from './acting.server'
import { command, hotCommand, type Outcome } from './command.server'
import { newId } from './id.server'
import { getProgramVersion, type ProgramVersion } from './program-version.server'
import { getProgram } from './programs.server'
import { ruleFacts } from './rule-facts.server'
import { screeningStanding } from './screening-standing.server'

/** The trainer's why for each finding to justify, by findingKey. */
export type Whys = Record<string, string>

/** A finding is known before it has an id: by its rule, and the line it is about. */
export function findingKey({ ruleId, prescriptionId }: Pick<Finding, 'ruleId' | 'prescriptionId'>): string {
  return `${ruleId}:${prescriptionId ?? 'version'}`
}

type Asked = { programId: string; versionId: string; whys: Whys }

/** Submits a draft to be decided. What the rule book finds now is what the clinician will see. */
export function submitVersion(
  member: Acting,
  { key, at, ...asked }: Asked & { key: string; at: Date },
): Promise<Outcome<{ versionId: string }>> {
  return hotCommand<Loaded, { versionId: string }>(
    member,
    { key, name: 'version:submit', body: asked },
    {
      load: (query) => load(query, member, asked, at),
      save: async ({ program, screening, facts }, { save }) => {
        const { version } = program
        const { content } = version
        const found = findings(facts).map((finding) => ({
          ...finding,
          why: asked.whys[findingKey(finding)]?.trim() ?? '',
        }))
        const may = maySubmit({
          by: partiesOf(member.roles),
          programStatus: program.programStatus,
          version: {
            status: version.status as VersionStatus,
            kind: content.kind,
            lineCount: content.prescriptions.length,
            hasBfr: hasBfr(content),
            schedule: content.schedule,
            extensionDays: content.extensionDays,
          },
          screening,
          findings: found,
        })
        if (!may.ok) return may
        if (found.length > 0) save(findingsToSave(version.id, found))
        save({ name: 'version-submitted', text: submitText, values: [version.id, at, edition] })
        return { ok: true, versionId: version.id }
      },
    },
  )
}

type Loaded = { program: ProgramVersion; screening: ScreeningStanding | null; facts: Facts }

async function load(query: Query, member: Acting, { programId, versionId }: Asked, at: Date): Promise<Loaded> {
  const program = await getProgramVersion(query, member, { programId, versionId, action: 'program:submit' })
  const { clientId, raisedBy, supervisedBy } = program
  const { content } = program.version
  const limbs = restrictedLimbs(content.prescriptions)
  const [{ screening }, facts] = await Promise.all([
    screeningStanding(query, { clientId, isBfr: hasBfr(content), limbs, at }),
    ruleFacts(query, content, { clientId, programId: program.programId, raisedBy, supervisedBy, at }),
  ])
  return { program, screening, facts }
}

const hasBfr = ({ prescriptions }: VersionContent) => prescriptions.some(({ mode }) => isBfr(mode))

// Nobody reads its answer, so it says itself when there was nothing to submit.
const submitText = `
with submitted as (
  update versions set status = 'submitted', submitted_by = current_member(), submitted_at = $2::timestamptz, rule_edition = $3
  where clinic_id = current_clinic() and id = $1::uuid returning id)
select refuse('not-submitted') where not exists (select 1 from submitted)`

const findingsText = `
insert into findings (clinic_id, id, version_id, prescription_id, rule_id, severity, value, range, says, trainer_why)
select current_clinic(), f.id, $1::uuid, f."prescriptionId", f."ruleId", f.severity, f.value, f.range, f.says, nullif(f.why, '')
from json_to_recordset($2::json) as f (id uuid, "prescriptionId" uuid, "ruleId" text, severity text, value text, range text, says text,
  why text)`

function findingsToSave(versionId: string, found: readonly (Finding & { why: string })[]): Named {
  const rows = found.map((finding) => ({ ...finding, id: newId() }))
  return { name: 'findings-of-version', text: findingsText, values: [versionId, JSON.stringify(rows)] }
}

/** Takes a submitted version back, as long as nobody decided it. */
export function withdrawVersion(
  member: Acting,
  { key, ...asked }: { key: string; programId: string; versionId: string },
): Promise<Outcome<{ versionId: string }>> {
  return command(member, { key, name: 'version:withdraw', body: asked }, async (tx) => {
    const program = await getProgram(tx, member, asked.programId, 'program:withdraw')
    const version = program.versions.find(({ id }) => id === asked.versionId)
    if (!version) throw new Response(null, { status: 404 })
    const moved = moveVersion(version.status, 'withdraw', partiesOf(member.roles))
    if (!moved.ok) return moved
    await tx.version.update({
      where: { clinicId_id: { clinicId: member.clinicId, id: version.id } },
      data: { status: moved.to },
      select: { id: true },
    })
    return { ok: true, versionId: version.id }
  })
}
