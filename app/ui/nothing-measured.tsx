/** A client's progress before anything was measured: how it begins. */
import { ButtonLink } from './button'
import { Empty } from './empty'

export function NothingMeasured({ clientId }: { clientId: string }) {
  return (
    <Empty
      title="Nothing measured yet"
      says="Charts begin with the first test, session or imported log. A first test is the baseline all others are held against."
      action={
        <div className="button-row">
          <ButtonLink look="primary" to={`/clients/${clientId}/measurements/new`}>
            Add a test
          </ButtonLink>
          <ButtonLink to={`/clients/${clientId}/strength/import`}>Import a strength log</ButtonLink>
        </div>
      }
    />
  )
}
