/**
 * Gives every `<style>` that a library makes the nonce of the page, so that the strict policy
 * (`style-src 'self' 'nonce-…'`) lets it in. Some parts of antd (scroll lock, scrollbar measuring) forget
 * the nonce they were given. Must be the first import of an app.
 */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined

if (nonce) {
  const create = document.createElement.bind(document)
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    const element = create(name, options)
    if (element instanceof HTMLStyleElement) element.nonce = nonce
    return element
  }
}
