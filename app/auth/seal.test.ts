import { beforeEach, describe, expect, it } from 'vitest'
import { linkToken, seal, unseal, useSealKey } from './seal.server'

const key = 'k'.repeat(32)
const secret = Buffer.from('JBSWY3DPEHPK3PXP')

describe('a seal', () => {
  beforeEach(() => useSealKey(key))

  it('opens with its key for its purpose', () => {
    expect(unseal('second-factor', seal('second-factor', secret))).toEqual(secret)
  })

  it('shows nothing of what it holds, and looks different each time', () => {
    const [one, other] = [seal('second-factor', secret), seal('second-factor', secret)]
    expect(one.includes(secret)).toBe(false)
    expect(one).not.toEqual(other)
  })

  it('does not open for another purpose, with another key, when changed or when cut short', () => {
    const sealed = seal('second-factor', secret)
    expect(unseal('interrupted-form', sealed)).toBeNull()
    const changed = Buffer.from(sealed)
    changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1
    expect(unseal('second-factor', changed)).toBeNull()
    expect(unseal('second-factor', sealed.subarray(0, 20))).toBeNull()
    useSealKey('o'.repeat(32))
    expect(unseal('second-factor', sealed)).toBeNull()
  })
})

describe('the token of a link', () => {
  beforeEach(() => useSealKey(key))

  it('is the same whenever it is asked for, and another for another link, purpose or key', () => {
    const token = linkToken('invitation', 'a')
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(linkToken('invitation', 'a')).toBe(token)
    expect(linkToken('invitation', 'b')).not.toBe(token)
    expect(linkToken('password-reset', 'a')).not.toBe(token)
    useSealKey('o'.repeat(32))
    expect(linkToken('invitation', 'a')).not.toBe(token)
  })
})
