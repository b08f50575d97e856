/** What a clinician waits for when they land: the page of what needs their decision, beside the limit and layer by layer. */
import { readSettings } from '~/server/settings.server'
import type { Bench, Figure } from './kit/figure'
import { load, type Load } from './kit/load'
import { interleaved, inTurn } from './kit/rounds'
import { startClearway, startLimit, useScaleClinic } from './kit/scale-clinic'

export const worklist: Bench = {
  says: 'the clinician’s worklist page and its .data beside the limit, and what each layer costs',
  async run({ rounds, programs }) {
    const clinic = await useScaleClinic(programs ?? 100_000)
    const clinician = await clinic.logIn('Lin Chen')
    const { rows } = await clinic.superuser.query<{ id: string }>(
      'select id from programs where clinic_id = $1 order by id desc offset 1000 limit 500',
      [clinic.id],
    )
    const limit = await startLimit(clinic, clinician)
    const limits = await startLimit(clinic, clinician, readSettings().processes)
    const [clearway, alone] = [await startClearway(clinic), await startClearway(clinic, 1)]
    const next = inTurn(rows)
    const bare = (path: string): Load => ({
      port: limit.port,
      ask: () => ({
        path: `${path}?after=${next().id}`,
        headers: { 'x-login': clinician.idHash },
      }),
      isRight: (body) => (JSON.parse(body) as unknown[]).length === 50,
    })
    const headers = { cookie: clinician.cookie }
    const page: Load = {
      port: clearway.port,
      ask: () => ({ path: '/worklist', headers }),
      isRight: (body) => body.split('data-row-link=').length > 50 && body.includes('streamController.close()'),
    }
    // An event and nothing else: what it is of is not written, and what the page rests on is read anew for it all the same.
    const text = "select append_audit_event($1, 'set.insert', $2, '', null, '{}')"
    let writing: Promise<unknown> = Promise.resolve()
    const written = (table: string) => () => {
      writing = writing.then(() => clinic.superuser.query({ name: 'written', text, values: [clinic.id, table] }))
      return writing
    }
    const turns = {
      limit: bare('/limit'),
      limits: { ...bare('/limit'), port: limits.port },
      transaction: bare('/transaction'),
      security: bare('/row-level-security'),
      access: bare('/access-row'),
      data: {
        port: clearway.port,
        ask: () => ({ path: '/worklist.data', headers }),
        isRight: (body) => body.includes('whyNotYours') && body.length > 10_000,
      } satisfies Load,
      page,
      pageAlone: { ...page, port: alone.port },
      compressed: {
        ...page,
        ask: () => ({ path: '/worklist', headers: { ...headers, 'accept-encoding': 'gzip, deflate, br, zstd' } }),
      },
      logged: { ...page, before: written('sets') },
      started: { ...page, before: written('training_sessions') },
      submitted: { ...page, before: written('versions') },
    }
    try {
      const found = await interleaved(
        mapped(turns, (each) => () => load(each)),
        rounds,
      )
      const each = (name: keyof typeof turns, of: (round: (typeof found)['limit'][number]) => number) =>
        found[name].map(of)
      const share = (name: keyof typeof turns, of: keyof typeof turns = 'limit') =>
        found[name].map(({ perSecond }, round) => (100 * perSecond) / (found[of][round]?.perSecond ?? Number.NaN))
      return [
        { name: 'worklist page', unit: '% of the limit', values: share('page'), goal: { least: 15 } },
        { name: 'worklist by client navigation', unit: '% of the limit', values: share('data'), goal: { least: 30 } },
        { name: 'worklist page, by one process', unit: '% of the limit', values: share('pageAlone') },
        { name: 'the limit', unit: 'requests/s', values: each('limit', ({ perSecond }) => perSecond) },
        { name: 'the limit by as many processes', unit: '% of the limit', values: share('limits') },
        { name: 'the limit in a transaction', unit: '% of the limit', values: share('transaction') },
        { name: '… with row-level security', unit: '% of the limit', values: share('security') },
        { name: '… and the access row', unit: '% of the limit', values: share('access') },
        { name: 'worklist page, compressed', unit: '% of the limit', values: share('compressed') },
        { name: '… a set logged before each', unit: '% of the limit', values: share('logged') },
        { name: '… a session started before each', unit: '% of the limit', values: share('started') },
        { name: '… a version submitted before each', unit: '% of the limit', values: share('submitted') },
        { name: 'React: the page of its data', unit: '% of its .data', values: share('page', 'data') },
        { name: 'worklist page, p50', unit: 'ms', values: each('page', ({ p50 }) => p50) },
        { name: 'worklist page, p99', unit: 'ms', values: each('page', ({ p99 }) => p99) },
        { name: 'worklist page', unit: 'kB', values: each('page', ({ bytes }) => bytes / 1000) },
        { name: 'worklist page, compressed', unit: 'kB', values: each('compressed', ({ bytes }) => bytes / 1000) },
      ] satisfies Figure[]
    } finally {
      for (const each of [limit, limits, clearway, alone]) await each.stop()
      await clinic.leave()
    }
  },
}

const mapped = <Name extends string, In, Out>(all: Record<Name, In>, to: (one: In) => Out) =>
  Object.fromEntries(Object.entries<In>(all).map(([name, one]) => [name, to(one)])) as Record<Name, Out>
