/** What is kept under a stamp of the chain changes with the events that move it, and with nothing else. */
import pg from 'pg'
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { readWaitingFacts } from '~/data/waiting-facts.server'
import { waitingItems } from '~/data/waiting-items.server'
import { readBeside } from '~/data/worklist-beside.server'
import { lookAround } from '~/data/worklist-look.server'
import { readClinic } from '~/database/door.server'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
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
    // The text of an admin who is a clinician asks for more than that of any other.
    const most = { ...member, roles: [...member.roles, 'admin' as const] }
    const { text: beside } = await textOf((query) => readBeside(query, most, unseen()))
    expect(beside).toContain('licence_valid_until')
    const item = { id: v7(), hold: null } as Parameters<typeof waitingItems>[1][number]
    const words = await textOf((query) => waitingItems(query, [item], { at: new Date(), unit: 'kg', words: new Map() }))
    const [kept = [], stood = []] = listsIn(waiting)
    expect([listsIn(beside), kept.length, stood.length]).toEqual([[stood], expect.any(Number), expect.any(Number)])
    const [, standing = '', facts = ''] = waiting.split('case when head.stamp')
    expect(missing(facts, kept)).toEqual([])
    // The day of a window is read each time where it is shown.
    expect(missing(words.text, kept, ['rehab_windows'])).toEqual([])
    expect(missing(standing, stood)).toEqual([])
    // What is told is asked each time. Of a set, only which import it came with, which it says from the first on.
    expect(open).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(import_)?id of (sets|measurements)$/)]))
    expect(missing(beside.split('as "stamp",')[1] ?? '', stood, ['sets', 'measurements', 'notifications'])).toEqual([])
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
