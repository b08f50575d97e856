/** The one error page: what happened, in a sentence, and what to do next. Needs no router, so the shell shows it too. */
import { BrandSign } from './brand'
import { buttonClass } from './button'

type ErrorWords = { title: string; says: string; next: { label: string; href: string } }

const toStart = { label: 'To the start page', href: '/' }
/** An empty address is this page, asked for anew. */
const again = { label: 'Open this page again', href: '' }

const wordsOf: Record<number, ErrorWords> = {
  0: {
    title: 'No connection',
    says: 'Clearway could not be reached, and what you were sending may not have arrived. Sets that were logged are kept on this phone.',
    next: again,
  },
  400: {
    title: 'That could not be read',
    says: 'Something in the request was missing or damaged, so nothing was done.',
    next: toStart,
  },
  401: {
    title: 'Please sign in',
    says: 'This page is for members of a clinic. Nothing was done.',
    next: { label: 'Sign in', href: '/login' },
  },
  403: {
    title: 'This is not yours to do',
    says: 'Your roles in this clinic do not allow it, so nothing was done. If they should, ask your clinic admin.',
    next: toStart,
  },
  404: {
    title: 'There is no such page for you',
    says: 'Either the address is wrong, or what it names is not in your clinic or not in your care team.',
    next: toStart,
  },
  409: {
    title: 'Somebody changed this first',
    says: 'What you saw is no longer how it stands, so nothing was saved. Open it again and look before you decide.',
    next: again,
  },
  410: {
    title: 'This record was erased',
    says: 'What was decided about the client stands in the register, without a name. Everything else is gone.',
    next: toStart,
  },
  413: {
    title: 'That is too large',
    says: 'The form or file is larger than Clearway takes, so nothing was saved. Import files may have 25 MB.',
    next: again,
  },
  429: {
    title: 'Too many tries',
    says: 'Please wait a few minutes and try again.',
    next: again,
  },
  500: {
    title: 'Something went wrong on our side',
    says: 'It is written down and was not your doing. Look whether your last change was saved before you repeat it.',
    next: toStart,
  },
  503: {
    title: 'Clearway cannot answer just now',
    says: 'It is starting, stopping, or waiting for its database. Try again in a minute; nothing was saved.',
    next: again,
  },
}

/** The words for a status; one without its own speaks like its family. */
function errorWords(status: number): ErrorWords {
  const family = status >= 400 && status < 500 ? wordsOf[400] : wordsOf[500]
  return (wordsOf[status] ?? family) as ErrorWords
}

type ErrorPageProps = {
  status: number
  /** Says it more exactly than the status does. */
  says?: string | undefined
  /** The number of the request, shown where the fault is ours so that it can be found in the log. */
  requestId?: string | undefined
}

export function ErrorPage({ status, says, requestId }: ErrorPageProps) {
  const words = errorWords(status)
  return (
    <main id="main" className="page grid max-w-xl gap-4">
      <a href="/" className="brand -ml-3">
        <BrandSign />
        Clearway
      </a>
      <h1 className="mt-6">{words.title}</h1>
      <p>{says ?? words.says}</p>
      {status >= 500 && requestId ? (
        <p className="dim small">
          If you tell somebody about it, name this number: <b>{requestId}</b>
        </p>
      ) : null}
      <p>
        <a href={words.next.href} className={buttonClass({ look: 'primary' })}>
          {words.next.label}
        </a>
      </p>
    </main>
  )
}
