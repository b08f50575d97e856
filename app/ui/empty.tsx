/** Nothing here, said kindly, with what to do about it. */
import type { ReactNode } from 'react'

export function Empty({ title, says, action }: { title: string; says?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {says ? <p>{says}</p> : null}
      {action ? <div className="empty-action">{action}</div> : null}
    </div>
  )
}
