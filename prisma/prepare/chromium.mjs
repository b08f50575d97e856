// @ts-check
/** The browser for the tests: Debian's own chromium, nothing downloaded from elsewhere. */
import { existsSync } from 'node:fs'
import { run } from './run.mjs'

const path = '/usr/bin/chromium'

/**
 * Installs chromium where there is none and we may. Resolves with null, or with what to do about it.
 * @returns {Promise<string | null>}
 */
export async function ensureChromium() {
  if (existsSync(path)) return null
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return `there is no ${path}. On Debian: sudo apt-get install chromium`
  }
  console.log('\nInstalling chromium for the browser tests …')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-qq'], { env, isQuiet: true })
  const args = ['install', '-y', '-qq', '--no-install-recommends', 'chromium']
  const { code, said } = await run('apt-get', args, { env, isQuiet: true })
  return code === 0 && existsSync(path) ? null : `apt-get could not install chromium:\n${said.slice(-2_000)}`
}
