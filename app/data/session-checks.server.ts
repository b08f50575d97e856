/** The check before a session: what was asked is kept, its verdict is the domain's, and a sign holds the client at once. */
import { createHash } from 'node:crypto'
import type { Query } from '~/database/query.server'
import type { BloodPressure } from '~/domain/blood-pressure'
import { leadingSign } from '~/domain/leading-sign'
import type { ClinicianRole } from '~/domain/member'
import type { RedFlagSign } from '~/domain/red-flags'
import { mayStartOnceChecked } from '~/domain/session-lines'
import { type CheckVerdict, checkVerdict, type Sleep } from '~/domain/session-check'
import type { Tx } from '~/database/client.server'
import type { Acting } from './acting.server'
import { type AfterEffects, checkInsOfClient, writeCheckIns } from './check-ins.server'
import { command, type Outcome } from './command.server'
import { newId } from './id.server'
import { getProgram } from './programs.server'
import { insistOn, writeRedFlag } from './red-flags.server'
import { queryOf } from './rule-facts.server'
import { sessionFacts } from './session-facts.server'

/** `after` null: nobody was asked how it was since the session before. Readings in the order taken. */
export type CheckAnswers = {
  painNrs: number | null
  sleep: Sleep | null
  signs: RedFlagSign[]
  otherSymptom: string
  readings: BloodPressure[]
  after: AfterEffects | null
}

/** The key of the start that follows a check: the form has one key, and sent twice it is one check and one start. */
export function startKeyOf(checkKey: string): string {
  const hash = createHash('sha256').update(`start after ${checkKey}`).digest('hex')
  return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export type Checked = { checkId: string; verdict: CheckVerdict; clientId: string; redFlagId: string | null }

/**
 * Records a check, whatever came of it; that a session starts after it is a command of its own. Refused where no session
 * could start whatever is answered; a sign is taken all the same.
 */
export function checkBeforeSession(member: Acting, asked: Checking): Promise<Outcome<Checked>> {
  return asked.signs.length > 0 ? insistOn(() => checkOnce(member, asked)) : checkOnce(member, asked)
}

type Checking = CheckAnswers & { programId: string; key: string; at: Date }

function checkOnce(member: Acting, { key, at, ...asked }: Checking): Promise<Outcome<Checked>> {
  return command<Checked>(member, { key, name: 'session:check', body: asked }, async (tx) => {
    const { clientId, id: programId } = await getProgram(tx, member, asked.programId, 'session:start')
    const { signs, otherSymptom, readings, painNrs } = asked
    const [found] = await sessionFacts(queryOf(tx), [programId], at)
    const may = found ? mayStartOnceChecked(found.facts) : ({ ok: false, why: 'not-cleared' } as const)
    if (!may.ok && signs.length === 0) return may
    const facts = await checkFacts(queryOf(tx), { clientId, programId, at })
    const isDoctorForPrecautions = member.clinic.doctorForPrecautions
    const verdict = checkVerdict({ ...facts, signs, otherSymptom, taken: readings, isDoctorForPrecautions })
    const sign = leadingSign(signs)
    const redFlagId = sign ? await writeRedFlag(tx, member, { clientId, sign, at }) : null
    const checkId = await writeCheck(tx, member, { ...asked, clientId, verdict, redFlagId, at })
    if (asked.after) {
      const open = await checkInsOfClient(queryOf(tx), { memberId: member.memberId, clientId, at })
      await writeCheckIns(tx, member, open, {
        ...asked.after,
        painNrs,
        signs,
        note: otherSymptom,
        redFlagId,
        checkId,
        at,
      })
    }
    return { ok: true, checkId, verdict, clientId, redFlagId }
  })
}

type Kept = CheckAnswers & {
  programId: string
  clientId: string
  verdict: CheckVerdict
  redFlagId: string | null
  at: Date
}

async function writeCheck(tx: Tx, { clinicId, memberId }: Acting, kept: Kept): Promise<string> {
  const { programId, clientId, painNrs, sleep, signs, otherSymptom, verdict, redFlagId, at } = kept
  const id = newId()
  const row = { programId, painNrs, sleep, signs, otherSymptom, verdict, redFlagId, checkedBy: memberId }
  await tx.sessionCheck.create({ data: { ...row, clinicId, id, clientId, occurredAt: at }, select: { id: true } })
  // One by one: the order they were taken in is the order they are kept in.
  for (const { systolic, diastolic } of kept.readings) {
    await tx.pressureReading.create({
      data: { clinicId, id: newId(), clientId, checkId: id, systolic, diastolic, takenBy: memberId, occurredAt: at },
      select: { id: true },
    })
  }
  return id
}

type Facts = { takenBefore: BloodPressure[]; isBfr: boolean; clearedAs: ClinicianRole | null }

async function checkFacts(
  query: Query,
  { clientId, programId, at }: { clientId: string; programId: string; at: Date },
): Promise<Facts> {
  const [row] = await query<Facts>({
    name: 'check-facts',
    text: `
select coalesce((select json_agg(json_build_object('systolic', r.systolic, 'diastolic', r.diastolic) order by r.place)
    from pressures_of_day($1::uuid, clinic_day($3::timestamptz)) r), '[]') as "takenBefore",
  coalesce(v.is_bfr, false) as "isBfr",
  (select d.signed_as from decisions d where d.clinic_id = v.clinic_id and d.version_id = v.id
     and d.outcome in ('cleared', 'cleared-with-limits') order by d.seq desc limit 1) as "clearedAs"
from programs p left join versions v on v.clinic_id = p.clinic_id and v.id = p.in_force_version_id
where p.clinic_id = current_clinic() and p.id = $2::uuid`,
    values: [clientId, programId, at],
  })
  if (!row) throw new Error('A program that was found is there.')
  return row
}
