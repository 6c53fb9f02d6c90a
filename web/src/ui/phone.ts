/** E.164: a plus sign, the country code, at most fifteen digits. People write spaces, dots, brackets and 00; who reads
 *  French may write a number as it is dialled in France. */
export function toE164(typed: string, language = ''): string | null {
  const number = typed.trim().replace(/\(0\)/g, '').replace(/[\s.()/\u00a0\u202f-]/g, '').replace(/^00/, '+')
  if (language === 'fr' && /^0[1-9]\d{8}$/.test(number)) return `+33${number.slice(1)}`
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : null
}
