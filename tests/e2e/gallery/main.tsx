/** A page with every picture of the gallery: `?drawing=sketch` as the server draws them, `?only=pain` those with that in their name. */
import '~/styles.css'
import { createRemixStub } from '@remix-run/testing'
import { createRoot } from 'react-dom/client'
import { renderToStaticMarkup } from 'react-dom/server'
import { gallery } from './gallery'

const asked = new URLSearchParams(location.search)
const shown = gallery.filter(({ name }) => name.includes(asked.get('only') ?? ''))

function Gallery() {
  return (
    <main style={{ padding: '1rem' }}>
      <h1 className="sr-only">Charts of Clearway</h1>
      <div
        style={{ display: 'grid', gap: '1rem', gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 26rem), 1fr))' }}
      >
        {shown.map(({ name, element }) => (
          <div key={name} data-picture={name} className="min-w-0">
            {element}
          </div>
        ))}
      </div>
    </main>
  )
}

// Cards have links and forms, which want a router around them.
const Stub = createRemixStub([{ path: '*', Component: Gallery }])
const place = document.getElementById('gallery')
const page = <Stub initialEntries={['/']} />
if (place && asked.get('drawing') === 'sketch') place.innerHTML = renderToStaticMarkup(page)
else if (place) createRoot(place).render(page)
