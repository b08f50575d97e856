/** `prisma/prepare` runs this over an empty database of kind demo, and keeps what it made only when it ends well. */
import { randomBytes } from 'node:crypto'
import { useSealKey } from '~/auth/seal.server'
import { installationKind } from '~/data/installation.server'
import { closePools, openPools } from '~/database/pools.server'
import { seedDemo } from './seed'

const { DATABASE_URL: app, CLEARWAY_JOBS_URL: jobs, CLEARWAY_OWNER_URL: ownerUrl } = process.env
if (!app || !ownerUrl) throw new Error('The demo is filled by `npm run demo`, which knows its database.')
// Nothing of the seed is sent twice, so nobody needs this key again.
useSealKey(randomBytes(32).toString('hex'))
await openPools({ app, jobs }, 2)
try {
  if ((await installationKind()) !== 'demo')
    throw new Error('Only a database of kind demo is filled with made-up people.')
  await seedDemo({ ownerUrl, now: new Date(), say: console.log })
} finally {
  await closePools()
}
