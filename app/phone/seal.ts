/** What a phone keeps of a client is sealed: AES-GCM, bound to its session and member, by a key that no script can read. */

export type Sealed = { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer }
export type Seal = { key: CryptoKey; sessionId: string; memberId: string }

const algorithm = 'AES-GCM'

export function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: algorithm, length: 256 }, false, ['encrypt', 'decrypt'])
}

export async function seal({ key, ...bound }: Seal, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const text = new TextEncoder().encode(JSON.stringify(value))
  return { iv, bytes: await crypto.subtle.encrypt({ name: algorithm, iv, additionalData: words(bound) }, key, text) }
}

/** Rejects when it was sealed for another session or member, or is not what was sealed. */
export async function unseal<T>({ key, ...bound }: Seal, { iv, bytes }: Sealed): Promise<T> {
  const text = await crypto.subtle.decrypt({ name: algorithm, iv, additionalData: words(bound) }, key, bytes)
  return JSON.parse(new TextDecoder().decode(text)) as T
}

function words({ sessionId, memberId }: Omit<Seal, 'key'>): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${sessionId} ${memberId}`)
}
