/** Older and newer, by the key of a row, so that every page costs the same. */
import { Link, useLocation } from '@remix-run/react'
import { withParams } from './address'
import { buttonClass } from './button'
import { Icon } from './icon'

type PaginationProps = {
  /** The key after which the next page begins (`?after=`); null on the last one. */
  after: string | null
  /** The key before which the page before ends (`?before=`); null on the first one. */
  before: string | null
  olderWord?: string
  newerWord?: string
  /** What the page shows: "50 of many". */
  says?: string
}

export function Pagination({ after, before, olderWord = 'Older', newerWord = 'Newer', says }: PaginationProps) {
  const { search } = useLocation()
  if (!after && !before) return null
  const look = buttonClass({ size: 'small' })
  return (
    <nav className="pagination" aria-label="Pages">
      {before ? (
        <Link className={look} to={{ search: withParams(search, { before, after: null }) }} rel="prev">
          <Icon name="left" />
          {newerWord}
        </Link>
      ) : (
        <span />
      )}
      {says ? <span>{says}</span> : null}
      {after ? (
        <Link className={look} to={{ search: withParams(search, { after, before: null }) }} rel="next">
          {olderWord}
          <Icon name="right" />
        </Link>
      ) : (
        <span />
      )}
    </nav>
  )
}
