/** Back in a list, the focus is on the row one came from: the one named by the address, "#…". */
import { useLocation } from '@remix-run/react'
import { useEffect } from 'react'

export function useRowReturn(): void {
  const { hash } = useLocation()
  useEffect(() => {
    if (!hash) return
    const link = document.getElementById(hash.slice(1))?.closest<HTMLElement>('a[data-row-link]')
    link?.focus()
    link?.closest('tr')?.scrollIntoView({ block: 'center' })
  }, [hash])
}
