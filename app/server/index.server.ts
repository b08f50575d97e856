/** The program that runs in production: `node build/server/index.js`. */

// React and Remix look at it as they are loaded, so it stands before they are.
process.env.NODE_ENV ??= 'production'

const { start } = await import('./start.server')
await start()

export {}
