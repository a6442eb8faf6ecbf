import { useMessages } from '../i18n'
import type { Refusal } from './refusal'

/** Explains in a sentence why the server did not accept a change of the cart. */
export function useRefusalMessage(): (refusal: Refusal) => string {
  const m = useMessages()
  return ({ reason, product, available }) => {
    const messages = m.value.refused
    switch (reason) {
      case 'sold-out': return messages.soldOut(product.name)
      case 'only-left': return messages.onlyLeft(product.name, available)
      case 'gone': return messages.gone(product.name)
      case 'unreachable': return messages.unreachable(product.name)
      case 'other': return messages.other(product.name)
    }
  }
}
