/** Recovery codes, the one time they are shown: to copy, to print, and to say that one has kept them. */
import { useEffect, useRef, useState } from 'react'
import { Button, ButtonLink } from '../button'
import { Notice } from '../notice'

type Props = { codes: readonly string[]; email: string; next: string }

export function RecoveryCodes({ codes, email, next }: Props) {
  const shown = useRef<HTMLDivElement>(null)
  // They take the place of the form, under the same heading.
  useEffect(() => shown.current?.focus(), [])
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's.
    <div className="stack" ref={shown} tabIndex={-1} role="group" aria-label="Recovery codes">
      <Notice tone="wait" title="Keep these ten codes now">
        They are shown this once. Each signs you in one time without your authenticator. Print them, or put them where
        your phone is not.
      </Notice>
      <p className="small dim">Recovery codes of Clearway for {email}</p>
      <ol className="m-0 grid list-none grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-x-6 gap-y-2 p-0 font-mono font-semibold">
        {codes.map((code) => (
          <li key={code} className="whitespace-nowrap">
            {code}
          </li>
        ))}
      </ol>
      <div className="button-row">
        <TakeAlong text={codes.join('\n')} />
        <ButtonLink to={next} look="primary">
          I have kept them
        </ButtonLink>
      </div>
    </div>
  )
}

/** Only what a script can do, so it is there once one runs. */
function TakeAlong({ text }: { text: string }) {
  const [isHere, setHere] = useState(false)
  const [copied, setCopied] = useState('')
  useEffect(() => setHere(true), [])
  if (!isHere) return null
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied('Copied.'),
      () => setCopied('This browser does not let them be copied: select them, or print.'),
    )
  return (
    <>
      <Button onClick={() => void copy()}>Copy</Button>
      <Button onClick={() => window.print()}>Print</Button>
      <span className="small dim" role="status">
        {copied}
      </span>
    </>
  )
}
