/** The pages about one client, side by side. */
import { Tabs } from './page-header'

export function ClientTabs({ clientId }: { clientId: string }) {
  const at = (page: string) => `/clients/${clientId}${page}`
  return (
    <Tabs
      label="About this client"
      items={[
        { label: 'Overview', to: at('') },
        { label: 'Screening', to: at('/screening'), end: false },
        { label: 'Progress', to: at('/progress'), end: false },
        { label: 'Record', to: at('/record') },
      ]}
    />
  )
}
