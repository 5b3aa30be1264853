/** A short print of what is sent, so that nothing personal is kept: 53 bits of a multiplying hash (cyrb53). */
const printOf = (text: string): string => {
  let low = 0xdeadbeef
  let high = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    low = Math.imul(low ^ code, 2654435761)
    high = Math.imul(high ^ code, 1597334677)
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  return (4294967296 * (2097151 & high) + (low >>> 0)).toString(36)
}

const newKey = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * The idempotency key of what is about to be sent under a name: the same for the same content until {@link sentOnce}, also
 * after a reload, so that a try whose answer was lost makes no second case. Other content gets another key.
 */
export const onceKey = (name: string, content: unknown): string => {
  const at = `jiban.once.${name}`
  const print = printOf(JSON.stringify(content))
  const [keptPrint, keptKey] = (sessionStorage.getItem(at) ?? '').split(' ')
  if (keptPrint === print && keptKey) return keptKey
  const key = newKey()
  sessionStorage.setItem(at, `${print} ${key}`)
  return key
}

/** The answer has arrived: the same words again are a new matter. */
export const sentOnce = (name: string) => sessionStorage.removeItem(`jiban.once.${name}`)
