/** The page around a review, for both of its addresses: to read it, and to answer a decision that was not taken. */
import type { ComponentProps } from 'react'
import { clientName } from '../client-words'
import { formatWait } from '../format'
import { Page } from '../page'
import { PlaceLinks, placeCrumbs } from '../place-links'
import { RiskBadge } from '../risk-badge'
import { VersionStatusBadge } from '../status-words'
import { ReviewView } from './review-view'

type Props = Omit<ComponentProps<typeof ReviewView>, 'format'> & {
  shell: ComponentProps<typeof Page>['shell'] & { formats: ComponentProps<typeof ReviewView>['format'] }
}

export function ReviewPage({ shell, ...view }: Props) {
  const { review, list } = view
  const { program, version, waits } = review
  const place = waits?.place ?? null
  return (
    <Page
      shell={shell}
      crumbs={[...placeCrumbs(place, list), { label: 'The program', to: `/programs/${program.id}` }]}
      title={`${clientName(program.client)}, ${program.name}`}
      badge={waits ? <RiskBadge is={waits.risk} /> : <VersionStatusBadge is={version.status} />}
      sub={`version ${version.number} · raised by ${version.submittedByName}${waits ? ` · waits ${formatWait(waits.minutes)}` : ''}`}
      actions={place ? <PlaceLinks place={place} list={list} /> : null}
    >
      <ReviewView {...view} format={shell.formats} />
    </Page>
  )
}
