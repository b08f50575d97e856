/** A status as a word, a shape and a colour, so that none of the three carries it alone. */
import type { ReactNode } from 'react'
import type { IconName } from './icon'

export const tones = ['wait', 'ok', 'justify', 'stop', 'hold', 'off'] as const
export type Tone = (typeof tones)[number]

/** The word, shape and colour of one state. */
export type StatusLook = { tone: Tone; icon: IconName; word: string }

export function StatusBadge({ tone, icon, children }: { tone: Tone; icon: IconName; children: ReactNode }) {
  return <span className={`status tone-${tone} i-${icon}`}>{children}</span>
}

/** The badge of a look; `children` replaces the word where a page knows it better ("2 to justify"). */
export function LookBadge({ look, children }: { look: StatusLook; children?: ReactNode }) {
  return (
    <StatusBadge tone={look.tone} icon={look.icon}>
      {children ?? look.word}
    </StatusBadge>
  )
}
