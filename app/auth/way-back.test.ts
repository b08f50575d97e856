import { describe, expect, it } from 'vitest'
import { loginPath, safeNext } from './way-back.server'

describe('the way back', () => {
  it.each(['/', '/clients', '/clients?page=2&sort=name', '/programs/019a/clearance'])(
    'leads to our own page %s',
    (next) => {
      expect(safeNext(next)).toBe(next)
    },
  )

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/%0d%0aSet-Cookie:x=1\r\nX: y',
    '/..//evil.example',
    '/./\\evil.example',
    'javascript:alert(1)',
    ' //evil.example',
    'clients',
    '',
    '/\u0000',
    '/login',
    '/login?next=/login',
    '/logout',
    '/setup/abc',
  ])('never leads to %j', (next) => {
    expect(safeNext(next)).toBe('/')
  })

  it('is the front page for anything that is not text', () => {
    for (const next of [undefined, null, 7, ['/clients'], { toString: () => '/clients' }])
      expect(safeNext(next)).toBe('/')
  })

  it('names the page that was asked for, without what Remix adds', () => {
    const to = (path: string) => loginPath(new Request(`http://localhost:3000${path}`))
    expect(to('/')).toBe('/login')
    expect(to('/_root.data')).toBe('/login')
    expect(to('/clients.data?page=2&_routes=routes%2Fclients')).toBe('/login?next=%2Fclients%3Fpage%3D2')
    expect(to('/logout')).toBe('/login')
    expect(to('//evil.example')).toBe('/login')
  })
})
