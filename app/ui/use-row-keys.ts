/** J and K move through the rows of a page, Enter opens one; only an addition to links that work by themselves. */
import { type RefObject, useEffect } from 'react'

const rowLinks = 'a[data-row-link]'
const steps: Record<string, number> = { j: 1, k: -1 }

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, dialog[open], [contenteditable]') !== null
  )
}

/** The row that comes `step` after the focused one; the first (or last) when none is focused, none past the ends. */
function rowAfter<Row>(rows: readonly Row[], focused: Row | null, step: number): Row | undefined {
  const at = focused === null ? -1 : rows.indexOf(focused)
  if (at === -1) return step > 0 ? rows[0] : rows[rows.length - 1]
  return rows[at + step]
}

export function useRowKeys(list: RefObject<HTMLElement>) {
  useEffect(() => {
    const move = (event: KeyboardEvent) => {
      const step = steps[event.key]
      if (step === undefined || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
      const rows = [...document.querySelectorAll<HTMLAnchorElement>(rowLinks)]
      // Several lists on a page are walked as one, by the first of them.
      if (!rows[0] || !list.current?.contains(rows[0])) return
      const focused = document.activeElement instanceof HTMLAnchorElement ? document.activeElement : null
      const next = rowAfter(rows, focused, step)
      next?.focus()
      next?.closest('tr')?.scrollIntoView({ block: 'nearest' })
    }
    document.addEventListener('keydown', move)
    return () => document.removeEventListener('keydown', move)
  }, [list])
}
