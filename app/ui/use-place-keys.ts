/** J and K lead to the next and the previous page of a list one is going through; an addition to links. */
import { useNavigate } from '@remix-run/react'
import { useEffect } from 'react'

const typing = 'input, textarea, select, dialog[open], [contenteditable]'

export function usePlaceKeys({ previous, next }: { previous: string | null; next: string | null }) {
  const navigate = useNavigate()
  useEffect(() => {
    const go = (event: KeyboardEvent) => {
      const { target, key } = event
      if (event.metaKey || event.ctrlKey || event.altKey) return
      if (target instanceof HTMLElement && target.closest(typing)) return
      const to = key === 'j' ? next : key === 'k' ? previous : null
      if (to) navigate(to)
    }
    document.addEventListener('keydown', go)
    return () => document.removeEventListener('keydown', go)
  }, [navigate, previous, next])
}
