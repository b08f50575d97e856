/** What a change of settings does to what is there, as a sentence. */
import {
  type FormulaEffect,
  type SettingEffect,
  type SettingEffectKind,
  sampleEstimate,
  sampleSet,
} from '~/domain/setting-effects'
import { formulaNames } from '~/domain/progress-words'
import type { LoadUnit } from '~/domain/units'

const words: Record<SettingEffectKind, { one: string; many: string; means: string }> = {
  'screenings-stale': {
    one: 'client’s screening is stale from today on',
    many: 'clients’ screenings are stale from today on',
    means:
      'Nothing of theirs is submitted, decided or started for the first time until they are screened again. What runs goes on.',
  },
  'screenings-count-again': {
    one: 'client’s screening counts again',
    many: 'clients’ screenings count again',
    means: 'They were stale until now.',
  },
  'decisions-late': {
    one: 'waiting decision is late from now on',
    many: 'waiting decisions are late from now on',
    means: 'They stand marked on the worklist. Nothing is decided by itself.',
  },
  'decisions-for-doctors': {
    one: 'program with a precaution waits for a doctor from now on',
    many: 'programs with a precaution wait for a doctor from now on',
    means: 'What was cleared before stays cleared, and its next version needs a doctor.',
  },
  'decisions-for-all': {
    one: 'program with a precaution may be decided by a physical therapist from now on',
    many: 'programs with a precaution may be decided by a physical therapist from now on',
    means: 'They still need a written reason.',
  },
  'windows-past': {
    one: 'running program is past its window from today on',
    many: 'running programs are past their window from today on',
    means: 'Each is flagged, told to who cleared it, and waits for a clinician.',
  },
  'red-flags-escalate': {
    one: 'unseen red flag goes to all clinicians and admins within a minute',
    many: 'unseen red flags go to all clinicians and admins within a minute',
    means: 'In the inbox and by mail.',
  },
  'factors-missing': {
    one: 'clinician or admin has no second factor',
    many: 'clinicians and admins have no second factor',
    means:
      'Each is asked to set one up with their next page, and sees no other until they did. A session that runs is not touched.',
  },
}

export function effectWords(effect: SettingEffect, units: LoadUnit): { says: string; means: string } {
  if (effect.kind === 'formula-changes') return formulaEffectWords(effect, units)
  const { kind, count } = effect
  const { one, many, means } = words[kind]
  return { says: `${count} ${count === 1 ? one : many}.`, means }
}

/** "80 kg × 8: 101.3 kg by Epley, 99.3 kg by Brzycki." */
function formulaEffectWords({ from, to }: FormulaEffect, units: LoadUnit): { says: string; means: string } {
  const by = (formula: typeof from) => `${sampleEstimate(formula, units)} ${units} by ${formulaNames[formula]}`
  return {
    says: `${sampleSet.load[units]} ${units} × ${sampleSet.reps}: ${by(from)}, ${by(to)}.`,
    means:
      'Every estimate on charts, in comparisons and reports is worked out anew, those of the past among them. Tested maxima and doses stay as they are.',
  }
}
