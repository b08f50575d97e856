/** Wakes the page up in the browser; until then, and without it, its forms and links work as they are. */
import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { firstPage } from '~/ui/first-page'
import { factsOfDocument, PageFactsProvider } from '~/ui/page-facts'

// An error of a page fetched later is shown with the number of that request, which only its header tells.
const fetchPlain = window.fetch
window.fetch = async (...asked) => {
  const answer = await fetchPlain(...asked)
  const requestId = answer.headers.get('X-Request-Id')
  if (answer.status >= 500 && requestId) document.documentElement.dataset.request = requestId
  return answer
}

firstPage.isAwake = true
startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <PageFactsProvider facts={factsOfDocument()}>
        <RemixBrowser />
      </PageFactsProvider>
    </StrictMode>,
  )
})
