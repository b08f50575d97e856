/** The second half of a login: after the right password, the code of a second factor. */
import { generateIdFromEntropySize } from 'lucia'
import { settleLogin } from '~/data/login.server'
import { findPendingFactor, passLoginRow } from '~/data/second-factor.server'
import { readDevice } from './device.server'
import { openedHeaders } from './login.server'
import { loginHash } from './lucia-adapter.server'
import { dropPending, pendingHashOf } from './pending-cookie.server'
import { proofOf } from './totp.server'

/** Whether a login of this browser waits for its code now. */
export async function isLoginPending(request: Request): Promise<boolean> {
  const tokenHash = pendingHashOf(request)
  return tokenHash !== null && (await findPendingFactor(tokenHash)) !== null
}

export type CodeRefusal = 'code-wrong' | 'too-many-tries' | 'login-over'

/** Opens the login that waited, when the code is right; its id is new. `login-over`: the password is asked for again. */
export async function passLogin(
  request: Request,
  { code, address }: { code: string; address: string },
): Promise<{ ok: true; headers: Headers } | { ok: false; why: CodeRefusal }> {
  const tokenHash = pendingHashOf(request)
  if (!tokenHash) return { ok: false, why: 'login-over' }
  const proven = proofOf(await findPendingFactor(tokenHash), code, new Date())
  const id = generateIdFromEntropySize(25)
  const passing = await passLoginRow(
    { ...proven, tokenHash, address, device: readDevice(request) },
    { idHash: loginHash(id), userAgent: request.headers.get('User-Agent') ?? '' },
  )
  if (passing.outcome !== 'opened') return { ok: false, why: passing.outcome }
  await settleLogin(loginHash(id), null, address)
  const headers = await openedHeaders(request, { id, device: passing.device })
  headers.append('Set-Cookie', dropPending(request))
  return { ok: true, headers }
}
