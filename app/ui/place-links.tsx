/** The way on and back through the list that a page stands in: links, and J and K for them. */
import { Link } from '@remix-run/react'
import type { Neighbour, Place } from '~/domain/review'
import { usePlaceKeys } from './use-place-keys'

/** "Needs your decision · 3 of 5", for the crumbs of a page. */
export function placeCrumbs(place: Place | null, list: string) {
  return [
    { label: 'Needs your decision', to: `/worklist${list}` },
    ...(place ? [{ label: `${place.number} of ${place.count}` }] : []),
  ]
}

export function PlaceLinks({ place, list }: { place: Place; list: string }) {
  const previous = pathTo(place.previous, list)
  const next = pathTo(place.next, list)
  usePlaceKeys({ previous, next })
  return (
    <nav className="screen-only small flex gap-4" aria-label="In the list">
      {previous ? (
        <Link to={previous} rel="prev">
          <kbd className="needs-script">K</kbd> back
        </Link>
      ) : null}
      {next ? (
        <Link to={next} rel="next">
          <kbd className="needs-script">J</kbd> next
        </Link>
      ) : null}
    </nav>
  )
}

function pathTo(neighbour: Neighbour | null, list: string): string | null {
  if (!neighbour) return null
  const { id, programId, isHold } = neighbour
  return `/programs/${programId}/${isHold ? `holds/${id}/lift` : `versions/${id}/review`}${list}`
}
