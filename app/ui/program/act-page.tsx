/** One thing done to a program, on a page of its own: what it does, what it asks for, or why it cannot be done. */
import { type FormMetadata, type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ComponentProps, ReactNode } from 'react'
import type { ProgramHead } from '~/domain/program-head'
import type { Place } from '~/domain/review'
import type { Refusal } from '~/domain/refusal'
import { ButtonLink, type ButtonLook } from '../button'
import { Card } from '../card'
import { clientName } from '../client-words'
import type { FieldMeta } from '../field'
import { DoneNotice } from '../done-notice'
import { CommandKey } from '../form'
import { mistakesOf } from '../form-mistakes'
import { ErrorSummary, Notice } from '../notice'
import { Page } from '../page'
import { PlaceLinks, placeCrumbs } from '../place-links'
import { sentenceOf } from '../refusals'
import { ProgramStatusBadge } from '../status-words'
import { SubmitButton } from '../submit-button'

export type ActFields = Record<string, FieldMeta>

type Props = {
  shell: ComponentProps<typeof Page>['shell']
  program: ProgramHead
  title: string
  /** What it does, and what one should know before. */
  says: ReactNode
  /** Why this member cannot do it now; then there is no form. */
  whyNot: Refusal | null
  commandKey: string
  lastResult: SubmissionResult | undefined
  /** The words of the button; null where the fields bring their own. */
  confirm: { words: string; look?: ButtonLook['look'] } | null
  /** Where it stands in the list of what waits. */
  place?: { place: Place; list: string } | null
  children?: (fields: ActFields) => ReactNode
}

export function ActPage({ shell, program, title, says, whyNot, place = null, ...form }: Props) {
  return (
    <Page
      shell={shell}
      crumbs={[
        ...(place ? placeCrumbs(place.place, place.list) : []),
        { label: clientName(program.client), to: `/clients/${program.client.id}` },
        { label: program.name, to: `/programs/${program.id}` },
      ]}
      title={title}
      badge={<ProgramStatusBadge is={program.status} />}
      actions={place ? <PlaceLinks {...place} /> : null}
    >
      <DoneNotice isOfBefore />
      <div className="max-w-3xl">
        <Card>
          {whyNot ? (
            <div className="stack">
              <ErrorSummary mistakes={mistakesIn(form.lastResult)} title="Nothing was done" />
              <Notice tone="wait">{sentenceOf(whyNot)}</Notice>
              <div>{says}</div>
              <KeptReason lastResult={form.lastResult} />
              <p>
                <ButtonLink to={`/programs/${program.id}`}>Back to the program</ButtonLink>
              </p>
            </div>
          ) : (
            <ActForm says={says} backTo={`/programs/${program.id}`} {...form} />
          )}
        </Card>
      </div>
    </Page>
  )
}

type FormProps = Pick<Props, 'says' | 'commandKey' | 'lastResult' | 'confirm' | 'children'> & { backTo: string }

function ActForm({ says, backTo, commandKey, lastResult, confirm, children }: FormProps) {
  const [form, fields]: [FormMetadata<Record<string, string>>, ActFields] = useForm<Record<string, string>>({
    id: 'act',
    lastResult,
    defaultNoValidate: false,
  })
  return (
    <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate} className="form">
      <ErrorSummary mistakes={mistakesOf(form)} title="This is not done yet" />
      <div>{says}</div>
      <CommandKey value={commandKey} />
      {children?.(fields)}
      {confirm ? (
        <div className="button-row">
          <SubmitButton look={confirm.look ?? 'primary'}>{confirm.words}</SubmitButton>
          <ButtonLink to={backTo} look="quiet">
            Back
          </ButtonLink>
        </div>
      ) : null}
    </Form>
  )
}

/** What was typed into a form that is not there any more: somebody else was quicker. */
function KeptReason({ lastResult }: Pick<Props, 'lastResult'>) {
  const reason = lastResult?.initialValue?.reason
  if (typeof reason !== 'string' || !reason.trim()) return null
  return (
    <p>
      You typed, and it is kept nowhere else: <q className="quote mt-1 block">{reason}</q>
    </p>
  )
}

function mistakesIn(lastResult: SubmissionResult | undefined) {
  return Object.values(lastResult?.error ?? {}).flatMap((errors) => (errors ?? []).map((message) => ({ message })))
}
