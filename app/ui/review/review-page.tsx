/** The page around a review, for both of its addresses: to read it, and to answer a decision that was not taken. */
import { Link } from '@remix-run/react'
import type { ComponentProps } from 'react'
import type { Neighbour } from '~/domain/review'
import { clientName } from '../client-words'
import { formatWait } from '../format'
import { Page } from '../page'
import { RiskBadge } from '../risk-badge'
import { VersionStatusBadge } from '../status-words'
import { usePlaceKeys } from '../use-place-keys'
import { ReviewView } from './review-view'

type Props = Omit<ComponentProps<typeof ReviewView>, 'format'> & {
  shell: ComponentProps<typeof Page>['shell'] & { formats: ComponentProps<typeof ReviewView>['format'] }
}

export function ReviewPage({ shell, ...view }: Props) {
  const { review, list } = view
  const { program, version, waits } = review
  const place = waits?.place ?? null
  const to = { previous: pathTo(place?.previous, list), next: pathTo(place?.next, list) }
  usePlaceKeys(to)
  return (
    <Page
      shell={shell}
      crumbs={[
        { label: 'Needs your decision', to: `/worklist${list}` },
        ...(place ? [{ label: `${place.number} of ${place.count}` }] : []),
        { label: 'The program', to: `/programs/${program.id}` },
      ]}
      title={`${clientName(program.client)}, ${program.name}`}
      badge={waits ? <RiskBadge is={waits.risk} /> : <VersionStatusBadge is={version.status} />}
      sub={`version ${version.number} · raised by ${version.submittedByName}${waits ? ` · waits ${formatWait(waits.minutes)}` : ''}`}
      actions={place ? <Beside {...to} /> : null}
    >
      <ReviewView {...view} format={shell.formats} />
    </Page>
  )
}

function Beside({ previous, next }: { previous: string | null; next: string | null }) {
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

function pathTo(neighbour: Neighbour | null | undefined, list: string): string | null {
  if (!neighbour) return null
  const { id, programId, isHold } = neighbour
  return `/programs/${programId}/${isHold ? `holds/${id}/lift` : `versions/${id}/review`}${list}`
}
