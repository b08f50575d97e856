/** Undo and redo of a form: by its buttons, and by the keys where no text field has an undo of its own. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { TypedForm } from '~/domain/typed-program'
import { begun, type History, recorded, redone, undone, type WholeForm, wholeOf } from './edit-history'

export type Editing = { canUndo: boolean; canRedo: boolean; undo: () => void; redo: () => void }

/** Controls follow a restored form one by one; until then none of it is somebody's doing. */
const settlingMs = 400

export function useEditHistory(typed: TypedForm, restore: (form: WholeForm, did: string) => void): Editing {
  const whole = JSON.stringify(wholeOf(typed))
  // Not in the state: a form of twelve lines must not be drawn twice at each key.
  const history = useRef<History | null>(null)
  const restoredAt = useRef(Number.NEGATIVE_INFINITY)
  const [can, setCan] = useState({ undo: false, redo: false })
  const become = useCallback((next: History) => {
    history.current = next
    const now = { undo: next.past.length > 0, redo: next.future.length > 0 }
    setCan((before) => (before.undo === now.undo && before.redo === now.redo ? before : now))
  }, [])
  useEffect(() => {
    if (performance.now() - restoredAt.current < settlingMs) return
    const form: WholeForm = JSON.parse(whole)
    become(history.current ? recorded(history.current, form) : begun(form))
  }, [whole, become])
  const go = useCallback(
    (move: (history: History) => History, did: string) => {
      const next = history.current && move(history.current)
      if (!next || next.present === history.current?.present) return
      restoredAt.current = performance.now()
      become(next)
      restore(next.present, did)
    },
    [become, restore],
  )
  const undo = useCallback(() => go(undone, 'Undone.'), [go])
  const redo = useCallback(() => go(redone, 'Done again.'), [go])
  useUndoKeys(undo, redo)
  return { canUndo: can.undo, canRedo: can.redo, undo, redo }
}

function useUndoKeys(undo: () => void, redo: () => void) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return
      const key = event.key.toLowerCase()
      const isRedo = key === 'y' || (key === 'z' && event.shiftKey)
      if (!isRedo && key !== 'z') return
      event.preventDefault()
      if (isRedo) redo()
      else undo()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [undo, redo])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, [contenteditable], dialog[open]') !== null
}
