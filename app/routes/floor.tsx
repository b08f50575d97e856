/** The page of the gym floor without a connection: the same for everybody, it knows of no client and no member. */
import type { MetaFunction } from '@remix-run/node'
import { KeptSession } from '~/ui/live/kept-session'

export const meta: MetaFunction = () => [{ title: 'Session · Clearway' }]

export default function FloorPage() {
  return <KeptSession />
}
