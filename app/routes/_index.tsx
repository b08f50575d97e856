/** The first page. */
export default function Start() {
  return (
    <main className="page">
      <h1>Clearway</h1>
    </main>
  )
}
