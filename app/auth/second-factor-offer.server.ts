/** A secret on its way to an authenticator: it goes to the page and comes back sealed, and is kept nowhere meanwhile. */
import { randomBytes } from 'node:crypto'
import { encode } from 'uqr'
import type { Member } from './member.server'
import { seal, unseal } from './seal.server'
import { secretBytes, secretWords } from './totp.server'

const lastsMs = 60 * 60_000

/**
 * `offer` comes back with the form; `groups` is the secret in fours, `address` opens an authenticator of the same phone;
 * `qr` is the black of a square of `size` modules.
 */
export type Offer = { offer: string; groups: string[]; address: string; qr: { size: number; path: string } }

type Whose = Pick<Member, 'memberId' | 'email'>

const tail = (memberId: string, until: number) => Buffer.from(`${until}:${memberId}`)

export function newOffer(member: Whose, now: Date): Offer {
  const secret = randomBytes(secretBytes)
  const sealed = seal('second-factor', Buffer.concat([secret, tail(member.memberId, now.getTime() + lastsMs)]))
  return shown(member, secret, sealed.toString('base64url'))
}

/** The secret of an offer made to this member within the last hour, and what their page showed; null for any other. */
export function openOffer(member: Whose, offer: string, now: Date): { shown: Offer; secret: Buffer } | null {
  const opened = unseal('second-factor', Buffer.from(offer, 'base64url'))
  const [until = '', memberId] = opened?.subarray(secretBytes).toString().split(':') ?? []
  if (!opened || memberId !== member.memberId || Number(until) < now.getTime()) return null
  const secret = opened.subarray(0, secretBytes)
  return { shown: shown(member, secret, offer), secret }
}

function shown({ email }: Whose, secret: Buffer, offer: string): Offer {
  const { base32, address } = secretWords(secret, email)
  const { size, data } = encode(address, { ecc: 'M', border: 4 })
  const path = data.flatMap((row, y) => row.map((isBlack, x) => (isBlack ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return { offer, groups: base32.match(/.{4}/g) ?? [base32], address, qr: { size, path } }
}
