/** What a change of settings does to what is there: how many of what. */

export type SettingEffectKind =
  | 'screenings-stale'
  | 'screenings-count-again'
  | 'decisions-late'
  | 'decisions-for-doctors'
  | 'decisions-for-all'
  | 'windows-past'
  | 'red-flags-escalate'
  | 'factors-missing'
export type SettingEffect = { kind: SettingEffectKind; count: number }

/** What was read and agreed to, as it comes back with the form: other numbers are read again. */
export function agreementOf(effects: readonly SettingEffect[]): string {
  return effects.map(({ kind, count }) => `${kind}=${count}`).join(' ')
}
