/** What the server did not take: said with its sentence, and there until somebody decides. Nothing is dropped by itself. */
import { type FormEvent, useRef } from 'react'
import { type Entry, typedSet } from '~/domain/kept-entries'
import { isRedFlagSign, redFlagOf } from '~/domain/red-flags'
import { Button, ButtonLink, buttonClass } from '../button'
import { Textarea } from '../form'
import { type ClinicFormat, formatLoad, formatTime } from '../format'
import { Notice } from '../notice'
import { useFloor } from './floor-context'
import { lineTitle } from './line-words'
import type { LiveShown } from './live-shown'
import { flagNote } from './use-floor-session'

type RefusedProps = { session: LiveShown; format: ClinicFormat }

export function RefusedEntries({ session, format }: RefusedProps) {
  const { waiting } = useFloor()
  const refused = (waiting?.entries ?? []).filter(({ state }) => state.is === 'refused')
  if (refused.length === 0) return null
  return (
    <section className="stack" aria-label="Not taken">
      {refused.map((entry) =>
        entry.kind === flagNote ? (
          <UntoldFlag key={entry.key} entry={entry} clientId={session.clientId} format={format} />
        ) : (
          <Refused key={entry.key} entry={entry} session={session} format={format} />
        ),
      )}
    </section>
  )
}

function Refused({ entry, session, format }: RefusedProps & { entry: Entry }) {
  const { again, isOffline } = useFloor()
  const { state } = entry
  if (state.is !== 'refused') return null
  const says = state.why === 'not-yours' ? ['This session is not yours to log in any longer.'] : state.says
  return (
    <Notice
      tone="stop"
      title={`Not taken: ${wordsOf(entry, session, format)}`}
      action={
        <>
          {state.why === 'session-over' && !isOffline && !session.isCovered ? (
            <ButtonLink to={`/programs/${session.programId}/report`}>Report it instead</ButtonLink>
          ) : null}
          {state.why === 'deviation-needs-reason' ? null : (
            <Button onClick={() => again(entry, {})}>Send it again</Button>
          )}
          <Discard entry={entry} what={wordsOf(entry, session, format)} />
        </>
      }
    >
      {says.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {state.why === 'deviation-needs-reason' ? <ReasonAfter entry={entry} /> : null}
    </Notice>
  )
}

function ReasonAfter({ entry }: { entry: Entry }) {
  const { again } = useFloor()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim()
    if (reason) again(entry, { reason })
  }
  return (
    <form className="stack mt-2" onSubmit={submit}>
      <Textarea name="reason" label="What happened?" maxLength={500} required />
      <Button type="submit" look="primary">
        Send it with this reason
      </Button>
    </form>
  )
}

/** A second touch, with what it is about in words: a set that was done is not lost by a thumb. */
function Discard({ entry, what }: { entry: Entry; what: string }) {
  const { discard } = useFloor()
  const dialog = useRef<HTMLDialogElement>(null)
  return (
    <>
      <Button look="quiet" onClick={() => dialog.current?.showModal()}>
        Delete it from this phone
      </Button>
      <dialog className="dialog" ref={dialog} aria-label="Delete what was not taken">
        <div className="stack">
          <h2>Delete it for good?</h2>
          <p>{what}. It is on this phone alone: after this it is nowhere.</p>
          <div className="button-row">
            <Button look="danger" onClick={() => discard(entry)}>
              Delete it
            </Button>
            <Button onClick={() => dialog.current?.close()}>Keep it</Button>
          </div>
        </div>
      </dialog>
    </>
  )
}

type FlagProps = { entry: Entry; clientId: string; format: ClinicFormat }

/** A sign that was seen while nobody could be told: as soon as somebody can, the page asks for it. */
function UntoldFlag({ entry, clientId, format }: FlagProps) {
  const { isOffline, discard, openFlag } = useFloor()
  const { sign = '' } = entry.fields
  const name = isRedFlagSign(sign) ? redFlagOf(sign).name : 'A red flag'
  return (
    <Notice
      tone="stop"
      title={`${name}, ${formatTime(entry.doneAt, format)}: nobody was told`}
      action={
        <>
          {isOffline || openFlag ? null : (
            <a href={`/clients/${clientId}/red-flag`} className={buttonClass({ look: 'danger' })}>
              Raise it now
            </a>
          )}
          <Button look="quiet" onClick={() => discard(entry)}>
            {isOffline ? 'It was none' : 'It is raised, or was none'}
          </Button>
        </>
      }
    >
      {isOffline ? 'No hold was made. Call, and raise it here when the connection is back.' : 'The connection is back.'}
    </Notice>
  )
}

/** "15 reps, 7.5 kg at 14:06, Leg extension, left". */
function wordsOf({ kind, fields, doneAt }: Entry, { lines }: LiveShown, format: ClinicFormat): string {
  const at = formatTime(doneAt, format)
  if (kind === 'end') return `the end of the session at ${at}`
  const line = lines.find(({ id }) => id === fields.lineId)
  const of = line ? `, ${lineTitle(line)}` : ''
  if (kind !== 'set') return `time of the cuff, ${at}${of}`
  const loadG = typedSet(fields, format.units)?.loadG ?? null
  return `${fields.reps ?? ''} reps${loadG === null ? '' : `, ${formatLoad(loadG, format)}`} at ${at}${of}`
}
