/** Where the server keeps what it drew of some data: the same row is on many pages, and the same board is asked for again. A browser keeps none. */
import { createContext, type ReactNode, useContext } from 'react'

export type DrawingKeeper = {
  /**
   * What was drawn before of `data`; null: it is to be drawn. `data` is all it is drawn from, by what `by` stands for, a
   * constant of its module; `draw` draws it and asks nothing of what stands around.
   */
  drawnOf: (by: object, data: string, draw: () => ReactNode) => string | null
}

const Keeper = createContext<DrawingKeeper | null>(null)
export const KeepsDrawings = Keeper.Provider

export const useDrawingKeeper: () => DrawingKeeper | null = import.meta.env.SSR ? () => useContext(Keeper) : () => null
