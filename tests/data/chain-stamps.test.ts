/** What is kept under a stamp of the chain: proven to change with nothing else, and never shown when it has. */
import pg from 'pg'
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { readWaitingFacts } from '~/data/waiting-facts.server'
import { waitingItems } from '~/data/waiting-items.server'
import { readBeside } from '~/data/worklist-beside.server'
import { type Look, lookAround } from '~/data/worklist-look.server'
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import { type Built, buildCleared, buildDraft, measureLop, submit, train } from '../builders-program'
import { explained, rowsRead } from '../explain'
import { textOf, unseen } from '../looked'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let member: Awaited<ReturnType<typeof acting>>

beforeAll(async () => {
  clinic = await buildClinic(database)
  member = await acting(clinic.therapist)
})

describe('what is kept under a stamp', () => {
  type Known = { name: string; says: string }
  let tables: (Known & { changeable: string[] | null })[]
  let makers: (Known & { isOpen: boolean; fires: string[] | null })[]
  let views: Known[]
  let open: string[]

  beforeAll(async () => {
    const superuser = new pg.Client({ connectionString: database.urls.superuser })
    await superuser.connect()
    const known = async <Row extends object>(sql: string) => (await superuser.query<Row & pg.QueryResultRow>(sql)).rows
    // Of a table with events, the columns that have none; null: it has no events.
    tables = await known(`select relname as name, '' as says,
        (select array(select jsonb_object_keys(a.unaudited)) from audited_tables a where a.table_name = relname) as changeable
      from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`)
    makers = await known(`select proname as name, pg_get_functiondef(p.oid) as says,
        has_function_privilege('clearway_app', p.oid, 'execute') or has_function_privilege('clearway_jobs', p.oid, 'execute') as "isOpen",
        (select array_agg(distinct c.relname::text) from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgfoid = p.oid) as fires
      from pg_proc p where pronamespace = 'public'::regnamespace and prokind = 'f'`)
    views = await known(`select relname as name, pg_get_viewdef(oid) as says from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'v'`)
    // What the app or the jobs write by themselves: a table, or a column of one.
    open = (
      await known<{
        what: string
      }>(`select what from pg_class c, unnest(array['clearway_app', 'clearway_jobs']) as r (role),
        lateral (select c.relname::text as what where has_table_privilege(role, c.oid, 'INSERT') or has_table_privilege(role, c.oid, 'DELETE')
          union all select a.attname::text || ' of ' || c.relname from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
            and not a.attisdropped and has_column_privilege(role, c.oid, a.attname, 'UPDATE')) w
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`)
    ).map(({ what }) => what)
    await superuser.end()
  })

  const names = (says: string, name: string, behind = '') => new RegExp(`\\b${name}\\b${behind}`).test(says)

  /** With all that the functions it calls and the views it reads say. */
  function wholeOf(text: string): string {
    let [before, whole] = ['', text]
    while (before !== whole) {
      before = whole
      const called = makers.filter(({ name, fires }) => !fires && names(before, name, '\\('))
      const seen = views.filter(({ name }) => names(before, name))
      whole = [text, ...called.map(({ says }) => says), ...seen.map(({ says }) => says)].join('\n')
    }
    return whole
  }

  /** The tables whose changes, with their events, are all that writes a table which has no events. */
  function causesOf(table: string): string[] {
    const writes = new RegExp(`(insert into|update|delete from)\\s+${table}\\b`, 'i')
    let writers = makers.filter(({ says }) => writes.test(says))
    const all = new Set(writers)
    while (writers.length > 0) {
      const next = makers.filter(
        (each) => !all.has(each) && writers.some(({ name, fires }) => !fires && names(each.says, name, '\\(')),
      )
      for (const each of next) all.add(each)
      writers = next
    }
    expect([...all].filter(({ isOpen, fires }) => isOpen && !fires).map(({ name }) => [table, name])).toEqual([])
    expect(open).not.toContain(table)
    return [...all].flatMap(({ fires }) => fires ?? [])
  }

  // What a row is from the first on, or is made of the rest of it.
  const never = new Set(['clinic_id', 'recorded_at', 'seq', 'content', 'fingerprint'])

  /** What would have to be on the list and is not. */
  function missing(text: string, list: readonly string[], except: readonly string[] = []): unknown[] {
    const whole = wholeOf(text)
    const read = tables.filter(({ name }) => names(whole, name) && !except.includes(name))
    expect(read.length).toBeGreaterThan(3)
    return read.flatMap(({ name, changeable }) => {
      if (!changeable) {
        const columns = open.filter((what) => what.endsWith(` of ${name}`)).map((what) => what.split(' ')[0] ?? '')
        const isRead = columns.filter((column) => names(whole, column))
        return [...isRead, ...causesOf(name).filter((cause) => !list.includes(cause))].map((what) => [name, what])
      }
      const unseen = changeable.filter((column) => !never.has(column) && names(whole, column))
      return [...(list.includes(name) ? [] : [name]), ...unseen.map((column) => [name, column])]
    })
  }

  const listsIn = (text: string) =>
    [...text.matchAll(/table_name = any \('\{(.*?)\}'/g)].map(([, list]) => (list ?? '').split(','))

  it('changes with the events of its list, and with nothing else', async () => {
    const { text: waiting } = await textOf((query) => readWaitingFacts(query, clinic.id, new Date()))
    const { text: beside } = await textOf((query) => readBeside(query, member, unseen()))
    const item = { id: v7(), hold: null } as Parameters<typeof waitingItems>[1][number]
    const words = await textOf((query) => waitingItems(query, [item], { at: new Date(), unit: 'kg', words: new Map() }))
    const [kept = [], stood = []] = listsIn(waiting)
    expect([listsIn(beside), kept.length, stood.length]).toEqual([[stood], expect.any(Number), expect.any(Number)])
    const [standing = '', facts = ''] = (waiting.split('as "today",')[1] ?? '').split('case when head.stamp')
    expect(missing(facts, kept)).toEqual([])
    // The day of a window is read each time where it is shown.
    expect(missing(words.text, kept, ['rehab_windows'])).toEqual([])
    expect(missing(standing, stood)).toEqual([])
    // Of a set, only which import it came with, which it says from the first on.
    expect(open).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(import_)?id of (sets|measurements)$/)]))
    expect(missing(beside.split('as "stamp",')[1] ?? '', stood, ['sets', 'measurements'])).toEqual([])
    // An erasure is one event, whatever it takes out.
    for (const list of [kept, stood]) expect(list).toContain('erasures')
    // And what has no event, or is not on the list, would be said.
    const further = `${facts} training_sessions sessions_to_review`
    const causes = ['deviation_reviews', 'strikes', 'deviations'].map((table) => ['sessions_to_review', table])
    expect(new Set(missing(further, kept))).toEqual(new Set([...causes, 'training_sessions']))
  })

  it('is looked for in an index of its list alone', async () => {
    await clinic.owner(
      `select append_audit_event(current_clinic(), 'set.insert', 'sets', n::text, null, '{}') from generate_series(1, 200) n`,
    )
    const access = { kind: 'reading', clientId: null, pathKind: 'x', occurredAt: new Date() } as const
    const asked = await textOf((query) => lookAround(query, member, access))
    const plan = await readClinic(member, (query) => explained(query, asked))
    expect(rowsRead(plan, 'audit_events')).toBe(2)
  })
})

