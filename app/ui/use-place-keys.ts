/** Single keys lead on from a page of a list one is going through; an addition to links that say the same. */
import { useNavigate } from '@remix-run/react'
import { useEffect } from 'react'

const typing = 'input, textarea, select, dialog[open], [contenteditable]'

/** Where each key leads; null: nowhere from here. */
export type PlaceKeys = { j: string | null; k: string | null; u: string | null }

export function usePlaceKeys({ j, k, u }: PlaceKeys) {
  const navigate = useNavigate()
  useEffect(() => {
    const paths: Record<string, string | null> = { j, k, u }
    const go = (event: KeyboardEvent) => {
      const { target, key } = event
      if (event.metaKey || event.ctrlKey || event.altKey) return
      if (target instanceof HTMLElement && target.closest(typing)) return
      const to = paths[key]
      if (to) navigate(to)
    }
    document.addEventListener('keydown', go)
    return () => document.removeEventListener('keydown', go)
  }, [navigate, j, k, u])
}
