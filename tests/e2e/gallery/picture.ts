/** A card with made-up values, by the name its file is given. */
import type { ReactElement } from 'react'

export type Picture = { name: string; element: ReactElement }
