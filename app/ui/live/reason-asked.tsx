/** A set that goes beyond the cleared dose is asked for its reason before it is kept: nobody has to be reached for that. */
import { type FormEvent, useEffect, useRef } from 'react'
import { Button } from '../button'
import { Textarea } from '../form'
import type { ClinicFormat } from '../format'
import { Icon } from '../icon'
import { sentenceOf } from '../refusals'
import { useFloor } from './floor-context'
import { deviationWords } from './line-words'

export function ReasonAsked({ format }: { format: ClinicFormat }) {
  const { asked, giveReason, takeBack } = useFloor()
  const box = useRef<HTMLFormElement>(null)
  const isAsked = asked !== null
  useEffect(() => {
    if (isAsked) box.current?.focus()
  }, [isAsked])
  if (!asked) return null
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim()
    if (reason) giveReason(reason)
  }
  return (
    <form className="notice tone-stop live-asked" ref={box} tabIndex={-1} onSubmit={submit}>
      <Icon name="octagon" />
      <div className="stack">
        <div role="alert">
          <b className="block">{sentenceOf('deviation-needs-reason')}</b>
          <ul>
            {asked.beyond.map((one) => (
              <li key={one.kind}>{deviationWords(one, format)}</li>
            ))}
          </ul>
        </div>
        <Textarea
          name="reason"
          label="What happened?"
          hint="Kept with your name and shown to the clinician."
          maxLength={500}
          required
        />
        <div className="button-row">
          <Button type="submit" look="primary" size="large">
            Log it with this reason
          </Button>
          <Button size="large" onClick={takeBack}>
            {asked.kind === 'set' ? 'Change the set' : 'Not now'}
          </Button>
        </div>
      </div>
    </form>
  )
}
