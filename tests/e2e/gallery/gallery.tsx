/** Everything that is looked at: each picture is a card with made-up values, by the name its file is given. */
import type { ReactElement } from 'react'
import { charts } from './charts'

export type Picture = { name: string; element: ReactElement }

export const gallery: Picture[] = [...charts]
