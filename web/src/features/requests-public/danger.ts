import shippedTerms from '@shipped/terms.tsv?raw'

export type Rescue = '120' | '110' | '119'

const rescueOf: Record<string, Rescue> = { ambulance120: '120', police110: '110', rescue119: '119' }

// The server's words are Chinese; these are for those who write in English.
const english: Record<Rescue, string> = {
  '119': 'on fire|gas leak|smell gas|smell of gas|explosion|trapped|drowning|collapsed',
  '120': 'unconscious|not breathing|heart attack|bleeding heavily|electrocuted|poisoned|collapsed',
  '110': 'knife|suicide|kill myself|kidnapp|robbery|being beaten|missing child',
}

/** The rows of the server's own word list that tell of danger to life: `danger<tab>target<tab>weight<tab>words`. */
const chinese: readonly (readonly [Rescue, readonly string[]])[] = shippedTerms
  .split('\n')
  .map((row: string) => row.split('\t'))
  .flatMap(([use, target = '', , words = '']: string[]) => {
    const rescue = rescueOf[target]
    return use === 'danger' && rescue ? [[rescue, words.split(' ').filter(Boolean)] as const] : []
  })

/**
 * Whom to call, told while a person is still typing. Only a hint: it never stops anybody, is worded as a condition ("if somebody
 * is in danger now"), and so need not weigh the words as the server's decision does.
 */
export const rescuesFor = (text: string): Rescue[] => {
  const heard = new Set(
    chinese.filter(([, words]) => words.some((word) => text.includes(word))).map(([rescue]) => rescue),
  )
  for (const [rescue, words] of Object.entries(english))
    if (new RegExp(`\\b(?:${words})`, 'i').test(text)) heard.add(rescue as Rescue)
  return (['120', '110', '119'] as const).filter((rescue) => heard.has(rescue))
}
