/** Where the server keeps rows of a list as it drew them: the same row is on many pages. A browser keeps none. */
import { createContext, type ReactNode, useContext } from 'react'

export type RowKeeper = {
  /**
   * The cells of a row as they were drawn before; null: they are to be drawn. `row` is all they are drawn from, by columns
   * that are a constant of their module; `draw` draws them and asks nothing of what stands around.
   */
  cellsOf: (columns: object, row: string, draw: () => ReactNode) => string | null
}

const Keeper = createContext<RowKeeper | null>(null)
export const KeepsRows = Keeper.Provider

export const useRowKeeper: () => RowKeeper | null = import.meta.env.SSR ? () => useContext(Keeper) : () => null
