/** What the server says about the page it sent, the same on both sides; it stands on the html element. */
import { createContext, type ReactNode, useContext } from 'react'

export type PageFacts = {
  /** Of the scripts of this page; the browser hides it, so it is undefined there. */
  nonce: string | undefined
  /** Finds this answer in the log when somebody asks about an error. */
  requestId: string | undefined
  isDemo: boolean
}

const Facts = createContext<PageFacts>({ nonce: undefined, requestId: undefined, isDemo: false })

export function usePageFacts(): PageFacts {
  return useContext(Facts)
}

export function PageFactsProvider({ facts, children }: { facts: PageFacts; children: ReactNode }) {
  return <Facts.Provider value={facts}>{children}</Facts.Provider>
}

/** The same facts in the browser, read from the page that came. */
export function factsOfDocument(): PageFacts {
  const { request, kind } = document.documentElement.dataset
  return { nonce: undefined, requestId: request, isDemo: kind === 'demo' }
}
