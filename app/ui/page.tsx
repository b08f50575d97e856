/** A page of a member: the frame, its head, and what the page itself shows. */
import type { ComponentProps, ReactNode } from 'react'
import { ArchivedNotice } from './archived-notice'
import { AppShell, type ShellItem, type ShellMember } from './app-shell'
import { EmergencyBanner, type OpenEmergency } from './emergency-banner'
import { IsCodeDue } from './code-due'
import type { ClinicFormat } from './format'
import { PageHeader } from './page-header'
import { Stay } from './stay/stay'

type PageProps = ComponentProps<typeof PageHeader> & {
  shell: {
    member: ShellMember
    items: readonly ShellItem[]
    isCodeDue: boolean
    emergencies: readonly OpenEmergency[]
    formats: ClinicFormat
  }
  /** Beside a running session: where it goes on with an idle login, under its ticket. */
  floorPath?: string
  children: ReactNode
}

export function Page({ shell, floorPath, children, ...head }: PageProps) {
  return (
    <>
      <AppShell member={shell.member} items={shell.items}>
        <EmergencyBanner emergencies={shell.emergencies} />
        <PageHeader {...head} />
        <ArchivedNotice format={shell.formats} />
        <IsCodeDue.Provider value={shell.isCodeDue}>{children}</IsCodeDue.Provider>
      </AppShell>
      <Stay memberId={shell.member.id} floorPath={floorPath} />
    </>
  )
}
