/** Keys a person may press; shown only where pressing them does something. */
import type { ReactNode } from 'react'

export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="needs-script">{children}</kbd>
}

/** The keys of a list, said beside it at a desk. */
export function RowKeysHint() {
  return (
    <span className="needs-script screen-only dim small hidden md:inline">
      <Kbd>J</Kbd> <Kbd>K</Kbd> move · <Kbd>↵</Kbd> open
    </span>
  )
}
