interface Somebody {
  first_name: string | null
  last_name: string | null
  email: string
}

/** Until the account exists, the address is all there is. */
export function nameOf({ first_name: first, last_name: last, email }: Somebody): string {
  return [first, last].filter(Boolean).join(' ') || email
}
