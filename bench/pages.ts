/** The two pages a client's record is read by: a program with all that is on it, and their progress, beside the limit. */
import type { Bench, Figure } from './kit/figure'
import { load, type Load } from './kit/load'
import { useRichClient } from './kit/rich-client'
import { interleaved, inTurn } from './kit/rounds'
import { startClearway, startLimit, useScaleClinic } from './kit/scale-clinic'

export const pages: Bench = {
  says: 'the page of a program and of a client’s progress beside the limit, as pages and as their .data',
  async run({ rounds, programs }) {
    const clinic = await useScaleClinic(programs ?? 100_000)
    const { clientId, programId } = await useRichClient(clinic)
    const clinician = await clinic.logIn('Lin Chen')
    const { rows } = await clinic.superuser.query<{ id: string }>(
      'select id from programs where clinic_id = $1 order by id desc offset 1000 limit 500',
      [clinic.id],
    )
    const limit = await startLimit(clinic, clinician)
    const [clearway, alone] = [await startClearway(clinic), await startClearway(clinic, 1)]
    const next = inTurn(rows)
    const page = (path: string, ...holds: string[]): Load => ({
      port: clearway.port,
      ask: () => ({ path, headers: { cookie: clinician.cookie } }),
      isRight: (body) => holds.every((each) => body.includes(each)),
    })
    const turns = {
      limit: {
        port: limit.port,
        ask: () => ({ path: `/limit?after=${next().id}`, headers: { 'x-login': clinician.idHash } }),
        isRight: (body) => (JSON.parse(body) as unknown[]).length === 50,
      } satisfies Load,
      program: page(`/programs/${programId}`, 'version 2', 'Lin Chen', 'streamController.close()'),
      programData: page(`/programs/${programId}.data`, 'programs.$programId._index', 'Lin Chen'),
      progress: page(`/clients/${clientId}/progress`, 'Leg extension', 'streamController.close()'),
      progressData: page(`/clients/${clientId}/progress.data`, 'clients.$clientId.progress', 'Leg extension'),
    }
    try {
      const found = await interleaved(
        {
          limit: () => load(turns.limit),
          program: () => load(turns.program),
          programData: () => load(turns.programData),
          programAlone: () => load({ ...turns.program, port: alone.port }),
          progress: () => load(turns.progress),
          progressData: () => load(turns.progressData),
          progressAlone: () => load({ ...turns.progress, port: alone.port }),
        },
        rounds,
      )
      const share = (name: keyof typeof found) =>
        found[name].map(({ perSecond }, round) => (100 * perSecond) / (found.limit[round]?.perSecond ?? Number.NaN))
      const figures = (says: string, name: 'program' | 'progress'): Figure[] => [
        { name: says, unit: '% of the limit', values: share(name), goal: { least: 12 } },
        { name: `${says} by client navigation`, unit: '% of the limit', values: share(`${name}Data`) },
        { name: `${says}, by one process`, unit: '% of the limit', values: share(`${name}Alone`) },
        { name: `${says}, p50`, unit: 'ms', values: found[name].map(({ p50 }) => p50) },
        { name: `${says}, p99`, unit: 'ms', values: found[name].map(({ p99 }) => p99) },
        { name: says, unit: 'kB', values: found[name].map(({ bytes }) => bytes / 1000) },
      ]
      return [
        ...figures('program page', 'program'),
        ...figures('progress page', 'progress'),
        { name: 'the limit', unit: 'requests/s', values: found.limit.map(({ perSecond }) => perSecond) },
      ] satisfies Figure[]
    } finally {
      for (const each of [limit, clearway, alone]) await each.stop()
      await clinic.leave()
    }
  },
}
