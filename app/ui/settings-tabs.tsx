/** The settings of the clinic, a page each. */
import { Tabs } from './page-header'

const items = [
  { label: 'Clinic', to: '/settings/clinic' },
  { label: 'Clearance', to: '/settings/clearance' },
  { label: 'Window', to: '/settings/window' },
  { label: 'Floor', to: '/settings/floor' },
  { label: 'Measuring', to: '/settings/measuring' },
  { label: 'Sign-in', to: '/settings/sign-in' },
  { label: 'Mail', to: '/settings/mail' },
  { label: 'Retention', to: '/settings/retention' },
  { label: 'Cover', to: '/settings/cover' },
]

export function SettingsTabs() {
  return (
    <div className="tabs-all">
      <Tabs label="Settings of the clinic" items={items} />
    </div>
  )
}
