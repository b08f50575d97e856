/** A few sentences that must be seen, with the shape and colour of what they mean. */
import { type ReactNode, useEffect, useRef } from 'react'
import { Icon, type IconName } from './icon'

export type NoticeTone = 'info' | 'wait' | 'stop' | 'ok' | 'hold'

const icons: Record<NoticeTone, IconName> = {
  info: 'info',
  wait: 'triangle',
  stop: 'octagon',
  ok: 'check',
  hold: 'bars',
}

type NoticeProps = { tone?: NoticeTone; title?: string; action?: ReactNode; children?: ReactNode }

export function Notice({ tone = 'info', title, action, children }: NoticeProps) {
  return (
    <div className={`notice ${tone === 'info' ? 'notice-info' : `tone-${tone}`}`}>
      <Icon name={icons[tone]} />
      <div>
        {title ? <b className="block">{title}</b> : null}
        {children}
        {action ? <div className="button-row mt-2">{action}</div> : null}
      </div>
    </div>
  )
}

/** One thing to put right; `fieldId` makes it a link to its field. */
export type Mistake = { message: string; fieldId?: string }

/** All that stands in the way of a form, at its top; takes the focus when it appears. */
export function ErrorSummary({ mistakes, title }: { mistakes: readonly Mistake[]; title?: string }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (mistakes.length > 0) box.current?.focus()
  }, [mistakes])
  if (mistakes.length === 0) return null
  return (
    <div className="notice tone-stop" role="alert" tabIndex={-1} ref={box}>
      <Icon name="octagon" />
      <div>
        <b className="block">{title ?? 'This is not saved yet'}</b>
        <ul>
          {mistakes.map(({ message, fieldId }) => (
            <li key={`${fieldId}${message}`}>{fieldId ? <a href={`#${fieldId}`}>{message}</a> : message}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}
