/** Whose password a form is about, for the password managers that keep it; nothing to see, nothing to fill in. */
export function Username({ email }: { email: string }) {
  return <input type="email" autoComplete="username" defaultValue={email} readOnly hidden />
}
