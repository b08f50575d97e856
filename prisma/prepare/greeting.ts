/** What whoever started Clearway reads: where it is, and how to get in. */
import { setupLink } from '~/auth/setup.server'
import { closePools, openPools } from '~/database/pools.server'

const demoAccounts = [
  ['trainer@demo.clearway.example', 'trainer'],
  ['therapist@demo.clearway.example', 'physical therapist'],
  ['doctor@demo.clearway.example', 'doctor'],
  ['admin@demo.clearway.example', 'clinic admin'],
  ['trainer-and-therapist@demo.clearway.example', 'both, to see that nobody clears their own program'],
  ['trainer@second.clearway.example', 'a trainer of another clinic'],
]

/** The accounts of the demo; their password is public, and is known to no other installation. */
export function printDemoAccounts(): void {
  console.log('\nThis is a demo with made-up people. Sign in with the password clearway-demo-only as\n')
  for (const [email, who] of demoAccounts) console.log(`  ${email?.padEnd(46)}${who}`)
  console.log('\nCtrl-C stops it; its data stays.')
}

/** With no member yet: the link by which the first clinic and its admin are made. It works once, for 24 hours. */
export async function printSetupLink(appUrl: string, origin: string): Promise<void> {
  await openPools({ app: appUrl }, 1)
  try {
    const link = await setupLink(origin)
    if (link)
      console.log(
        `\nNobody has an account yet. Make the first clinic and its admin here (once, within 24 hours):\n\n  ${link}\n`,
      )
  } finally {
    await closePools()
  }
}
