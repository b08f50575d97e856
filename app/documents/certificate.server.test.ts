import { extractText, getDocumentProxy, getMeta } from 'unpdf'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Proof } from '~/domain/proof'
import type { SignedContent } from '~/domain/signed-content'
import { type Certified, certificateSheet } from '~/ui/certificate-words'
import { certificatePdf } from './certificate.server'

const hash = '7f3a91c20be4'.padEnd(64, '5')
const exported = 'e4'.repeat(32)
const line: SignedContent['content']['prescriptions'][number] = {
  id: 'l1',
  position: 1,
  exercise: 'Leg extension',
  mode: 'bfr-resistance',
  limb: 'left-leg',
  load: { kind: 'percent-1rm', percent: 30 },
  reps: [30, 15, 15, 15],
  restSeconds: 45,
  tempoSeconds: null,
  restriction: {
    pressure: { kind: 'percent-lop', percent: 60 },
    cuffWidthCm: 11.5,
    restrictionMinutes: 8,
    reperfusionSeconds: 180,
  },
  aerobic: null,
}
const signed: SignedContent = {
  programName: 'Knee, return from injury',
  number: 2,
  extensionReason: null,
  ruleEdition: '2026.1',
  findings: [],
  content: {
    kind: 'amendment',
    goal: 'return-from-injury',
    diagnosis: 'ACL reconstruction',
    procedure: { name: 'ACL graft', on: '2026-08-30' },
    restrictions: { range: '0 to 90 degrees', weightBearing: null, noMaximalTestBefore: null },
    schedule: { sessionsPerWeek: 3, sessionsPerDay: 1, weeks: 3 },
    extensionDays: null,
    prescriptions: [line],
  },
}
const proof: Proof = {
  decision: {
    id: '019abc00-0000-7000-8000-00000000d0c1',
    versionId: 'v',
    outcome: 'cleared-with-limits',
    signerName: 'Lin Chen',
    signedAs: 'physical-therapist',
    licenceNumber: 'PT-1002',
    licenceValidUntil: '2027-03-31',
    // Ten past two in Berlin, where the clinic was; one in London.
    at: '2026-11-20T13:10:00Z',
    timeZone: 'Europe/Berlin',
    meaning: 'I clear this program to start within the limits set here',
    reason: '',
    justification: null,
    limits: {
      maxLoadPercent: 25,
      maxPressurePercent: null,
      maxSessionsPerWeek: null,
      isSupervisedOnly: true,
      reviewBy: null,
    },
    validUntil: '2026-12-20',
    contentHash: hash,
    answers: [],
    comments: [],
  },
  decidedBy: 'm',
  client: { id: 'c', givenName: 'Ana', familyName: 'Lindqvist', birthDate: '1990-05-04', recordNumber: 'R-1004' },
  program: { id: 'p', name: 'Knee', status: 'active', isStarted: true, openHolds: 0 },
  version: {
    number: 2,
    status: 'cleared',
    submittedBy: 'Maya Ruiz',
    submittedAt: '2026-11-20T10:00:00Z',
    content: '',
  },
  isContentWhole: true,
  risk: 'precaution',
  screening: {
    on: '2026-11-19',
    by: 'Maya Ruiz',
    systolic: 118,
    diastolic: 76,
    reasons: [],
    note: null,
    isErased: false,
    answers: {
      ageYears: 36,
      bmi: null,
      bloodPressures: [],
      painNrs: null,
      surgery: null,
      conditions: [],
      rejected: [],
      medication: { isOnAnticoagulant: false, anticoagulantFor: null, isOnOestrogen: false },
    },
  },
  before: null,
  after: null,
  endedBy: null,
  link: { seq: 412, hash: 'c0'.repeat(32) },
  sessions: { total: 0, first: null, last: null, outside: 0, deviations: 0, struck: 0 },
  audits: [],
  today: '2026-11-26',
}
const certified: Certified = {
  proof,
  signed,
  standing: 'in-force',
  clinicName: 'Riverside Clinic',
  printed: { by: 'Fiona Larkspur', at: new Date('2026-11-26T09:30:00Z'), seq: 980, hash: exported },
  format: { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' },
}

async function read(change: Partial<Certified> = {}) {
  const file = certificatePdf(certificateSheet({ ...certified, ...change }), certified.printed.at)
  const pieces: Buffer[] = []
  for await (const piece of file) pieces.push(Buffer.from(piece))
  const document = await getDocumentProxy(new Uint8Array(Buffer.concat(pieces)))
  const { text, totalPages } = await extractText(document, { mergePages: true })
  return { words: text.replaceAll(/\s+/g, ' '), totalPages, document }
}

const withLines = (count: number, exercise = 'Leg extension') => ({
  signed: {
    ...signed,
    content: {
      ...signed.content,
      prescriptions: Array.from({ length: count }, (_, at) => ({ ...line, id: `l${at}`, position: at + 1, exercise })),
    },
  },
})

let usual: Awaited<ReturnType<typeof read>>
beforeAll(async () => {
  usual = await read()
})

describe('a certificate', () => {
  it('names signer, role, licence, time with zone, meaning, and the whole content hash', () => {
    const { words } = usual
    for (const said of [
      '“I clear this program to start within the limits set here”',
      'Lin Chen, physical therapist',
      'PT-1002, valid until 31 Mar 2027',
      '20 Nov 2026, 14:10 CET',
      `SHA-256 ${hash}`,
      `cleared with limits, ${proof.decision.id}`,
      '20 Dec 2026',
      `event 412, ${'c0'.repeat(32)}`,
    ])
      expect(words).toContain(said)
  })

  it('says whose it is, for which program, with dose and limits, on which screening and rules', () => {
    const { words } = usual
    for (const said of [
      'Riverside Clinic',
      'Ana Lindqvist',
      '4 May 1990',
      'R-1004',
      'Knee, return from injury, version 2, amendment',
      'ACL reconstruction',
      'ACL graft, 30 Aug 2026',
      '0 to 90 degrees',
      '3 sessions a week, 1 a day, for 3 weeks',
      'Leg extension, left leg: 30 % of 1RM, 30-15-15-15, rest 45 s, cuff 11.5 cm at 60 % of LOP, on 8 min, off 3 min',
      'load at most 25 % of 1RM; supervised only. Where a line below asks for more, the limit counts.',
      '19 Nov 2026: precaution',
      'edition 2026.1',
      'In force, as of 26 Nov 2026, 10:30 CET',
      `Printed by Fiona Larkspur, 26 Nov 2026, 10:30 CET: event 980 of the clinic’s audit chain, ${exported}`,
    ])
      expect(words).toContain(said)
    expect(words).not.toContain('NOT IN FORCE')
  })

  it('tells the file’s reader its title and language, and nobody’s name', async () => {
    const { document } = usual
    const { info } = await getMeta(document)
    expect(info).toMatchObject({ Title: 'Certificate of clearance', Language: 'en' })
    expect(JSON.stringify(info)).not.toMatch(/Lindqvist|Ana/)
    expect((await document.getMarkInfo())?.Marked).toBe(true)
    const page = await document.getPage(1)
    expect(JSON.stringify(await page.getStructTree())).toMatch(/"role":"H1"/)
  })

  it.each([1, 8, 30])('of %i lines is one page with every one of them', async (count) => {
    const { words, totalPages } = await read(withLines(count))
    expect(totalPages).toBe(1)
    expect(words).toContain(`${count}. Leg extension`)
    expect(words).not.toContain('more line')
    expect(words).toContain(`SHA-256 ${hash}`)
  })

  it('of 40 lines with the longest names is one page, and says how many more there are', async () => {
    const { words, totalPages } = await read(withLines(40, 'Extension '.repeat(12).trim()))
    expect(totalPages).toBe(1)
    const [, more] = words.match(/and (\d+) more lines: see the program\./) ?? []
    const shown = words.match(/\d+\. Extension/g)?.length ?? 0
    expect(Number(more) + shown).toBe(40)
    expect(words).toContain(`SHA-256 ${hash}`)
  })

  it('of the longest everything is still one page, on either paper', async () => {
    const long = 'W'.repeat(200)
    const names = { givenName: long, familyName: long, recordNumber: 'R'.repeat(80) }
    const content = {
      ...signed.content,
      diagnosis: long + long,
      procedure: { name: long + long, on: null },
      restrictions: { range: long + long, weightBearing: long + long, noMaximalTestBefore: null },
    }
    const change = {
      clinicName: long,
      proof: { ...proof, client: { ...proof.client, ...names }, decision: { ...proof.decision, signerName: long } },
      signed: {
        ...signed,
        programName: long,
        content: { ...content, prescriptions: withLines(40).signed.content.prescriptions },
      },
    }
    for (const locale of ['en-GB', 'en-US']) {
      const { totalPages, words } = await read({ ...change, format: { ...certified.format, locale } })
      expect(totalPages).toBe(1)
      expect(words).toContain(`SHA-256 ${hash}`)
    }
  })

  it('keeps accents, and says that a sign cannot be printed where the typeface lacks it', async () => {
    const client = { ...proof.client, givenName: 'Jose\u0301 Mar\u00eda', familyName: 'Łukasz Δ 😀\u0000 李' }
    const { words } = await read({ proof: { ...proof, client } })
    expect(words).toContain('José María Łukasz Δ □ □')
    expect(words).toContain('□ stands for a sign that cannot be printed here.')
    expect(usual.words).not.toContain('□')
  })
})

describe('a certificate of a clearance that is no longer in force', () => {
  const endedBy = {
    id: 'd2',
    at: '2026-11-24T08:00:00Z',
    outcome: 'revoked',
    versionNumber: 3,
    signerName: 'Dr Amara Osei',
  } as const

  it('says across its top that it was revoked, by whom and when', async () => {
    const { words } = await read({ standing: 'revoked', proof: { ...proof, endedBy } })
    expect(words).toContain('NOT IN FORCE: REVOKED, as of 26 Nov 2026, 10:30 CET')
    expect(words).toContain('Revoked by Dr Amara Osei, 24 Nov 2026, 09:00 CET.')
  })

  it.each([
    ['superseded', 'NOT IN FORCE: SUPERSEDED, as of', 'Version 3 was cleared in its place'],
    ['expired', 'NOT IN FORCE: EXPIRED, as of', 'No session was started by 20 Dec 2026.'],
    ['program-over', 'NOT IN FORCE: PROGRAM OVER, as of', 'The program is active.'],
    ['review-passed', 'NOT IN FORCE: REVIEW DAY PASSED, as of', 'nobody cleared it again'],
    ['not-whole', 'NOT IN FORCE: NOT WHAT WAS SIGNED, as of', 'nothing runs under it'],
  ] as const)('says that it is %s', (standing, headline, sentence) => {
    const sheet = certificateSheet({ ...certified, standing, proof: { ...proof, endedBy } })
    expect(sheet.standing.tone).toBe('stop')
    expect(sheet.standing.headline).toContain(headline)
    expect(sheet.standing.sentence).toContain(sentence)
  })

  it('says of a hold that nothing starts, though it is in force', () => {
    const { standing } = certificateSheet({ ...certified, standing: 'on-hold' })
    expect(standing).toMatchObject({ tone: 'hold', sentence: expect.stringContaining('no session starts') })
    expect(standing.headline).toMatch(/^In force, on hold, as of/)
  })
})
