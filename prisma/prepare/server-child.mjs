// @ts-check
/**
 * The server's process: it loads what it is made of while its database is brought to the present, opens nothing until it
 * is told where that is, and is then `build/server/index.js` as plain Node runs it.
 */
import { readFile } from 'node:fs/promises'

const build = new URL('../../build/server/', import.meta.url)

/** @type {Promise<Record<string, string>>} */
const told = new Promise((resolve) => process.once('message', resolve))
// Whoever would have told is gone.
const giveUp = () => process.exit(1)
process.once('disconnect', giveUp)

const index = new URL('index.js', build)
const [, everything] = /import\("(\.\/assets\/[^"]+)"\)/.exec(await readFile(index, 'utf8')) ?? []
if (everything) await import(new URL(everything, build).href)

Object.assign(process.env, await told)
process.off('disconnect', giveUp)
process.disconnect()
await import(index.href)
