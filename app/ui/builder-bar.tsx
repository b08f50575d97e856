/** The bar under a program being written: undo and redo, what was just done, and when it was last kept. */
import { Button } from './button'
import type { ClinicFormat } from './format'
import { type KeptState, keptWords } from './kept-words'
import type { Editing } from './use-edit-history'

export const undoId = 'undo'

type Props = {
  editing: Editing
  /** What was done to the lines, said to a screen reader as well. */
  said: string
  kept: KeptState
  format: Pick<ClinicFormat, 'locale' | 'timeZone'>
}

export function BuilderBar({ editing, said, kept, format }: Props) {
  return (
    <div className="builder-bar needs-script">
      <div className="button-row">
        <Button
          id={undoId}
          size="small"
          aria-disabled={!editing.canUndo}
          aria-keyshortcuts="Control+Z Meta+Z"
          onClick={editing.undo}
        >
          Undo
        </Button>
        <Button
          size="small"
          aria-disabled={!editing.canRedo}
          aria-keyshortcuts="Control+Shift+Z Meta+Shift+Z"
          onClick={editing.redo}
        >
          Redo
        </Button>
      </div>
      <span role="status">{said}</span>
      <span className="builder-kept dim">{keptWords(kept, format)}</span>
    </div>
  )
}
