import { beforeEach, describe, expect, it } from 'vitest'
import { newOffer, openOffer } from './second-factor-offer.server'
import { seal, useSealKey } from './seal.server'
import { makeRecoveryCodes, matchStep, proofOf, secretWords } from './totp.server'

// RFC 6238, appendix B, SHA-1. Its codes have 8 digits; of 6 digits they are the last six (RFC 4226, 5.3).
const secret = Buffer.from('12345678901234567890')
const vectors: [seconds: number, code: string][] = [
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
]
const at = (seconds: number) => new Date(seconds * 1000)
const sixOf = (code: string) => code.slice(2)

beforeEach(() => useSealKey('the seal key of the tests, long enough'))

describe('a code', () => {
  it.each(vectors)('of RFC 6238 at %i s is %s, and of the half minutes beside it', (seconds, code) => {
    const step = Math.floor(seconds / 30)
    for (const moved of [-30, 0, 30]) expect(matchStep(secret, sixOf(code), at(seconds + moved))).toBe(step)
  })

  it.each(vectors)('of RFC 6238 at %i s counts neither a minute before nor a minute after', (seconds, code) => {
    for (const moved of [-60, 60]) expect(matchStep(secret, sixOf(code), at(seconds + moved))).toBeNull()
  })

  it.each(['94287082', '28708', '2870822', '', 'abcdef', '287083'])('is not %j', (code) => {
    expect(matchStep(secret, code, at(59))).toBeNull()
  })
})

describe('what is shown to the database', () => {
  const sealed = () => seal('second-factor', secret)

  it('is the secret with the step of a right code, however it was spaced', () => {
    for (const typed of ['287082', '287 082', ' 287082 ']) {
      expect(proofOf(sealed(), typed, at(59))).toEqual({ proof: secret, step: 1 })
    }
  })

  it('is nothing at all for a wrong code, for none sealed, and for one sealed with another key', () => {
    const nothing = { proof: Buffer.alloc(0), step: null }
    expect(proofOf(sealed(), '287083', at(59))).toEqual(nothing)
    expect(proofOf(null, '287082', at(59))).toEqual(nothing)
    const elsewhere = sealed()
    useSealKey('o'.repeat(32))
    expect(proofOf(elsewhere, '287082', at(59))).toEqual(nothing)
  })

  it('is a recovery code without a step, as it was made however it was typed', () => {
    const proof = { proof: Buffer.from('ABCDEFGH2345WXYZ'), step: null }
    for (const typed of ['ABCD-EFGH-2345-WXYZ', 'abcd efgh 2345 wxyz', 'abcdefgh2345wxyz']) {
      expect(proofOf(sealed(), typed, at(59))).toEqual(proof)
    }
  })
})

describe('a secret', () => {
  // RFC 4648: the base32 of this secret, as every authenticator has it.
  it('is told as base32, and in the address of a picture', () => {
    const { base32, address } = secretWords(secret, 'ada@riverside.example')
    expect(base32).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
    expect(address).toContain(`secret=${base32}`)
    expect(address).toMatch(/^otpauth:\/\/totp\/Clearway:ada%40riverside\.example\?/)
    for (const part of ['issuer=Clearway', 'algorithm=SHA1', 'digits=6', 'period=30']) expect(address).toContain(part)
  })

  it('has 160 bits, comes back sealed within the hour, and to its own member alone', () => {
    const [one, other] = [
      { memberId: 'a', email: 'a@x.example' },
      { memberId: 'b', email: 'b@x.example' },
    ]
    const { offer, groups } = newOffer(one, at(0))
    expect(groups.join('')).toMatch(/^[A-Z2-7]{32}$/)
    expect(offer).not.toContain(groups.join(''))
    expect(openOffer(one, offer, at(3600))?.secret).toHaveLength(20)
    expect(openOffer(one, offer, at(3600))?.shown.groups).toEqual(groups)
    expect(openOffer(one, offer, at(3601))).toBeNull()
    expect(openOffer(other, offer, at(0))).toBeNull()
    expect(openOffer(one, `${offer.slice(0, -2)}AA`, at(0))).toBeNull()
    expect(openOffer(one, seal('second-factor', secret).toString('base64url'), at(0))).toBeNull()
  })
})

it('recovery codes are ten of 80 bits, in groups of four, none like another', () => {
  const { codes, hashes } = makeRecoveryCodes()
  expect(codes).toHaveLength(10)
  for (const code of codes) expect(code).toMatch(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/)
  expect(new Set(codes).size).toBe(10)
  expect(hashes.every((hash) => hash.length === 32)).toBe(true)
})
