/** On the return to a form that was left: what was kept of it, to go on with or to discard. */
import { Form } from '@remix-run/react'
import { useRef } from 'react'
import { ButtonLink } from './button'
import { type ClinicFormat, formatInstant } from './format'
import { Notice } from './notice'
import { SubmitButton } from './submit-button'
import { keptFormsPath } from './use-kept-form'

/** `isOutrun`: the draft was saved again since, so that what was typed is not what it would replace. */
export type KeptOffer = { id: string; keptAt: Date | string; isOutrun: boolean }

/**
 * What was kept when the page was opened, until it is gone: what the page keeps by itself from then on is no news.
 * `page` says which page it is.
 */
export function useKeptOffer(kept: KeptOffer | null, page: string): KeptOffer | null {
  const opened = useRef({ page, kept })
  if (opened.current.page !== page) opened.current = { page, kept }
  return kept && opened.current.kept
}

export function KeptNotice({ offer, format }: { offer: KeptOffer | null; format: ClinicFormat }) {
  if (!offer) return null
  const { id, keptAt, isOutrun } = offer
  return (
    <Notice
      tone={isOutrun ? 'wait' : 'info'}
      title={`You left this unfinished on ${formatInstant(keptAt, format)}`}
      action={
        <>
          <ButtonLink to="?kept=mine">Go on with it</ButtonLink>
          <Form method="post" action={`${keptFormsPath}/${id}/removal`}>
            <SubmitButton look="quiet" pendingLabel="Discarding …">
              Discard it
            </SubmitButton>
          </Form>
        </>
      }
    >
      {isOutrun
        ? 'The draft was saved again since, by you or by a colleague. Going on with yours replaces that once you save.'
        : 'What you typed was kept for you, and nobody else has seen it.'}
    </Notice>
  )
}
