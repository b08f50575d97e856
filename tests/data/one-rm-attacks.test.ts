/** A tested maximum drives doses: what nobody slips in by way of a file, in straight SQL as the app's own role. */
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { acting } from '../acting'
import { buildClinic, type Clinic, type Who } from '../builders'
import { importsOf, kept } from '../builders-one-rm'
import { buildCleared, train } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let therapist: Acting

beforeAll(async () => {
  clinic = await buildClinic(database)
  therapist = await acting(clinic.therapist)
})

describe('whoever did not bring it in, or may not', () => {
  it('does not find a file of somebody else, even as a colleague', async () => {
    const fileId = await kept(therapist, Buffer.from('client;side;exercise;when;load\nX-1;L;legpress;pre;80'))
    const colleague = await acting(clinic.otherTherapist)
    await expect(importsOf(colleague, fileId)).rejects.toMatchObject({ status: 404 })
  })

  const insertImport = `insert into imports (clinic_id, id, kind, file_hash, client_id, rows_total, rows_taken, rows_skipped, rows_refused,
    imported_by, occurred_at) values ($1, $2, 'one-rm', repeat('a', 64), $3, 1, 1, 0, 0, $4, now())`
  const insertTest = `insert into measurements (clinic_id, id, client_id, session_id, import_id, fingerprint, kind, exercise, side, entered_value,
    entered_unit, amount, measured_by, occurred_at)
    values ($1, gen_random_uuid(), $2, $3, $4, repeat('b', 64), 'one-rm', 'Leg extension', 'left', '200', 'kg', 200000, $5, now())`

  it('brings in no test by straight SQL: no import of their own, none under a clinician’s, none with a session', async () => {
    const built = await buildCleared(clinic)
    const sessionId = await train(clinic, built)
    const { trainer } = clinic
    const sql = (who: Who, text: string, values: unknown[]) => clinic.sql(who, text, values)
    const [own, theirs] = [v7(), v7()]
    await expect(sql(trainer, insertImport, [clinic.id, own, built.clientId, trainer.memberId])).rejects.toThrow(
      'not-your-role',
    )
    await expect(
      sql(trainer, insertImport, [clinic.id, own, built.clientId, clinic.therapist.memberId]),
    ).rejects.toThrow('not-your-role')
    await sql(clinic.therapist, insertImport, [clinic.id, theirs, built.clientId, clinic.therapist.memberId])
    const test = (session: string | null, by: Who) => [clinic.id, built.clientId, session, theirs, by.memberId]
    await expect(sql(trainer, insertTest, test(null, trainer))).rejects.toThrow('test-not-cleared')
    await expect(sql(trainer, insertTest, test(null, clinic.therapist))).rejects.toThrow('not-your-role')
    await expect(sql(clinic.otherTherapist, insertTest, test(null, clinic.otherTherapist))).rejects.toThrow(
      'entry-not-yours',
    )
    await expect(sql(trainer, insertTest, test(sessionId, trainer))).rejects.toThrow('test-not-cleared')
    await expect(sql(clinic.therapist, insertTest, test(sessionId, clinic.therapist))).rejects.toThrow('of_no_session')
    await sql(clinic.therapist, insertTest, test(null, clinic.therapist))
    await expect(sql(clinic.therapist, insertTest, test(null, clinic.therapist))).rejects.toThrow('here already')
  })

  it('logs no set under a file of somebody else, or of another kind, to go when they take it back', async () => {
    const built = await buildCleared(clinic)
    const [ofLog, ofTests] = [v7(), v7()]
    const insertLog = insertImport.replace("'one-rm'", "'strong'")
    await clinic.sql(clinic.trainer, insertLog, [clinic.id, ofLog, built.clientId, clinic.trainer.memberId])
    const inTheirName = [clinic.id, v7(), built.clientId, clinic.therapist.memberId]
    await expect(clinic.sql(clinic.trainer, insertLog, inTheirName)).rejects.toThrow('not-your-role')
    await clinic.sql(clinic.therapist, insertImport, [clinic.id, ofTests, built.clientId, clinic.therapist.memberId])
    const insertSet = `insert into sets (clinic_id, id, client_id, import_id, exercise, side, set_number, reps, entered_value, fingerprint, local_at, logged_by)
      values (current_clinic(), gen_random_uuid(), $1, $2, 'Squat', 'both', 1, 5, '', repeat('e', 64), now(), current_member())`
    await expect(clinic.sql(clinic.therapist, insertSet, [built.clientId, ofLog])).rejects.toThrow('entry-not-yours')
    await expect(clinic.sql(clinic.therapist, insertSet, [built.clientId, ofTests])).rejects.toThrow('entry-not-yours')
    await clinic.sql(clinic.trainer, insertSet, [built.clientId, ofLog])
  })

  it('says what an exercise is called only where they bring files in', async () => {
    const choose = `insert into exercise_names (clinic_id, name_in_file, exercise, chosen_by)
      values (current_clinic(), 'legpress', 'Hip thrust', current_member())`
    await expect(clinic.sql(clinic.admin, choose)).rejects.toThrow('not-your-role')
    await clinic.sql(clinic.trainer, choose)
  })
})
