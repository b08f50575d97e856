/** A server that would be unsafe does not start, and says why. */
import { describe, expect, it } from 'vitest'
import { readSettings } from '~/server/settings.server'

describe('the settings', () => {
  it('are a real installation on this machine alone, behind nobody, when nothing is said', () => {
    expect(readSettings({})).toEqual({
      kind: 'real',
      host: '127.0.0.1',
      port: 3000,
      trustProxy: false,
      metricsToken: null,
    })
  })

  it.each([
    ['false', false],
    ['', false],
    ['0', false],
    ['1', 1],
    ['2', 2],
    ['loopback', ['loopback']],
    ['10.0.0.1, 10.1.0.0/16', ['10.0.0.1', '10.1.0.0/16']],
    ['fd00::1', ['fd00::1']],
  ])('trust the proxies of %j exactly', (value, trustProxy) => {
    expect(readSettings({ CLEARWAY_TRUST_PROXY: value }).trustProxy).toEqual(trustProxy)
  })

  it.each(['true', 'yes', '10.0.0.0/x', 'proxy.example', '1,2', '10.0.0.1/8/8'])('refuse to trust %j', (value) => {
    expect(() => readSettings({ CLEARWAY_TRUST_PROXY: value })).toThrow('CLEARWAY_TRUST_PROXY is false, a number')
  })

  it.each(['127.0.0.1', '::1', 'localhost'])('let the demo listen on %s', (HOST) => {
    expect(readSettings({ CLEARWAY_KIND: 'demo', HOST }).host).toBe(HOST)
  })

  it.each(['0.0.0.0', '::', '192.168.1.20', '127.0.0.1.example'])('refuse to show the demo on %s', (HOST) => {
    expect(() => readSettings({ CLEARWAY_KIND: 'demo', HOST })).toThrow('HOST is a loopback address in the demo')
  })

  it.each(['x', '-1', '70000', '3.5'])('refuse the port %j', (PORT) => {
    expect(() => readSettings({ PORT })).toThrow('PORT')
  })

  it('refuse a kind nobody knows', () => {
    expect(() => readSettings({ CLEARWAY_KIND: 'staging' })).toThrow('CLEARWAY_KIND is real, demo or test')
  })

  it.each(['short', 'x'.repeat(201), 'twenty characters and spaces'])('refuse the metrics token %j', (token) => {
    expect(() => readSettings({ CLEARWAY_METRICS_TOKEN: token })).toThrow('CLEARWAY_METRICS_TOKEN is 20 to 200')
  })
})
