/** Every route of the product and whose it is: a route nobody classified fails the tests. */

/**
 * public: before login. member: any open login, the member's own things. client: one client's, by care team or as a
 * clinician. clinical: lists of clients a member may see. proof: the clinic's register and audit, by role.
 */
export const routeClasses: Record<string, 'public' | 'member' | 'client' | 'clinical' | 'proof'> = {
  root: 'public',
  'routes/$': 'public',
  'routes/login': 'public',
  'routes/logout': 'public',
  'routes/setup.$token': 'public',
  'routes/_index': 'member',
  'routes/inbox._index': 'member',
  'routes/inbox_.seen': 'member',
  'routes/clients.$clientId.progress': 'client',
  'routes/clients.$clientId_.progress[.]csv': 'client',
  'routes/clients.$clientId_.measurements.new': 'client',
  'routes/clients.$clientId_.strength.import': 'client',
  'routes/windows': 'clinical',
  'routes/worklist': 'clinical',
  'routes/register._index': 'proof',
  'routes/register.$decisionId': 'proof',
  'routes/audit': 'proof',
}
