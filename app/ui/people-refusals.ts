/** The refusals about who works in a clinic and whose clients they serve, as sentences that say what to do next. */
import type { Refusal } from '~/domain/refusal'

export const peopleRefusals = {
  // The people of a clinic
  'last-admin': 'Nobody else is an admin here. Make another member an admin first, then try again.',
  'own-roles':
    'Another admin gives you roles, a licence or a credential, not you yourself. Ask one; they stand on the members page.',
  'own-deactivation': 'You cannot deactivate yourself. Ask another admin to do it.',
  'member-changed':
    'Somebody else changed this member since you opened the page. Load it again and look at what stands there now.',
  'nothing-changed': 'It stands like that already. Change something, or go back.',
  'name-missing': 'Type the name.',
  'roles-missing': 'Choose at least one role.',
  'licence-needed': 'A physical therapist or doctor needs a licence: its number, where it holds, and its last day.',
  'member-already': 'A member of your clinic has this address. If they were deactivated, reactivate them instead.',
  'invited-already': 'An invitation to this address is open. Send that one again, or take it back first.',
  'invitation-over': 'This invitation was taken, or taken back, in the meantime. Go back and look at its state.',
  // Whose clients
  'teammate-unfit': 'That is not an active colleague with a clinical role. Choose somebody else.',
  'client-yours-already': 'You see this client as it is. Open them from your clients.',
  'emergency-reason-short': 'Write in a sentence what happened: at least 10 characters.',
  'emergency-client-unknown': 'No client of your clinic has exactly these details. Check them and try again.',
  'emergency-client-several':
    'More than one client has this family name and birth date. Type the record number instead.',
  'emergency-too-many-tries':
    'Ten tries were wrong within 15 minutes, so this is closed to you for a while. Call an admin or a clinician.',
  'emergency-access-over': 'This access is over, or was ended before.',
  'own-emergency-access': 'You opened this access yourself. Another admin looks at it.',
  'hand-over-to-nobody': 'Choose at least one colleague to hand over to.',
  'heir-unfit':
    'Whoever takes over serves in the same role: a trainer for a trainer, a doctor for a doctor, a clinician for a therapist. Choose somebody else.',
  'hand-over-in-session':
    'A session they started runs now, and what their phone still sends would be lost. Hand over when it has ended.',
  'nothing-to-hand-over': 'They are in no care team any more. Nothing is left to hand over.',
} satisfies Partial<Record<Refusal, string>>
