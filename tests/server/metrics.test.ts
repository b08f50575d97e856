/** Numbers for operators: how many, how long, and never of whom. */
import { describe, expect, it } from 'vitest'
import { nameOf } from '~/database/statements.server'
import { kindOf } from '~/server/metrics.server'
import { listen } from './shell'

const id = '019aab12-3c4d-7e5f-8a6b-0c1d2e3f4a5b'

describe('the metrics of requests', () => {
  it('count what was asked for in four kinds, whatever a stranger types', async () => {
    const shell = await listen()
    await shell.ask(`/clients/${id}?name=Greta+Falk`)
    await shell.ask('/Greta-Falk.data')
    const { body } = await shell.ask('/metrics')
    await shell.close()
    expect(body).toMatch(/clearway_http_request_seconds_count\{kind="page",status="4xx"\} [1-9]/)
    expect(body).toMatch(/clearway_http_request_seconds_count\{kind="data",status="4xx"\} [1-9]/)
    expect(body).not.toContain(id)
    expect(body).not.toMatch(/greta/i)
  })

  it.each([
    ['/assets/root-1a2b.css', 'asset'],
    ['/health/ready', 'watch'],
    ['/metrics', 'watch'],
    ['/clients.data', 'data'],
    ['/clients', 'page'],
    ['/assets', 'page'],
  ] as const)('%s is %s', (path, kind) => {
    expect(kindOf(path)).toBe(kind)
  })
})

describe('the time of an answer', () => {
  it('is told in development', async () => {
    const shell = await listen({ mode: 'development' })
    const { headers } = await shell.ask('/')
    await shell.close()
    expect(headers['server-timing']).toMatch(/^db;dur=0\.0;desc="0 statements", total;dur=\d+\.\d$/)
  })

  it('is nobody’s business in production', async () => {
    const shell = await listen()
    const { headers } = await shell.ask('/')
    await shell.close()
    expect(headers).not.toHaveProperty('server-timing')
  })
})

describe('a statement is called', () => {
  it.each([
    ['by its name', { name: 'client-head', text: 'select 1' }, 'client-head'],
    ['by verb and table', { text: 'INSERT INTO "public"."measurements" ("id") VALUES ($1)' }, 'insert measurements'],
    ['by verb and table', "select id from clients where family_name = 'Falk'", 'select clients'],
    ['by its verb', `begin; select set_config('clearway.clinic', '${id}', true)`, 'begin'],
    ['by nothing of it', { text: "-- Falk\n'Falk'" }, 'unnamed'],
    ['by nothing of it', null, 'unnamed'],
  ])('%s', (_how, statement, name) => {
    expect(nameOf(statement)).toBe(name)
  })
})
