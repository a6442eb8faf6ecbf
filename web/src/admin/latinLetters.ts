/** Latin letters that are no letter with a mark. */
const latin: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i' }

/** The text, in lower case, with its Latin letters as those of ASCII: "größe" is "grosse". */
export const latinLetters = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[ßæœøđðþłı]/g, (letter) => latin[letter] ?? '')
