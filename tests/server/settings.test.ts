/** A server that would be unsafe does not start, and says why. */
import { describe, expect, it } from 'vitest'
import { processesFor, readSettings, sealKeyAdvice } from '~/server/settings.server'

describe('the settings', () => {
  it('are a real installation on this machine alone, behind nobody, when nothing is said', () => {
    const mail = { server: null, from: '', url: null }
    expect(readSettings({})).toEqual({
      kind: 'real',
      host: '127.0.0.1',
      port: 3000,
      processes: expect.any(Number),
      trustProxy: false,
      metricsToken: null,
      slowStatementMs: 500,
      sealKey: null,
      mail,
    })
  })

  it.each([
    [2, 24, 2],
    [16, 24, 4],
    [4, 2, 2],
    [4, 0.5, 1],
    [1, 24, 1],
  ])('let %i cores and %d GiB have their processes', (cores, gibibytes, processes) => {
    expect(processesFor(cores, gibibytes * 2 ** 30)).toBe(processes)
  })

  it('let more processes serve where they are asked for, and never none', () => {
    expect(readSettings({ CLEARWAY_PROCESSES: '12' }).processes).toBe(12)
    expect(() => readSettings({ CLEARWAY_PROCESSES: '0' })).toThrow('CLEARWAY_PROCESSES')
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

  it('say of a server that may be one of several that it seals with a key of its own', () => {
    const DATABASE_URL = 'postgres://db.example/clearway'
    expect(sealKeyAdvice(readSettings({}), { DATABASE_URL })).toContain('CLEARWAY_SEAL_KEY is not set')
    expect(sealKeyAdvice(readSettings({}), {})).toBeNull()
    expect(sealKeyAdvice(readSettings({ CLEARWAY_SEAL_KEY: 'k'.repeat(32) }), { DATABASE_URL })).toBeNull()
  })

  it('refuse a kind nobody knows', () => {
    expect(() => readSettings({ CLEARWAY_KIND: 'staging' })).toThrow('CLEARWAY_KIND is real, demo or test')
  })

  it.each(['short', 'x'.repeat(201), 'twenty characters and spaces'])('refuse the metrics token %j', (token) => {
    expect(() => readSettings({ CLEARWAY_METRICS_TOKEN: token })).toThrow('CLEARWAY_METRICS_TOKEN is 20 to 200')
  })
})

describe('the settings of mail', () => {
  const mailOf = (url: string, more: Record<string, string> = {}) =>
    readSettings({ CLEARWAY_SMTP_URL: url, CLEARWAY_MAIL_FROM: 'clearway@clinic.example', ...more }).mail

  it.each([
    ['smtp://mail.clinic.example', { host: 'mail.clinic.example', port: 587, isSecure: false, isLoopback: false }],
    ['smtps://mail.clinic.example', { host: 'mail.clinic.example', port: 465, isSecure: true, isLoopback: false }],
    ['smtp://127.0.0.1:2525', { host: '127.0.0.1', port: 2525, isSecure: false, isLoopback: true }],
    ['smtp://[::1]:25/', { host: '::1', port: 25, isLoopback: true }],
    ['smtp://us%40er:p%3Aw@mail.example:25', { port: 25, login: { user: 'us@er', password: 'p:w' } }],
  ])('understand the server %s', (url, expected) => expect(mailOf(url).server).toMatchObject(expected))

  it.each([
    'mail.clinic.example',
    'http://mail.example',
    'smtp://mail.example?tls.rejectUnauthorized=false',
    'smtp://',
    'smtp://a:%zz@mail.example',
  ])('refuse the server %s, without saying it again', (url) => {
    expect(() => mailOf(url)).toThrow('CLEARWAY_SMTP_URL is smtp://')
    expect(() => mailOf(url)).not.toThrow('mail.')
  })

  it.each(['', 'Clearway', 'Clearway <a@b.example>', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example'])(
    'refuse to send from %j',
    (from) => expect(() => mailOf('smtp://127.0.0.1', { CLEARWAY_MAIL_FROM: from })).toThrow('CLEARWAY_MAIL_FROM'),
  )

  it.each([
    ['https://clearway.clinic.example', 'https://clearway.clinic.example'],
    ['https://clinic.example:8443/', 'https://clinic.example:8443'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['', null],
  ])('lead from a mail to %j', (CLEARWAY_URL, url) => expect(readSettings({ CLEARWAY_URL }).mail.url).toBe(url))

  it.each(['http://clinic.example', 'https://clinic.example/path', 'https://a:b@clinic.example', 'clinic.example'])(
    'refuse the link %s',
    (CLEARWAY_URL) => expect(() => readSettings({ CLEARWAY_URL })).toThrow('CLEARWAY_URL is https://'),
  )

  it('let no demo send mail out of this machine', () => {
    expect(() => mailOf('smtp://mail.example', { CLEARWAY_KIND: 'demo' })).toThrow(
      'CLEARWAY_SMTP_URL is on this machine',
    )
    expect(mailOf('smtp://127.0.0.1', { CLEARWAY_KIND: 'demo' }).server?.isLoopback).toBe(true)
  })
})
