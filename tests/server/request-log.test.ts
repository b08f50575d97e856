/** The log finds a request again, and names nobody. */
import { describe, expect, it } from 'vitest'
import { errorFacts } from '~/server/log.server'
import { loggedPath } from '~/server/request-log.server'
import { listen } from './shell'

const id = '019aab12-3c4d-7e5f-8a6b-0c1d2e3f4a5b'

describe('the line of a request', () => {
  it('has its number, method, path, status and time, and no query', async () => {
    const shell = await listen()
    const { headers } = await shell.ask(`/clients/${id}?name=Greta+Falk`)
    expect(shell.lines).toEqual([
      {
        level: 'info',
        kind: 'request',
        id: headers['x-request-id'],
        method: 'GET',
        path: `/clients/${id}`,
        status: 404,
        milliseconds: expect.any(Number),
        statements: 0,
        databaseMilliseconds: 0,
      },
    ])
    await shell.close()
  })

  it.each([
    ['/', '/'],
    ['/programs/new', '/programs/new'],
    [`/programs/${id}/clearance.data`, `/programs/${id}/clearance.data`],
    ['/_root.data', '/_root.data'],
    ['/setup/qX3v9TzLr0aPk2Wn', '/setup/*'],
    ['/invitations/jbswy3dpehpk3pxp', '/invitations/*'],
    ['/password-reset/-q3v9tzlr0apk2wn_q3v9tzlr0apk2wnq3v9tzlr0ap', '/password-reset/*'],
    ['/password-reset/-q3v9tzlr0apk2wn_q3v9tzlr0apk2wnq3v9tzlr0ap.data', '/password-reset/*'],
    ['/clients/Greta%20Falk', '/clients/*'],
    ['/clients/Greta', '/clients/*'],
    ['/assets/root-1a2b.css', '/assets/*'],
  ])('writes %s as %s', (path, logged) => {
    expect(loggedPath(path)).toBe(logged)
  })
})

describe('the facts of an error', () => {
  it('are its class, code and places, and nothing of its message', () => {
    const error = Object.assign(new RangeError('Greta Falk\n    at home (/clients/greta:1:1)'), { code: '23505' })
    const facts = errorFacts(error)
    expect(facts).toMatchObject({ name: 'RangeError', code: '23505' })
    expect(facts.frames[0]).toContain('request-log.test.ts')
    expect(JSON.stringify(facts)).not.toMatch(/greta/i)
  })

  it('leave out a code that is none', () => {
    expect(errorFacts(Object.assign(new Error('x'), { code: 'Greta Falk' })).code).toBeUndefined()
  })

  it('of something thrown that is no error are its kind', () => {
    expect(errorFacts('Greta Falk')).toEqual({ name: 'string', code: undefined, frames: [] })
  })
})
