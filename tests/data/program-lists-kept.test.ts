/** What lists of programs are sorted and filtered by is what the programs, their newest versions and their clients say, after each move. */
import { expect, it } from 'vitest'
import { buildClinic } from '../builders'
import { buildClient, buildDraft, buildScreening, buildVersion, consent, sign, submit } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()

it('follows every change of a status, and of no older version', async () => {
  const clinic = await buildClinic(database)
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId)
  const draft = await buildDraft(clinic, clientId, { isBfr: false })
  const { programId } = draft
  const columns = 'program_id, client_id, raised_by, status, newest, name, family_name, given_name'
  const listed = async () => {
    const differs = await clinic.owner(
      `(select ${columns} from listed_programs except select ${columns} from program_lists)
       union all (select ${columns} from program_lists except select ${columns} from listed_programs)`,
    )
    expect(differs).toEqual([])
    const text = 'select status, newest from program_lists where program_id = $1'
    const [row] = await clinic.sql<{ status: string; newest: string }>(clinic.trainer, text, [programId])
    return `${row?.status}, ${row?.newest}`
  }
  expect(await listed()).toBe('not-started, draft')
  const first = await submit(clinic, draft)
  expect(await listed()).toBe('not-started, submitted')
  await sign(clinic, first)
  expect(await listed()).toBe('not-started, cleared')
  await consent(clinic, first)
  const start = `update programs set status = 'active', started_at = now() where id = $1`
  await clinic.sql(clinic.trainer, start, [programId])
  expect(await listed()).toBe('active, cleared')

  const second = await buildVersion(clinic, programId, 2, { isBfr: false, kind: 'amendment' })
  expect(await listed()).toBe('active, draft')
  const amended = await submit(clinic, { ...draft, ...second })
  // The first is superseded in the same decision, and is not the newest.
  await sign(clinic, amended)
  expect(await listed()).toBe('active, cleared')
  const third = await buildVersion(clinic, programId, 3, { isBfr: false, kind: 'amendment' })
  await submit(clinic, { ...draft, ...third })
  // The second is revoked, which stops the program and withdraws the third.
  await sign(clinic, amended, { outcome: 'revoked' })
  expect(await listed()).toBe('stopped, withdrawn')
})
