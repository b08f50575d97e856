/** On every page of the demo, so that nobody takes it for a clinic. */
export function DemoBanner() {
  return (
    <aside className="banner" aria-label="Demo">
      Demo: made-up people, known passwords
    </aside>
  )
}
