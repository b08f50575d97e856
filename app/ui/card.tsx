/** What content lies on; a card is titled with the question somebody has. */
import { type ReactNode, useId } from 'react'

type CardProps = {
  title?: ReactNode
  sub?: ReactNode
  actions?: ReactNode
  /** No padding around the body: for a table that reaches the edges. */
  flush?: boolean
  children: ReactNode
}

export function Card({ title, sub, actions, flush, children }: CardProps) {
  const titleId = useId()
  return (
    <section className={flush ? 'card card-flush' : 'card'} aria-labelledby={title ? titleId : undefined}>
      <Head titleId={titleId} title={title} sub={sub} actions={actions} />
      <div className="card-body">{children}</div>
    </section>
  )
}

/** A titled part of a page without a box of its own. */
export function Section({ title, sub, actions, children }: Omit<CardProps, 'flush'>) {
  const titleId = useId()
  return (
    <section className="section" aria-labelledby={title ? titleId : undefined}>
      <Head titleId={titleId} title={title} sub={sub} actions={actions} />
      {children}
    </section>
  )
}

function Head({ titleId, title, sub, actions }: Omit<CardProps, 'children' | 'flush'> & { titleId: string }) {
  if (!title && !sub && !actions) return null
  return (
    <div className="card-head">
      {title ? <h2 id={titleId}>{title}</h2> : null}
      {sub ? <span className="card-sub">{sub}</span> : null}
      {actions ? <div className="button-row">{actions}</div> : null}
    </div>
  )
}