describe('what stands beside the worklist, kept', () => {
  let built: Built
  let sessionId: string
  const redFlagId = v7()
  const doneAt = new Date(Date.now() - 3 * 24 * 3_600_000)

  const look = (at = new Date(), who = member) =>
    readClinic(who, (query) =>
      lookAround(query, who, { kind: 'reading', clientId: null, pathKind: 'x', occurredAt: at }),
    )

  /** What is shown, and whether it was asked for. */
  async function shown(seen: Look, who = member) {
    const asked: string[] = []
    const beside = await readClinic(who, (query) => {
      const listening: Query = (named) => {
        asked.push(named.name)
        return query(named)
      }
      return readBeside(listening, who, seen)
    })
    return { beside, isKept: asked.length === 0 }
  }
  const anew = async (seen: Look) => (await shown({ ...seen, besideStamp: null })).beside

  const by = (who: Clinic['trainer'], text: string, ...values: unknown[]) => clinic.sql(who, text, values)

  it('is what it would be read anew, after whatever changes it', async () => {
    const { trainer, therapist, doctor, admin, otherTherapist } = clinic
    built = await buildCleared(clinic, { at: new Date(doneAt.getTime() - 24 * 3_600_000) })
    const changes: [string, () => Promise<unknown>][] = [
      ['a submission', async () => submit(clinic, await buildDraft(clinic, built.clientId))],
      ['a session that nobody asked after', async () => (sessionId = await train(clinic, built, { at: doneAt }))],
      [
        'a deviation',
        () =>
          by(
            trainer,
            `insert into deviations (clinic_id, id, session_id, kind, says, reason, recorded_by, occurred_at)
             values ($1, $2, $3, 'load-above', '12 kg, cleared for 9 kg', 'Wrong plate', $4, now())`,
            ...[clinic.id, v7(), sessionId, trainer.memberId],
          ),
      ],
      [
        'a look at it',
        () =>
          by(
            therapist,
            `insert into deviation_reviews (clinic_id, id, session_id, reviewed_by, note, occurred_at) values ($1, $2, $3, $4, '', now())`,
            ...[clinic.id, v7(), sessionId, therapist.memberId],
          ),
      ],
      [
        'a red flag',
        () =>
          by(
            trainer,
            `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, raised_by, occurred_at)
             values ($1, $2, $3, 'calf-pain', true, $4, now())`,
            ...[clinic.id, redFlagId, built.clientId, trainer.memberId],
          ),
      ],
      [
        'somebody who saw it',
        () =>
          by(
            doctor,
            `insert into red_flag_acknowledgements (clinic_id, id, red_flag_id, acknowledged_by, occurred_at) values ($1, $2, $3, $4, now())`,
            ...[clinic.id, v7(), redFlagId, doctor.memberId],
          ),
      ],
      ['another name', () => by(trainer, "update clients set family_name = 'Anders' where id = $1", built.clientId)],
      [
        'a warning that comes earlier',
        () => by(admin, 'update clinics set closing_from_day = 2 where id = $1', clinic.id),
      ],
      [
        'the session struck through',
        () =>
          by(
            trainer,
            `insert into strikes (clinic_id, subject, subject_id, client_id, reason, struck_by, occurred_at)
             values ($1, 'session', $2, $3, 'Entered twice', $4, now())`,
            ...[clinic.id, sessionId, built.clientId, trainer.memberId],
          ),
      ],
    ]
    for (const [what, change] of changes) {
      const seen = await look()
      const before = await shown(seen)
      expect([what, (await shown(await look())).isKept]).toEqual([what, true])
      await change()
      const now = await look()
      const after = await shown(now)
      expect([what, after.isKept, after.beside]).toEqual([what, false, await anew(now)])
      expect([what, after.beside]).not.toEqual([what, before.beside])
    }
    await measureLop(clinic, built.clientId)
    expect((await shown(await look())).isKept).toBe(true)
    expect(
      (await shown(await look(new Date(), await acting(otherTherapist)), await acting(otherTherapist))).isKept,
    ).toBe(false)
  })

  it('counts what is new in the inbox each time', async () => {
    const { shell } = (await shown(await look())).beside
    const news = () => shell.items.find(({ to }) => to === '/inbox')?.count ?? 0
    expect(news()).toBeGreaterThan(0)
    await by(clinic.therapist, 'update notifications set seen_at = now() where seen_at is null')
    const after = await shown(await look())
    expect([after.isKept, after.beside.shell.items.find(({ to }) => to === '/inbox')?.count]).toEqual([true, 0])
  })

  it('is read anew where the time alone has changed it', async () => {
    const hour = 3_600_000
    const at = (hours: number) => new Date(doneAt.getTime() + hours * hour)
    const again = await buildCleared(clinic, { at: at(-1) })
    await train(clinic, again, { at: at(0) })
    const counts: number[] = []
    // Later and later, by the page's clock; the last before what changes, and the first of it.
    for (const hours of [47, 48 - 1 / hour, 48, 71, 72, 96, 335, 336]) {
      const seen = await look(at(hours))
      const { beside } = await shown(seen)
      expect([hours, beside]).toEqual([hours, await anew(seen)])
      counts.push(beside.missed.count)
    }
    expect(counts).toEqual([0, 0, 1, 1, 1, 1, 1, 0])
    const late = await look(at(337))
    expect((await shown(late)).isKept).toBe(true)
    // A page that is asked for an earlier time is not shown what is later.
    expect((await shown({ ...late, at: at(335) })).isKept).toBe(false)
  })

  it('ends with the session that brought its client to the member', async () => {
    const both = await acting(clinic.trainerAndTherapist)
    const again = await buildCleared(clinic)
    await by(
      clinic.trainer,
      'insert into care_team (clinic_id, client_id, member_id, added_by) values ($1, $2, $3, $4)',
      ...[clinic.id, again.clientId, both.memberId, clinic.trainer.memberId],
    )
    await train(clinic, again, { by: clinic.trainerAndTherapist })
    await shown(await look(new Date(), both), both)
    const seen = await look(new Date(), both)
    expect((await shown(seen, both)).isKept).toBe(true)
    const later = (hours: number) => ({ ...seen, now: new Date(seen.now.getTime() + hours * 3_600_000) })
    expect((await shown(later(2.9), both)).isKept).toBe(true)
    expect((await shown(later(3), both)).isKept).toBe(false)
  })
})
