/** Which columns a list shows, as links: a colleague who gets the address sees the same. */
import { useLocation } from '@remix-run/react'
import { readHidden, withHidden } from './address'
import { Icon } from './icon'
import { stayingLink } from './use-follow'

type Choice = { id: string; header: string; fixed?: boolean }

export function ColumnsMenu({ columns }: { columns: readonly Choice[] }) {
  const { pathname, search } = useLocation()
  const hidden = readHidden(new URLSearchParams(search))
  return (
    <details className="menu menu-pop">
      <summary className="button button-small">Columns</summary>
      <div className="menu-panel">
        {columns
          .filter((column) => !column.fixed)
          .map(({ id, header }) => {
            const isHidden = hidden.includes(id)
            const next = isHidden ? hidden.filter((other) => other !== id) : [...hidden, id]
            return (
              <a
                key={id}
                href={`${pathname}${withHidden(search, next)}`.replace(/\?$/, '')}
                {...stayingLink}
                data-replace=""
              >
                <span className={isHidden ? 'invisible' : undefined}>
                  <Icon name="check" />
                </span>
                <span className="sr-only">{isHidden ? 'Show' : 'Hide'}</span>
                {header}
              </a>
            )
          })}
      </div>
    </details>
  )
}
