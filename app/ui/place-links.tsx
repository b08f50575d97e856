/** The way on and back through the list that a page stands in: links, and J, K and U for them. */
import { Link } from '@remix-run/react'
import type { Neighbour, Place } from '~/domain/review'
import { Kbd } from './kbd'
import { usePlaceKeys } from './use-place-keys'

/** "Needs your decision · 3 of 5", for the crumbs of a page. */
export function placeCrumbs(place: Place | null, list: string) {
  return [
    { label: 'Needs your decision', to: place ? pathOfRow(list, place) : `/worklist${list}` },
    ...(place ? [{ label: `${place.number} of ${place.count}` }] : []),
  ]
}

export function PlaceLinks({ place, list }: { place: Place; list: string }) {
  const previous = pathTo(place.previous, list)
  const next = pathTo(place.next, list)
  const up = pathOfRow(list, place)
  usePlaceKeys({ j: next, k: previous, u: up })
  return (
    <nav className="screen-only small flex gap-4" aria-label="In the list">
      {next ? (
        <Link to={next} rel="next">
          <Kbd>J</Kbd> next
        </Link>
      ) : null}
      {previous ? (
        <Link to={previous} rel="prev">
          <Kbd>K</Kbd> back
        </Link>
      ) : null}
      <Link to={up}>
        <Kbd>U</Kbd> list
      </Link>
    </nav>
  )
}

function pathTo(neighbour: Neighbour | null, list: string): string | null {
  if (!neighbour) return null
  const { id, programId, isHold } = neighbour
  return `/programs/${programId}/${isHold ? `holds/${id}/lift` : `versions/${id}/review`}${list}`
}

/** The list one goes through, at the row of an item: "/worklist?risk=doctor#…". */
function pathOfRow(list: string, { id, pageAfter }: { id: string; pageAfter: string | null }): string {
  const params = new URLSearchParams(list)
  if (pageAfter) params.set('after', pageAfter)
  const search = params.toString()
  return `/worklist${search && `?${search}`}#${id}`
}
