/** « d’Agnès », « de Paul ». */
export const de = (name: string): string => (/^[aeiouàâäéèêëîïôöùûüœ]/i.test(name) ? `d’${name}` : `de ${name}`)
