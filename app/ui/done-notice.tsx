/** A quiet word about what was just done, after the page it was done on is left: `?done=cleared`. */
import { useSearchParams } from '@remix-run/react'
import { still } from './still'

const DoneWords = still('done', () => import('./done-words').then((part) => part.DoneWords))

/** `isOfBefore`: it was done on what one came from, not on what this page shows. */
export function DoneNotice({ isOfBefore = false }: { isOfBefore?: boolean }) {
  const [params] = useSearchParams()
  const done = params.get('done')
  return done ? <DoneWords done={done} isOfBefore={isOfBefore} /> : null
}
