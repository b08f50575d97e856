/** What was sent once a login was over: where it was going and what stands in it, to be sent on as it was, or given up. */
import { Form, Link } from '@remix-run/react'
import { type ClinicFormat, formatInstant } from '../format'
import { Notice } from '../notice'
import { SubmitButton } from '../submit-button'
import { placeWords, typedWords } from './typed-words'

type Shown = { path: string; fields: [name: string, value: string][]; keptAt: Date | string }

export function InterruptedForm({ form, format }: { form: Shown; format: ClinicFormat }) {
  const { path, fields, keptAt } = form
  const typed = typedWords(fields)
  return (
    <div className="stack max-w-3xl">
      <Notice tone="wait" title={`Sent on ${formatInstant(keptAt, format)}, when your login was over`}>
        Nothing of it was saved. What you typed is kept for an hour, for you alone. Passwords and codes were not kept:
        where one is needed, the page asks for it again.
      </Notice>
      <section className="card p-5" aria-labelledby="going-to">
        <h2 id="going-to">It was going to</h2>
        <p className="mt-1">
          <b>{placeWords(path)}</b> · <Link to={path}>look at that page</Link>
        </p>
        {typed.length > 0 ? (
          <details className="mt-3" open={typed.length <= 8}>
            <summary>What you typed ({typed.length})</summary>
            <dl className="mt-2 grid gap-2">
              {typed.map(({ label, value }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a field may come twice, and the list never changes
                <div key={index}>
                  <dt className="dim">{label}</dt>
                  <dd className="break-words whitespace-pre-wrap">{value}</dd>
                </div>
              ))}
            </dl>
          </details>
        ) : null}
        <div className="button-row mt-4">
          <Form method="post" action={path}>
            {fields.map(([name, value], index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a field may come twice, and the list never changes
              <input key={index} type="hidden" name={name} value={value} />
            ))}
            <SubmitButton pendingLabel="Sending …">Send it now</SubmitButton>
          </Form>
          <Form method="post">
            <SubmitButton look="quiet" pendingLabel="Discarding …">
              Discard it
            </SubmitButton>
          </Form>
        </div>
      </section>
    </div>
  )
}
