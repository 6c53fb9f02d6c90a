/** E.164: a plus sign, the country code, at most fifteen digits. People write spaces, dots, brackets and 00. */
export function toE164(typed: string): string | null {
  const number = typed.trim().replace(/\(0\)/g, '').replace(/[\s.()/\u00a0\u202f-]/g, '').replace(/^00/, '+')
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : null
}
