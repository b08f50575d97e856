/**
 * A question asked before something serious: a native dialog, and without JavaScript a page of its own.
 * It holds forms, so it never stands inside one.
 */
import { type MouseEvent, type ReactNode, useId, useRef } from 'react'
import { type ButtonLook, buttonClass } from './button'

type ConfirmProps = ButtonLook & {
  /** The words of the button that opens it. */
  label: ReactNode
  title: string
  /** The page with the same form, for when there is no JavaScript. */
  pageTo: string
  cancelWord?: string
  /** The form; its own button confirms. */
  children: ReactNode
}

export function ConfirmDialog({ label, title, pageTo, cancelWord = 'Go back', children, ...look }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || !dialog.current?.showModal) return
    event.preventDefault()
    dialog.current.showModal()
  }
  return (
    <>
      <a href={pageTo} className={buttonClass(look)} onClick={open}>
        {label}
      </a>
      <dialog className="dialog" ref={dialog} aria-labelledby={titleId}>
        <div className="stack">
          <h2 id={titleId}>{title}</h2>
          {children}
          <form method="dialog">
            <button type="submit" className={buttonClass({ look: 'quiet', size: 'small' })}>
              {cancelWord}
            </button>
          </form>
        </div>
      </dialog>
    </>
  )
}
