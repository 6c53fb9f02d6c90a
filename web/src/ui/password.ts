// The rule for passwords, as it is said while typing. The server decides, and knows the most common ones.

const FOUR_CLASSES_FROM = 16
const ANY_FROM = 20
const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u]

export function isLongEnough(password: string): boolean {
  const length = [...password].length
  return length >= ANY_FROM || (length >= FOUR_CLASSES_FROM && classes.every((kind) => kind.test(password)))
}

export function containsAddress(password: string, email: string): boolean {
  return email !== '' && password.toLowerCase().includes(email.toLowerCase())
}

export const followsRules = (password: string, email: string): boolean =>
  isLongEnough(password) && !containsAddress(password, email)
