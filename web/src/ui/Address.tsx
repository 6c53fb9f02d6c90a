/** An e-mail address that breaks before its domain first, where it has to break. */
export function Address({ email }: { email: string }) {
  const at = email.lastIndexOf('@')
  return <>{email.slice(0, at)}<wbr />{email.slice(at)}</>
}
