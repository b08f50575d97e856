/** On every page of the demo, so that nobody takes it for a clinic. */
export function DemoBanner() {
  return <p className="banner">Demo: made-up people, known passwords</p>
}
